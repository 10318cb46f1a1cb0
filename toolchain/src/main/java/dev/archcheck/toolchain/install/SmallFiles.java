package dev.archcheck.toolchain.install;

import dev.archcheck.toolchain.release.Sidecars;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads what lies beside a local archive. */
final class SmallFiles {

  private static final int MAX_DIGEST = 1 << 10;
  private static final int MAX_SIGNATURE = 64 << 10;

  private SmallFiles() {}

  /**
   * {@return the digest that lies beside a file, or null: bare, or as {@code sha256sum} writes it}
   */
  static @Nullable Beside digest(Path file) throws IOException {
    Path sidecar = beside(file, ".sha256");
    String text = text(sidecar, MAX_DIGEST);
    if (text == null) {
      return null;
    }
    String line = text.strip();
    int blank = line.indexOf(' ');
    String digest = Sidecars.digest(blank < 0 ? line : line.substring(0, blank));
    if (digest.isEmpty()) {
      throw new IOException(sidecar + ": is no SHA-256 of 64 digits");
    }
    return new Beside(sidecar.toString(), digest);
  }

  /** {@return the signature that lies beside a file, or null} */
  static @Nullable Beside signature(Path file) throws IOException {
    Path sidecar = beside(file, ".asc");
    String text = text(sidecar, MAX_SIGNATURE);
    return text == null ? null : new Beside(sidecar.toString(), text);
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  private static @Nullable String text(Path file, int limit) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new IOException(file + ": is longer than " + limit + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (NoSuchFileException _) {
      return null;
    }
  }
}
