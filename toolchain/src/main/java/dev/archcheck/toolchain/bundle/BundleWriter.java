package dev.archcheck.toolchain.bundle;

import dev.archcheck.toolchain.WriteFailure;
import dev.archcheck.verify.digest.Algorithm;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes bundles: zip files with a manifest first and the archive last, not compressed again. The
 * same content always gives the same bytes.
 */
public final class BundleWriter {

  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private BundleWriter() {}

  /**
   * Writes a bundle, whole or not at all.
   *
   * @param archive the file with the archive
   * @throws IOException if it cannot be written, or the archive cannot be read
   */
  public static void write(Path file, Bundle bundle, Path archive) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    String unique =
        Long.toHexString(System.nanoTime()) + Long.toHexString(ProcessHandle.current().pid());
    Path beside = target.resolveSibling("." + target.getFileName() + "." + unique + ".tmp");
    try {
      try (OutputStream out = Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW);
          ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out, 1 << 16))) {
        zip.setLevel(Deflater.NO_COMPRESSION);
        write(zip, bundle, archive);
      }
      move(beside, target);
    } catch (IOException e) {
      throw WriteFailure.of(target, e);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void write(ZipOutputStream zip, Bundle bundle, Path archive) throws IOException {
    Map<String, byte[]> papers = new LinkedHashMap<>();
    add(papers, Bundle.ROW, bundle.row());
    add(papers, Bundle.SIGNATURE, bundle.signature());
    add(papers, Bundle.LOG_PROOF, bundle.logProof());
    entry(zip, Bundle.MANIFEST);
    zip.write(manifest(bundle, papers).getBytes(StandardCharsets.UTF_8));
    for (Map.Entry<String, byte[]> paper : papers.entrySet()) {
      entry(zip, paper.getKey());
      zip.write(paper.getValue());
    }
    entry(zip, bundle.archive());
    Files.copy(archive, zip);
    zip.closeEntry();
  }

  private static void add(Map<String, byte[]> papers, String name, String text) {
    if (!text.isEmpty()) {
      papers.put(name, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void entry(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
  }

  private static String manifest(Bundle bundle, Map<String, byte[]> papers) {
    StringBuilder text = new StringBuilder();
    text.append(Bundle.SCHEMA).append('\n');
    text.append("toolchain ").append(bundle.toolchain().name()).append('\n');
    text.append("log ").append(bundle.log().isEmpty() ? "none" : bundle.log()).append('\n');
    papers.forEach((name, bytes) -> file(text, sha256(bytes), bytes.length, name));
    file(text, bundle.sha256(), bundle.size(), bundle.archive());
    return text.toString();
  }

  private static void file(StringBuilder text, String sha256, long size, String name) {
    text.append("file ").append(sha256).append(' ').append(size).append(' ').append(name);
    text.append('\n');
  }

  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(Algorithm.SHA256.start().digest(bytes));
  }
}
