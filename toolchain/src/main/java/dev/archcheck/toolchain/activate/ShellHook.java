package dev.archcheck.toolchain.activate;

import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What makes a shell switch by itself: scripts in the store, and one line for the shell's own file
 * that reads them. Nothing at a prompt starts a JVM.
 *
 * <pre>
 *   shell/resolve.sh   the rules, for bash, zsh, fish and nushell
 *   shell/hook.bash    what calls them, one for each shell
 * </pre>
 */
public final class ShellHook {

  private static final String RULES = "resolve.sh";

  private final Shell shell;
  private final Store store;
  private final ShellCode code;

  /** The hook of a shell that has one. */
  public ShellHook(Shell shell, Store store, Machine machine) {
    this.shell = shell;
    this.store = store;
    this.code = new ShellCode(shell, store, machine);
  }

  /**
   * Brings the hooks that were written before to the state of this program.
   *
   * @throws IOException if one cannot be written
   */
  public static void refresh(Store store, Machine machine, Platform platform) throws IOException {
    for (Shell shell : Shell.values()) {
      ShellHook hook = new ShellHook(shell, store, machine);
      if (shell.hasHook() && Files.exists(hook.file())) {
        hook.write(platform);
      }
    }
  }

  /**
   * Writes the scripts, where they are not there as they should be.
   *
   * @param platform what versions are for where nothing else is said
   * @throws UnsayableException if the store is where no PATH can name it
   * @throws IOException if they cannot be written
   */
  public void write(Platform platform) throws IOException {
    String hook =
        Template.of(shell.hookFile())
            .with("@STORE@", shell.quote(code.storePath()))
            .with("@PLATFORM@", shell.quote(platform.os().name() + "-" + platform.arch().name()))
            .text();
    Files.createDirectories(folder());
    put(folder().resolve(RULES), rules());
    put(file(), hook);
  }

  /** {@return the rules, with the characters in them that an editor or git may change} */
  private static String rules() throws IOException {
    return Template.of(RULES).with("@CR@", "\r").with("@TAB@", "\t").with("@BOM@", "\uFEFF").text();
  }

  /**
   * {@return the line for the shell's own file}
   *
   * @throws UnsayableException if the store is where no PATH can name it
   */
  public String line() throws UnsayableException {
    String separator = shell == Shell.PWSH ? file().getFileSystem().getSeparator() : "/";
    String file =
        shell.quote(code.storePath() + separator + "shell" + separator + shell.hookFile());
    return switch (shell) {
      case BASH, ZSH -> "if [ -r " + file + " ]; then . " + file + "; fi";
      case FISH -> "if test -r " + file + "; source " + file + "; end";
      case PWSH -> "if (Test-Path -LiteralPath " + file + ") { . " + file + " }";
      case NU -> "source (if (" + file + " | path exists) { " + file + " } else { null })";
      case CMD -> throw new IllegalStateException("cmd has no hook");
    };
  }

  private Path folder() {
    return store.root().resolve("shell");
  }

  private Path file() {
    return folder().resolve(shell.hookFile());
  }

  private static void put(Path file, String text) throws IOException {
    if (!text.equals(present(file))) {
      AtomicText.write(file, text);
    }
  }

  private static String present(Path file) throws IOException {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException _) {
      return "";
    }
  }
}
