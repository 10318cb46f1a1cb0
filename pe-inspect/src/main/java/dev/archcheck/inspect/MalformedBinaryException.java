package dev.archcheck.inspect;

import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;

/**
 * The only exception that hostile or broken bytes cause. It carries its {@link Problem} as data.
 */
public final class MalformedBinaryException extends IOException {

  private static final long serialVersionUID = 1;

  private final String source;
  private final transient Problem problem;

  /** Damage in the named source. */
  public MalformedBinaryException(String source, Problem problem) {
    super(source + ": " + problem);
    this.source = source;
    this.problem = problem;
  }

  /** Damage at an offset of a source; the absolute offset is made here. */
  public static MalformedBinaryException at(
      ByteSource source,
      String structure,
      String field,
      long offset,
      Reason reason,
      String detail) {
    return new MalformedBinaryException(
        source.name(), new Problem(structure, field, source.origin() + offset, reason, detail));
  }

  /** A range that is not wholly inside its source. */
  public static MalformedBinaryException truncated(
      ByteSource source, String structure, long offset, long length) {
    return at(
        source,
        structure,
        "",
        offset,
        Reason.TRUNCATED,
        "needs "
            + Long.toUnsignedString(length)
            + " bytes, but "
            + (source.origin() == 0 ? "the file" : "its part of the file")
            + " has "
            + source.size());
  }

  /** {@return the name of the damaged source} */
  public String source() {
    return source;
  }

  /** {@return what is damaged} */
  public Problem problem() {
    return problem;
  }

  /**
   * Damaged input is an ordinary result, met by the thousand in a large tree: the stack of the
   * parser says nothing to anybody and is not collected.
   */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
