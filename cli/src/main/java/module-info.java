/** The archcheck command. */
module dev.archcheck.cli {
  requires dev.archcheck.toolchain;
  requires info.picocli;
  requires com.fasterxml.jackson.core;
  requires static org.jspecify;
}
