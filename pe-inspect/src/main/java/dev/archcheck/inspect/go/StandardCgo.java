package dev.archcheck.inspect.go;

import java.util.Set;

/** The packages of the standard library that have used cgo in any version of Go. */
final class StandardCgo {

  private static final Set<String> PATHS =
      Set.of(
          "crypto/internal/boring",
          "crypto/x509",
          "crypto/x509/internal/macos",
          "internal/runtime/cgobench",
          "net",
          "os/signal",
          "os/signal/internal/pty",
          "os/user",
          "plugin",
          "runtime/cgo",
          "runtime/race");

  private StandardCgo() {}

  static boolean contains(String path) {
    return PATHS.contains(path);
  }
}
