/** The command: arguments in, a report or a page out. */
module dev.archcheck.cli {
  requires com.fasterxml.jackson.core;
  requires dev.archcheck.toolchain;
  requires info.picocli;
  requires static org.jspecify;

  exports dev.archcheck.cli;
}
