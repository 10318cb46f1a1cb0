package dev.archcheck.toolchain.doctor;

import java.util.List;

/**
 * A program beside go that a build or a debugging session needs, or that started this one.
 *
 * @param role what it is for
 * @param name as it is called
 * @param path where it is, or the empty string where none was found
 * @param platforms what its header says, as {@code GOOS/GOARCH}; empty for scripts and what cannot
 *     be read
 */
public record ProgramFacts(Role role, String name, String path, List<String> platforms) {

  /** Keeps its own list. */
  public ProgramFacts {
    platforms = List.copyOf(platforms);
  }

  /** What a program is for. */
  public enum Role {
    /** dlv. */
    DEBUGGER("debugger"),
    /** gopls. */
    LANGUAGE_SERVER("language server"),
    /** What cgo calls. */
    C_COMPILER("C compiler"),
    /** What the C compiler calls. */
    LINKER("linker"),
    /** The user's. */
    SHELL("shell"),
    /** What may start debugger and language server. */
    EDITOR("editor"),
    /** What starts this program: shell, terminal, editor; the nearest first. */
    PARENT("started from");

    private final String words;

    Role(String words) {
      this.words = words;
    }

    /** {@return what it is called in a sentence} */
    public String words() {
      return words;
    }
  }
}
