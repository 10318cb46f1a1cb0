package dev.archcheck.toolchain.activate;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.store.Installed;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The code that puts a version of the store first on PATH, and the code that takes it off again.
 * Every other entry of PATH stays as it is, byte for byte; GOROOT is cleared, never set.
 */
public final class ShellCode {

  private final Shell shell;
  private final Store store;
  private final Machine machine;

  /** Code for a shell on a machine. */
  public ShellCode(Shell shell, Store store, Machine machine) {
    this.shell = shell;
    this.store = store;
    this.machine = machine;
  }

  /**
   * {@return the code that puts a version first on PATH}
   *
   * @throws UnsayableException if the store is where no PATH can name it
   */
  public String activate(Installed installed) throws IOException {
    return code(installed.goroot().resolve("bin").toString());
  }

  /**
   * {@return the code that takes every version of the store off PATH}
   *
   * @throws UnsayableException if the store is where no PATH can name it
   */
  public String deactivate() throws IOException {
    return code("");
  }

  private String code(String bin) throws IOException {
    if (shell == Shell.CMD) {
      return forCmd(bin);
    }
    String quotedBin = bin.isEmpty() ? "''" : shell.quote(path(bin));
    return Template.of(shell.codeFile())
        .with("@BIN@", quotedBin)
        .with("@STORE@", shell.quote(storePath()))
        .text();
  }

  /**
   * {@return where the store is, as the shell writes paths}
   *
   * @throws UnsayableException if it cannot stand on PATH
   */
  String storePath() throws UnsayableException {
    return path(store.root().toString());
  }

  private boolean onWindows() {
    return machine.os().equals(Os.WINDOWS);
  }

  /** The shells of Unix have their own spelling for the drives of Windows. */
  private String path(String path) throws UnsayableException {
    if (onWindows()) {
      String said = isOfUnix() ? withoutDrive(path) : path;
      return refuse(said, ';', "a semicolon");
    }
    return refuse(path, ':', "a colon");
  }

  private boolean isOfUnix() {
    return shell == Shell.BASH || shell == Shell.ZSH || shell == Shell.FISH;
  }

  private static String withoutDrive(String path) {
    String said = path.replace('\\', '/');
    return said.length() > 2 && said.charAt(1) == ':'
        ? "/" + said.substring(0, 1).toLowerCase(Locale.ROOT) + said.substring(2)
        : said;
  }

  private static String refuse(String path, char separator, String name) throws UnsayableException {
    if (path.indexOf(separator) >= 0) {
      throw new UnsayableException(name);
    }
    return path;
  }

  /** The command prompt cannot take PATH apart, so the new one is written out whole. */
  private String forCmd(String bin) throws UnsayableException {
    List<String> entries = new ArrayList<>();
    if (!bin.isEmpty()) {
      entries.add(path(bin));
    }
    for (String entry : machine.variable("PATH").split(";", -1)) {
      if (!isBin(store, entry)) {
        entries.add(entry);
      }
    }
    String code = "set \"PATH=" + shell.quote(String.join(";", entries)) + "\"\r\n";
    boolean stale = !bin.isEmpty() && !machine.variable("GOROOT").isEmpty();
    return stale ? code + "set \"GOROOT=\"\r\n" : code;
  }

  /** {@return whether an entry of PATH is the {@code bin} of a version in the store} */
  public static boolean isBin(Store store, String entry) {
    try {
      Path folder = Path.of(entry);
      Path versions = store.versions();
      return folder.startsWith(versions)
          && folder.getNameCount() == versions.getNameCount() + 3
          && folder.endsWith(Path.of("go", "bin"));
    } catch (InvalidPathException _) {
      return false;
    }
  }
}
