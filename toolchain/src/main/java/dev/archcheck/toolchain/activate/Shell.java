package dev.archcheck.toolchain.activate;

import java.util.Locale;
import java.util.Optional;

/** A shell that code is written for. */
public enum Shell {
  /** GNU bash 3.2 and later. */
  BASH("hook.bash", "env.sh"),
  /** zsh 5.1 and later. */
  ZSH("hook.zsh", "env.sh"),
  /** fish 3.0 and later. */
  FISH("hook.fish", "env.fish"),
  /** PowerShell 5.1 and later. */
  PWSH("hook.ps1", "env.ps1"),
  /** The command prompt of Windows, which has nothing that runs at a prompt. */
  CMD("", ""),
  /** nushell. */
  NU("hook.nu", "env.nu");

  private final String hookFile;
  private final String codeFile;

  Shell(String hookFile, String codeFile) {
    this.hookFile = hookFile;
    this.codeFile = codeFile;
  }

  /** {@return the shell of a name as it is started, or of a path that ends in one} */
  public static Optional<Shell> named(String name) {
    int end = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1;
    String base = name.substring(end).toLowerCase(Locale.ROOT);
    String word = base.endsWith(".exe") ? base.substring(0, base.length() - 4) : base;
    return switch (word) {
      case "bash", "sh", "dash", "ksh" -> Optional.of(BASH);
      case "zsh" -> Optional.of(ZSH);
      case "fish" -> Optional.of(FISH);
      case "pwsh", "powershell" -> Optional.of(PWSH);
      case "cmd" -> Optional.of(CMD);
      case "nu", "nushell" -> Optional.of(NU);
      default -> Optional.empty();
    };
  }

  /** {@return its name} */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@return whether anything of it runs at a prompt} */
  public boolean hasHook() {
    return !hookFile.isEmpty();
  }

  /** {@return the file of the hook} */
  String hookFile() {
    return hookFile;
  }

  /** {@return the resource with the code that edits PATH} */
  String codeFile() {
    return codeFile;
  }

  /**
   * {@return a text as one word of this shell, in which nothing is expanded}
   *
   * @throws UnsayableException for a text that no word of this shell can hold
   */
  public String quote(String text) throws UnsayableException {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        throw new UnsayableException("a control character");
      }
    }
    return switch (this) {
      case BASH, ZSH -> "'" + text.replace("'", "'\\''") + "'";
      case FISH -> "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
      case PWSH -> "'" + doubled(text) + "'";
      case NU -> raw(text);
      case CMD -> forCmd(text);
    };
  }

  /** PowerShell takes typographic quotes for straight ones. */
  private static String doubled(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || (c >= '\u2018' && c <= '\u201B')) {
        quoted.append(c);
      }
      quoted.append(c);
    }
    return quoted.toString();
  }

  /** A raw string of nushell ends at a quote with as many marks behind it as it has in front. */
  private static String raw(String text) {
    String marks = "#";
    while (text.contains("'" + marks)) {
      marks += "#";
    }
    return "r" + marks + "'" + text + "'" + marks;
  }

  private static String forCmd(String text) throws UnsayableException {
    for (char c : new char[] {'"', '%', '!'}) {
      if (text.indexOf(c) >= 0) {
        throw new UnsayableException("the character " + c);
      }
    }
    return text;
  }
}
