package dev.archcheck.toolchain.store;

import dev.archcheck.toolchain.GoToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An installed version.
 *
 * @param folder its folder in the store
 */
public record Installed(GoToolchain toolchain, Path folder) {

  /** {@return its GOROOT} */
  public Path goroot() {
    return folder.resolve("go");
  }

  /** {@return the file that seals it} */
  public Path seal() {
    return folder.resolve("seal");
  }

  /** {@return the {@code go} command} */
  public Path command() {
    return goroot().resolve("bin").resolve(toolchain.os().equals("windows") ? "go.exe" : "go");
  }

  /** {@return whether it is whole: a folder appears with its seal or not at all} */
  public boolean isComplete() {
    return Files.isRegularFile(seal()) && Files.isDirectory(goroot());
  }

  /**
   * {@return its seal}
   *
   * @throws DamagedSealException if that is not as it was written
   */
  public Seal readSeal() throws IOException {
    return SealFile.read(seal());
  }

  /** {@return its files as they are now, hashed} */
  public GoTree readTree() throws IOException {
    return GoTree.sealed(goroot(), toolchain);
  }
}
