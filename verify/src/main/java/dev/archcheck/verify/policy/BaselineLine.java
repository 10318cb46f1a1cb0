package dev.archcheck.verify.policy;

import dev.archcheck.verify.Rule;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One accepted use as a line: rule, package, module and target, with a blank between them and a
 * hyphen for no module. In a package or module, what is no visible character, and a percent sign,
 * is written as {@code %} and two hexadecimal digits for each of its bytes in UTF-8. So is a hyphen
 * that is a whole name, and a half of a character, which has the bytes that it had in UTF-8 if it
 * were one: two names are never one line.
 */
final class BaselineLine implements Comparable<BaselineLine> {

  private static final String NO_MODULE = "-";
  private static final int FIELDS = 4;

  /** A half of a character as three bytes: what begins so is no UTF-8. */
  private static final Pattern HALF = Pattern.compile("\u00ED[\u00A0-\u00BF][\u0080-\u00BF]");

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final Rule rule;
  private final String target;

  /** All of it; two uses are the same where their lines are. */
  private final String line;

  private BaselineLine(Rule rule, String artifact, String module, String target) {
    this.rule = rule;
    this.target = target;
    this.line =
        rule.id()
            + " "
            + escaped(artifact)
            + " "
            + (module.isEmpty() ? NO_MODULE : escaped(module))
            + " "
            + target;
  }

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
    String artifact = unescaped(fields[1]);
    String module = fields[2].equals(NO_MODULE) ? "" : unescaped(fields[2]);
    BaselineLine use = new BaselineLine(rule(fields[0]), artifact, module, target(fields[3]));
    if (artifact.isEmpty() || !use.line.equals(line)) {
      throw new IllegalArgumentException("a name is empty, or not escaped as it must be");
    }
    return use;
  }

  Rule rule() {
    return rule;
  }

  String target() {
    return target;
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
        || isHalf(character)
        || Characters.isUnseen(character);
  }

  private static String escaped(String name) {
    if (name.equals(NO_MODULE)) {
      return "%" + HEX.toHexDigits((byte) NO_MODULE.charAt(0));
    }
    if (name.codePoints().noneMatch(BaselineLine::isEscaped)) {
      return name;
    }
    StringBuilder out = new StringBuilder();
    name.codePoints()
        .forEach(c -> {
          if (isEscaped(c)) {
            for (byte b : bytes(c)) {
              out.append('%').append(HEX.toHexDigits(b));
            }
          } else {
            out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  private static boolean isHalf(int character) {
    return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
  }

  private static byte[] bytes(int character) {
    return isHalf(character)
        ? new byte[] {
          (byte) 0xED, (byte) (0x80 | (character >> 6 & 0x3F)), (byte) (0x80 | (character & 0x3F))
        }
        : Character.toString(character).getBytes(StandardCharsets.UTF_8);
  }

  /** {@return the name whose characters have these bytes} */
  private static String name(byte[] bytes) throws CharacterCodingException {
    String raw = new String(bytes, StandardCharsets.ISO_8859_1);
    StringBuilder name = new StringBuilder();
    int done = 0;
    for (Matcher half = HALF.matcher(raw); half.find(); done = half.end()) {
      name.append(decoded(bytes, done, half.start()));
      int second = bytes[half.start() + 1] & 0x3F;
      name.append((char) (0xD000 | (second << 6) | (bytes[half.start() + 2] & 0x3F)));
    }
    return name.append(decoded(bytes, done, bytes.length)).toString();
  }

  private static String decoded(byte[] bytes, int from, int to) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes, from, to - from))
        .toString();
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
      return name(out.toByteArray());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("what is escaped is not UTF-8", e);
    }
  }

  /** As {@code LC_ALL=C sort} orders the lines: the bytes of UTF-8 are ordered as characters. */
  @Override
  public int compareTo(BaselineLine other) {
    int shorter = Math.min(line.length(), other.line.length());
    for (int i = 0; i < shorter; i++) {
      if (line.charAt(i) != other.line.charAt(i)) {
        return Integer.compare(line.codePointAt(i), other.line.codePointAt(i));
      }
    }
    return Integer.compare(line.length(), other.line.length());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BaselineLine use && line.equals(use.line);
  }

  @Override
  public int hashCode() {
    return line.hashCode();
  }

  /** {@return the line, without its end} */
  @Override
  public String toString() {
    return line;
  }
}
