package dev.archcheck.cli;

import dev.archcheck.cli.render.Program;

/**
 * The answers to the two commonest questions. They are constants and not resources: a resource is
 * read from the jar, and opening that costs as much as half the start of the JVM.
 */
final class Answers {

  static final String VERSION = Program.NAME + " " + Program.VERSION + "\n";

  static final String HELP =
      """
      Will this run natively there, and is it really what it claims to be?

      Usage: archcheck COMMAND [OPTION...] [ARGUMENT...]

      Options:
        -h, --help      Show this help.
        -V, --version   Show the version.

      Commands:
        cgo        Finds what needs C in a Go module, and who imports it.
        checksum   Proves downloads by digests, lists of digests and signatures.
        doctor     Says what is wrong on this machine, why, and what mends it.
        inspect    Shows what a binary is, and the bytes that show it.
        toolchain  Finds, proves, installs and switches versions of Go.
        verify     Checks that binaries are what they claim to be.
        help       Shows the help of a command.

      Exit codes:
        0  ok
        1  findings
        2  the arguments make no sense
        3  input unreadable or damaged, or nothing could be concluded
        4  the surroundings failed: a result that cannot be written, no JDK 25, a failed build
        70 a bug of archcheck

      Examples:
        archcheck verify dist/
        archcheck inspect app.exe

      'archcheck help COMMAND' says more.
      """;

  private Answers() {}
}
