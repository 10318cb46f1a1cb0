package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Problem.Reason;

/** Damage of archives and their members, as data. */
final class Damage {

  private static final String MEMBER = "archive member";

  private Damage() {}

  /** A member that goes on where its stated size ends. */
  static MalformedBinaryException pastSize(String name, long size) {
    return member(
        name, size, Reason.CONTRADICTION, "goes on past its stated size of " + size + " bytes");
  }

  /** A member that ends before its stated size. */
  static MalformedBinaryException tooShort(String name, long end, long size) {
    return member(
        name,
        end,
        Reason.TRUNCATED,
        "ends after " + end + " bytes, but its stated size is " + size);
  }

  /** More reading back and forth in a compressed member than is worth the time. */
  static MalformedBinaryException tooManyPasses(String name, long offset, int passes) {
    return member(
        name, offset, Reason.LIMIT, "cannot be read in " + passes + " passes over its archive");
  }

  /** More than anybody will wait for. */
  static MalformedBinaryException tooLarge(String name, long size) {
    return member(name, 0, Reason.LIMIT, "is too large to be read whole: " + size + " bytes");
  }

  /** A range that a member does not have. */
  static MalformedBinaryException outside(ByteSource source, long offset, long length) {
    return MalformedBinaryException.truncated(source, MEMBER, offset, length);
  }

  /** A structure of an archive whose value cannot be. */
  static MalformedBinaryException invalid(
      ByteSource archive, String structure, String field, long offset, String detail) {
    return MalformedBinaryException.at(archive, structure, field, offset, Reason.INVALID, detail);
  }

  /** A structure of an archive that is met as a stream. */
  static MalformedBinaryException invalid(
      String archive, String structure, String field, long offset, String detail) {
    return new MalformedBinaryException(
        archive, new Problem(structure, field, offset, Reason.INVALID, detail));
  }

  private static MalformedBinaryException member(
      String name, long offset, Reason reason, String detail) {
    return new MalformedBinaryException(name, new Problem(MEMBER, "", offset, reason, detail));
  }
}
