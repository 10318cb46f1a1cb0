package dev.archcheck.toolchain.activate;

import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes down which version is to apply. Each file is there whole or as it was. */
public final class Pin {

  private Pin() {}

  /**
   * Makes a version the default of a store.
   *
   * @throws IOException if the store cannot be written
   */
  public static void everywhere(Store store, GoToolchain toolchain) throws IOException {
    Files.createDirectories(store.root());
    AtomicText.write(store.defaultFile(), toolchain.name() + "\n");
  }

  /**
   * Takes the default of a store away: where no file says a version, PATH is as it was.
   *
   * @throws IOException if the store cannot be written
   */
  public static void nowhere(Store store) throws IOException {
    Files.deleteIfExists(store.defaultFile());
  }

  /**
   * Writes into the {@code .go-version} of a folder that no version of the store is meant.
   *
   * @return the file
   * @throws IOException if it cannot be written
   */
  public static Path systemHere(Path folder) throws IOException {
    Path file = folder.resolve(".go-version");
    AtomicText.write(file, Resolver.SYSTEM + "\n");
    return file;
  }

  /**
   * Writes the version into the {@code .go-version} of a folder, as the other programs that read
   * this file want it: without {@code go}.
   *
   * @return the file
   * @throws IOException if it cannot be written
   */
  public static Path here(Path folder, GoToolchain toolchain) throws IOException {
    Path file = folder.resolve(".go-version");
    AtomicText.write(file, toolchain.version().substring(2) + "\n");
    return file;
  }
}
