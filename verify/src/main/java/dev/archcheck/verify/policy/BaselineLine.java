package dev.archcheck.verify.policy;

import dev.archcheck.verify.Rule;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One accepted use as a line: rule, package, module and target, with a blank between them and a
 * hyphen for no module. In a package or module, what is no visible character, and a percent sign,
 * is written as {@code %} and two hexadecimal digits for each of its bytes in UTF-8.
 */
record BaselineLine(Rule rule, String artifact, String module, String target)
    implements Comparable<BaselineLine> {

  private static final String NO_MODULE = "-";
  private static final int FIELDS = 4;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  static BaselineLine of(Subject subject) {
    if (!PackageRules.ALL.contains(subject.rule())) {
      throw new IllegalArgumentException(subject.rule().id() + " is not about packages");
    }
    return new BaselineLine(subject.rule(), subject.artifact(), subject.module(), subject.target());
  }

  /**
   * {@return the use of a line}
   *
   * @throws IllegalArgumentException if it is none; the message says what is wrong
   */
  static BaselineLine parse(String line) {
    String[] fields = line.split(" ", -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException(
          "a line is a rule, a package, a module and a target, with one blank between them");
    }
    BaselineLine use =
        new BaselineLine(
            rule(fields[0]),
            unescaped(fields[1]),
            fields[2].equals(NO_MODULE) ? "" : unescaped(fields[2]),
            target(fields[3]));
    if (use.artifact.isEmpty() || !use.toString().equals(line)) {
      throw new IllegalArgumentException("a name is empty, or not escaped as it must be");
    }
    return use;
  }

  private static Rule rule(String id) {
    for (Rule rule : PackageRules.ALL) {
      if (rule.id().equals(id)) {
        return rule;
      }
    }
    throw new IllegalArgumentException(
        Characters.quoted(id)
            + " is no rule of cgo"
            + Section.meant(id, PackageRules.ids(PackageRules.ALL)));
  }

  private static String target(String target) {
    try {
      GoTargets.require(target);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(Characters.quoted(target) + " " + e.getMessage(), e);
    }
    return target;
  }

  private static boolean isEscaped(int character) {
    return character == '%'
        || Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || Character.getType(character) == Character.FORMAT
        || !Character.isDefined(character)
        || Characters.isUnseen(character);
  }

  private static String escaped(String name) {
    StringBuilder out = new StringBuilder();
    name.codePoints()
        .forEach(c -> {
          if (isEscaped(c)) {
            for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
              out.append('%').append(HEX.toHexDigits(b));
            }
          } else {
            out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  private static String unescaped(String field) {
    if (field.indexOf('%') < 0) {
      return field;
    }
    byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        out.write(bytes[i]);
        continue;
      }
      if (i + 2 >= bytes.length
          || !HexFormat.isHexDigit(bytes[i + 1])
          || !HexFormat.isHexDigit(bytes[i + 2])) {
        throw new IllegalArgumentException("a % is not followed by two hexadecimal digits");
      }
      out.write(HexFormat.fromHexDigit(bytes[i + 1]) << 4 | HexFormat.fromHexDigit(bytes[i + 2]));
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(out.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("what is escaped is not UTF-8", e);
    }
  }

  /** As {@code LC_ALL=C sort} orders the lines. */
  @Override
  public int compareTo(BaselineLine other) {
    return Arrays.compareUnsigned(
        toString().getBytes(StandardCharsets.UTF_8),
        other.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** {@return the line, without its end} */
  @Override
  public String toString() {
    return rule.id()
        + " "
        + escaped(artifact)
        + " "
        + (module.isEmpty() ? NO_MODULE : escaped(module))
        + " "
        + target;
  }
}
