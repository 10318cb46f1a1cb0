package dev.archcheck.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The JDK that builds. */
final class Jdk {
  private static final String VERSION_KEY = "JAVA_VERSION=";

  private Jdk() {}

  static Path home() {
    return Path.of(System.getProperty("java.home"));
  }

  /** {@return the version as the release file spells it, which is where the launcher reads it} */
  static String version() throws IOException {
    for (String line : Files.readAllLines(home().resolve("release"))) {
      if (line.startsWith(VERSION_KEY)) {
        return line.substring(VERSION_KEY.length()).replace("\"", "");
      }
    }
    return "";
  }
}
