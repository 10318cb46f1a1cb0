package dev.archcheck.toolchain.store;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.toolchain.store.RefusedArchiveException.Reason;
import dev.archcheck.verify.artifact.PackedEntry;
import dev.archcheck.verify.artifact.PackedTar;
import dev.archcheck.verify.artifact.PackedZip;
import dev.archcheck.verify.digest.Algorithm;
import dev.archcheck.verify.sumdb.Hash1;
import dev.archcheck.verify.sumdb.ToolchainModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The files of a Go distribution or its module, hashed without being unpacked. */
public final class HashedArchive {

  private static final int ENTRIES = 60_000;
  private static final long BYTES = 2L << 30;
  private static final int BUFFER = 128 << 10;

  private final String archive;
  private final Layout layout;
  private final SafeNames names;
  private final Hash1 hash;
  private String h1 = "";
  private final List<SealedFile> files = new ArrayList<>();
  private final MessageDigest digest;
  private final byte[] bytes = new byte[BUFFER];
  private int notLogged;

  private HashedArchive(String archive, Layout layout, ToolchainModule module) {
    this.archive = archive;
    this.layout = layout;
    this.hash = new Hash1(module.prefix());
    this.names = new SafeNames(archive);
    this.digest = Algorithm.SHA256.start();
  }

  /**
   * Reads a zip of the module.
   *
   * @throws RefusedArchiveException if it holds another module or anything but files
   * @throws IOException if it cannot be read or is damaged
   */
  public static HashedArchive module(Path zip, ToolchainModule module) throws IOException {
    try (SharedFile source = new SharedFile(zip)) {
      return zip(source, new Layout.Module(module), module);
    }
  }

  /**
   * Reads a zip as published for download.
   *
   * @throws RefusedArchiveException if it is not laid out so
   * @throws IOException if it cannot be read or is damaged
   */
  public static HashedArchive distribution(Path zip, ToolchainModule module) throws IOException {
    try (SharedFile source = new SharedFile(zip)) {
      return zip(source, new Layout.Distribution(), module);
    }
  }

  /**
   * Reads a zip.
   *
   * @throws RefusedArchiveException if it is not laid out so
   * @throws IOException if it cannot be read or is damaged
   */
  public static HashedArchive zip(ByteSource source, Layout layout, ToolchainModule module)
      throws IOException {
    HashedArchive hashed = new HashedArchive(source.name(), layout, module);
    PackedZip packed = new PackedZip(source, ENTRIES);
    try (PackedZip.Reader reader = packed.reader()) {
      List<PackedEntry> entries = packed.entries();
      for (int i = 0; i < entries.size(); i++) {
        String path = hashed.path(entries.get(i));
        if (!path.isEmpty()) {
          reader.open(i);
          hashed.add(path, reader);
        }
      }
    }
    return hashed.whole();
  }

  /**
   * Reads a {@code .tar.gz} as published for download.
   *
   * @param archive what messages call it
   * @throws RefusedArchiveException if it is not laid out so
   * @throws IOException if it cannot be read or is damaged
   */
  public static HashedArchive tar(String archive, InputStream gzip, ToolchainModule module)
      throws IOException {
    HashedArchive hashed = new HashedArchive(archive, new Layout.Distribution(), module);
    try (PackedTar tar = new PackedTar(archive, gzip, BYTES)) {
      for (PackedEntry entry = tar.next(); entry != null; entry = tar.next()) {
        String path = hashed.path(entry);
        if (!path.isEmpty()) {
          hashed.add(path, tar.content());
        }
      }
    }
    return hashed.whole();
  }

  private HashedArchive whole() throws RefusedArchiveException {
    try {
      h1 = hash.value();
      return this;
    } catch (IllegalArgumentException e) {
      throw noModule(e);
    }
  }

  /** {@return the path of a file below GOROOT, or the empty string for a folder} */
  private String path(PackedEntry entry) throws RefusedArchiveException {
    if (entry.type() == PackedEntry.Type.FOLDER) {
      return "";
    }
    String path = layout.path(entry.name());
    if (path == null || path.isEmpty() || entry.type() != PackedEntry.Type.FILE) {
      throw new RefusedArchiveException(
          Reason.NOT_A_DISTRIBUTION,
          archive,
          "has " + entry.name() + ", which does not belong there");
    }
    names.file(path);
    return path;
  }

  private void add(String path, InputStream content) throws IOException {
    long size = 0;
    for (int got = content.read(bytes); got >= 0; got = content.read(bytes)) {
      digest.update(bytes, 0, got);
      size += got;
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    files.add(new SealedFile(path, 0, size, sha256));
    String name = ToolchainModule.below(path);
    if (name == null) {
      notLogged++;
      return;
    }
    try {
      hash.add(name, sha256);
    } catch (IllegalArgumentException e) {
      throw noModule(e);
    }
  }

  private RefusedArchiveException noModule(IllegalArgumentException e) {
    return new RefusedArchiveException(
        Reason.COLLIDING_NAMES, archive, "is no module: " + e.getMessage());
  }

  /** {@return how many files it has that the module leaves out, so that no log speaks of them} */
  public int notLogged() {
    return notLogged;
  }

  /** {@return its files, with paths as in a GOROOT and without modes} */
  public List<SealedFile> files() {
    return List.copyOf(files);
  }

  /** {@return the hash of the files that the module has} */
  public String h1() {
    return h1;
  }
}
