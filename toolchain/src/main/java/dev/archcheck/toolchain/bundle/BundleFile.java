package dev.archcheck.toolchain.bundle;

import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.release.ReleaseFile;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that is read. It may come from anybody: it has exactly the files that its manifest
 * names, each once, and none of the small ones is large.
 */
public final class BundleFile implements Closeable {

  /** A signature has 1 KB, a proof 3 KB. */
  private static final int MAX_PAPER = 256 << 10;

  /** No archive of Go comes near. */
  private static final long MAX_ARCHIVE = 2L << 30;

  private static final int MAX_ENTRIES = 8;

  private static final Pattern FILE =
      Pattern.compile("file ([0-9a-f]{64}) (0|[1-9][0-9]{0,11}) ([A-Za-z0-9][A-Za-z0-9._-]{0,99})");
  private static final Pattern LOG = Pattern.compile("log ([A-Za-z0-9._/:-]{1,200})");

  private final Path path;
  private final ZipFile zip;
  private final Bundle bundle;

  private record Listed(String sha256, long size) {}

  private BundleFile(Path path, ZipFile zip) throws IOException {
    this.path = path;
    this.zip = zip;
    this.bundle = read();
  }

  /**
   * {@return a bundle, whose manifest and papers were read}
   *
   * @throws MalformedBundleException if it is none
   * @throws IOException if it cannot be read
   */
  public static BundleFile open(Path path) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(path.toFile(), StandardCharsets.UTF_8);
    } catch (ZipException | IllegalArgumentException _) {
      throw new MalformedBundleException(
          path.toString(), "it is no zip file, or the directory at its end is damaged");
    } catch (EOFException _) {
      throw new MalformedBundleException(path.toString(), "its zip directory is not where it says");
    }
    try {
      return new BundleFile(path, zip);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /** {@return what is in it beside the archive} */
  public Bundle bundle() {
    return bundle;
  }

  /**
   * {@return the bytes of the archive} Whether they are what the manifest says is for the caller to
   * find out.
   */
  public InputStream archive() throws IOException {
    return content(bundle.archive());
  }

  private InputStream content(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    InputStream in = entry == null ? null : zip.getInputStream(entry);
    if (in == null) {
      throw malformed(name + " is missing");
    }
    return in;
  }

  private Bundle read() throws IOException {
    Set<String> there = names();
    String[] lines = text(Bundle.MANIFEST, bytes(Bundle.MANIFEST)).split("\n", -1);
    if (lines.length < 5 || !lines[0].equals(Bundle.SCHEMA) || !lines[lines.length - 1].isEmpty()) {
      throw malformed("its manifest does not begin with " + Bundle.SCHEMA + ", or is cut off");
    }
    GoToolchain toolchain = toolchain(lines[1]);
    Matcher log = LOG.matcher(lines[2]);
    if (!log.matches()) {
      throw malformed("manifest:3: it does not name the log");
    }
    Map<String, Listed> listed = listed(lines);
    Set<String> expected = new HashSet<>(listed.keySet());
    expected.add(Bundle.MANIFEST);
    if (!expected.equals(there)) {
      throw malformed("its files are not those of its manifest");
    }
    String archive = archive(listed, toolchain);
    Listed one = listed.get(archive);
    if (one == null || one.size() > MAX_ARCHIVE) {
      throw malformed("its archive is larger than any");
    }
    String name = log.group(1);
    return new Bundle(
        toolchain,
        archive,
        one.size(),
        one.sha256(),
        name.equals("none") ? "" : name,
        paper(listed, Bundle.ROW),
        paper(listed, Bundle.SIGNATURE),
        paper(listed, Bundle.LOG_PROOF));
  }

  private Set<String> names() throws MalformedBundleException {
    if (zip.size() > MAX_ENTRIES) {
      throw malformed("it has too many files");
    }
    Set<String> names = new HashSet<>();
    for (ZipEntry entry : Collections.list(zip.entries())) {
      if (!names.add(entry.getName())) {
        throw malformed("it has " + entry.getName() + " twice");
      }
    }
    return names;
  }

  private GoToolchain toolchain(String line) throws MalformedBundleException {
    String start = "toolchain ";
    Optional<GoToolchain> toolchain =
        line.startsWith(start)
            ? GoToolchain.parse(line.substring(start.length()))
            : Optional.empty();
    if (toolchain.isEmpty()) {
      throw malformed("manifest:2: it names no toolchain");
    }
    return toolchain.get();
  }

  private Map<String, Listed> listed(String[] lines) throws MalformedBundleException {
    Map<String, Listed> listed = new LinkedHashMap<>();
    for (int i = 3; i < lines.length - 1; i++) {
      Matcher form = FILE.matcher(lines[i]);
      if (!form.matches()
          || listed.put(form.group(3), new Listed(form.group(1), Long.parseLong(form.group(2))))
              != null) {
        throw malformed("manifest:" + (i + 1) + ": it names no file, or one twice");
      }
    }
    return listed;
  }

  private String archive(Map<String, Listed> listed, GoToolchain toolchain)
      throws MalformedBundleException {
    @Nullable String found = null;
    for (String name : listed.keySet()) {
      if (!List.of(Bundle.ROW, Bundle.SIGNATURE, Bundle.LOG_PROOF).contains(name)) {
        if (found != null || !isArchiveOf(name, toolchain)) {
          throw malformed(name + " is not the archive of " + toolchain);
        }
        found = name;
      }
    }
    if (found == null) {
      throw malformed("it has no archive");
    }
    return found;
  }

  private static boolean isArchiveOf(String name, GoToolchain toolchain) {
    return name.equals(toolchain.module().version() + ".zip")
        || ReleaseFile.named(name)
            .flatMap(ReleaseFile::toolchain)
            .filter(toolchain::equals)
            .isPresent();
  }

  private String paper(Map<String, Listed> listed, String name) throws IOException {
    Listed said = listed.get(name);
    if (said == null) {
      return "";
    }
    byte[] bytes = bytes(name);
    if (bytes.length != said.size() || !BundleWriter.sha256(bytes).equals(said.sha256())) {
      throw malformed(name + " is not what the manifest says");
    }
    return text(name, bytes);
  }

  private byte[] bytes(String name) throws IOException {
    try (InputStream in = content(name)) {
      byte[] bytes = in.readNBytes(MAX_PAPER + 1);
      if (bytes.length > MAX_PAPER) {
        throw malformed(name + " is longer than any");
      }
      return bytes;
    } catch (ZipException | EOFException _) {
      throw damaged(name);
    }
  }

  /** {@return the failure of a file in it whose packed bytes are not what they should be} */
  public MalformedBundleException damaged(String name) {
    return malformed(name + " is damaged: it does not unpack to what the zip says it is");
  }

  private String text(String name, byte[] bytes) throws MalformedBundleException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw malformed(name + " is not UTF-8");
    }
  }

  /** {@return that it is not what it should be, for whoever reads the archive} */
  public MalformedBundleException malformed(String problem) {
    return new MalformedBundleException(String.valueOf(path.getFileName()), problem);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
