package dev.archcheck.toolchain.install;

import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.bundle.Bundle;
import dev.archcheck.toolchain.release.ReleaseFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file on this machine that a version is installed from.
 *
 * @param path where it is
 * @param published the name that it was published under: it says what it must be
 * @param toolchain that it is said to be
 * @param form how it is packed
 */
public record LocalFile(Path path, String published, GoToolchain toolchain, Form form) {

  private static final String MODULE = "v0.0.1-";
  private static final String ZIP = ".zip";
  private static final String TAR = ".tar.gz";

  /** {@return whether a file is called like a bundle} */
  public static boolean isBundle(Path path) {
    return path.toString().endsWith(Bundle.ENDING);
  }

  /** {@return a file by its own name, if that is the name of a release} */
  public static Optional<LocalFile> of(Path path) {
    String name = String.valueOf(path.getFileName());
    return named(path, name);
  }

  /**
   * {@return a file that somebody says is a release}
   *
   * @param said {@code go1.27.0.linux-amd64}, or that with an ending
   * @throws IOException if it cannot be read
   */
  public static Optional<LocalFile> as(Path path, String said) throws IOException {
    if (said.endsWith(TAR) || said.endsWith(ZIP)) {
      return named(path, said);
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] magic = in.readNBytes(2);
      boolean zip = magic.length == 2 && magic[0] == 'P' && magic[1] == 'K';
      return named(path, said + (zip ? ZIP : TAR));
    }
  }

  private static Optional<LocalFile> named(Path path, String name) {
    if (name.startsWith(MODULE) && name.endsWith(ZIP)) {
      return GoToolchain.parse(name.substring(MODULE.length(), name.length() - ZIP.length()))
          .map(toolchain -> new LocalFile(path, name, toolchain, Form.MODULE));
    }
    Form form = name.endsWith(ZIP) ? Form.ZIP : Form.TAR_GZ;
    return ReleaseFile.named(name)
        .flatMap(ReleaseFile::toolchain)
        .map(toolchain -> new LocalFile(path, name, toolchain, form));
  }
}
