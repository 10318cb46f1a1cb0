package dev.archcheck.toolchain.store;

import dev.archcheck.verify.artifact.PackedEntry;
import dev.archcheck.verify.artifact.PackedZip;
import dev.archcheck.verify.sumdb.Hash1;
import dev.archcheck.verify.sumdb.ToolchainModule;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The files of a module's zip, hashed without being unpacked. */
public final class ModuleZip {

  private static final int ENTRIES = 60_000;
  private static final int BUFFER = 128 << 10;

  private final List<SealedFile> files;
  private final String h1;

  private ModuleZip(List<SealedFile> files, String h1) {
    this.files = files;
    this.h1 = h1;
  }

  /**
   * Reads a zip of the module.
   *
   * @throws RefusedArchiveException if it holds another module or anything but files
   * @throws IOException if it cannot be read or is damaged
   */
  public static ModuleZip read(Path zip, ToolchainModule module) throws IOException {
    try (SharedFile source = new SharedFile(zip)) {
      PackedZip packed = new PackedZip(source, ENTRIES);
      SafeNames names = new SafeNames(zip.toString());
      Hash1 hash = new Hash1();
      List<SealedFile> files = new ArrayList<>();
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] bytes = new byte[BUFFER];
      try (PackedZip.Reader reader = packed.reader()) {
        List<PackedEntry> entries = packed.entries();
        for (int i = 0; i < entries.size(); i++) {
          PackedEntry entry = entries.get(i);
          String path = module.pathOf(entry.name());
          if (path == null || entry.type() != PackedEntry.Type.FILE) {
            throw new RefusedArchiveException(
                RefusedArchiveException.Reason.NOT_A_DISTRIBUTION,
                zip.toString(),
                "is not the zip of " + module.version() + ": it has " + entry.name());
          }
          names.file(path);
          reader.open(i);
          for (int got = reader.read(bytes); got >= 0; got = reader.read(bytes)) {
            digest.update(bytes, 0, got);
          }
          String sha256 = HexFormat.of().formatHex(digest.digest());
          hash.add(entry.name(), sha256);
          files.add(new SealedFile(path, 0, entry.size(), sha256));
        }
      }
      return new ModuleZip(List.copyOf(files), hash.value());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** {@return its files, with paths as in a GOROOT and without modes} */
  public List<SealedFile> files() {
    return files;
  }

  /** {@return its hash} */
  public String h1() {
    return h1;
  }
}
