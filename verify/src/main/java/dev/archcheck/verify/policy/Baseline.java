package dev.archcheck.verify.policy;

import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The uses of native code that were there when somebody drew a line: what is in it is known, what
 * is not in it is new. A file that people review: one line for each use, sorted, and comments,
 * which stay when it is written again. The version of a module is not in it, so that an update
 * changes nothing.
 */
public final class Baseline {

  /** The first line of every baseline. */
  public static final String SCHEMA = "archcheck.baseline/1";

  /** Larger files are refused. */
  public static final int MOST_BYTES = 16 << 20;

  /** No use at all. */
  public static final Baseline EMPTY = new Baseline("", List.of(), new TreeMap<>());

  private static final String COMMENT = "#";

  private static final Pattern LINE_END = Pattern.compile("\r?\n");

  /**
   * Where a use stands.
   *
   * @param line from 1; 0 where it was not read
   * @param comments the comment lines right above it
   */
  private record Standing(int line, List<String> comments) {}

  private final String file;
  private final List<String> head;
  private final SortedMap<BaselineLine, Standing> uses;

  private Baseline(String file, List<String> head, SortedMap<BaselineLine, Standing> uses) {
    this.file = file;
    this.head = List.copyOf(head);
    this.uses = uses;
  }

  /**
   * {@return the baseline in the bytes of a file}
   *
   * @param fileName what messages and findings call the file
   * @throws BaselineException if it is none, with the line; the only exception that bytes can cause
   */
  public static Baseline parse(String fileName, byte[] bytes) throws BaselineException {
    String[] lines = LINE_END.split(text(fileName, bytes), -1);
    if (!lines[0].equals(SCHEMA)) {
      throw new BaselineException(fileName, 1, "it does not begin with " + SCHEMA);
    }
    List<String> head = new ArrayList<>();
    List<String> comments = new ArrayList<>();
    SortedMap<BaselineLine, Standing> uses = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      if (lines[i].startsWith(COMMENT)) {
        comments.add(lines[i].stripTrailing());
      } else if (lines[i].isBlank()) {
        head.addAll(comments);
        comments.clear();
      } else {
        add(fileName, lines[i], new Standing(i + 1, List.copyOf(comments)), uses);
        comments.clear();
      }
    }
    head.addAll(comments);
    return new Baseline(fileName, head, uses);
  }

  private static void add(
      String fileName, String text, Standing standing, SortedMap<BaselineLine, Standing> uses)
      throws BaselineException {
    BaselineLine use;
    try {
      use = BaselineLine.parse(text);
    } catch (IllegalArgumentException e) {
      throw new BaselineException(fileName, standing.line(), String.valueOf(e.getMessage()));
    }
    Standing first = uses.putIfAbsent(use, standing);
    if (first != null) {
      throw new BaselineException(
          fileName, standing.line(), "the same stands in line " + first.line() + " already");
    }
  }

  private static String text(String fileName, byte[] bytes) throws BaselineException {
    if (bytes.length > MOST_BYTES) {
      throw new BaselineException(
          fileName, 0, "it has " + bytes.length + " bytes; the most are " + MOST_BYTES);
    }
    boolean marked =
        bytes.length >= 3
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    int from = marked ? 3 : 0;
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer decoded = CharBuffer.allocate(bytes.length);
    CoderResult result =
        decoder.decode(ByteBuffer.wrap(bytes, from, bytes.length - from), decoded, true);
    String text = decoded.flip().toString();
    if (result.isError()) {
      int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
      throw new BaselineException(fileName, line, "this is not UTF-8");
    }
    return text;
  }

  /**
   * {@return whether a use is known} Its module counts without its version, and whether tests alone
   * need it does not count.
   */
  public boolean contains(Subject subject) {
    return PackageRules.ALL.contains(subject.rule()) && uses.containsKey(BaselineLine.of(subject));
  }

  /** {@return the uses that another baseline does not have, each as its line} */
  public List<String> without(Baseline other) {
    return uses.keySet().stream()
        .filter(use -> !other.uses.containsKey(use))
        .map(BaselineLine::toString)
        .toList();
  }

  /** {@return the number of uses} */
  public int size() {
    return uses.size();
  }

  /** {@return the same as findings of their usual severity} */
  public List<Finding> stale(Collection<Subject> found, Scanned scanned) {
    return stale(found, scanned, Rule.BASELINE_STALE.severity());
  }

  /**
   * {@return a finding for each use that is no longer there, in the order of the lines}
   *
   * @param found all uses of the run, whatever was judged of them
   * @param scanned what the run looked at; what it did not look at is not stale
   * @param severity how much it matters
   */
  public List<Finding> stale(Collection<Subject> found, Scanned scanned, Severity severity) {
    Set<BaselineLine> there = lines(found);
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<BaselineLine, Standing> entry : uses.entrySet()) {
      BaselineLine use = entry.getKey();
      if (isScanned(use, scanned) && !there.contains(use)) {
        Evidence evidence = new Evidence.Source(file, entry.getValue().line(), 1, use.toString());
        findings.add(
            new Finding(
                Rule.BASELINE_STALE,
                severity,
                file,
                Rule.BASELINE_STALE.message(use.toString()),
                List.of(evidence),
                use.toString()));
      }
    }
    return findings;
  }

  /**
   * {@return this baseline with the uses of a run in place of those that it had of the same rules
   * and targets} What the run did not look at stays, and so do the comments of what stays.
   *
   * @param found the uses to accept
   * @throws IllegalArgumentException if one of them is not of a package
   */
  public Baseline with(Collection<Subject> found, Scanned scanned) {
    Set<BaselineLine> there = lines(found);
    SortedMap<BaselineLine, Standing> next = new TreeMap<>();
    uses.forEach((use, standing) -> {
      if (!isScanned(use, scanned) || there.contains(use)) {
        next.put(use, standing);
      }
    });
    there.forEach(use -> next.putIfAbsent(use, new Standing(0, List.of())));
    return new Baseline(file, head, next);
  }

  private static boolean isScanned(BaselineLine use, Scanned scanned) {
    return scanned.extent() != Scanned.Extent.PART
        && scanned.rules().contains(use.rule())
        && scanned.targets().contains(use.target());
  }

  private static Set<BaselineLine> lines(Collection<Subject> found) {
    Set<BaselineLine> lines = new HashSet<>();
    found.forEach(subject -> lines.add(BaselineLine.of(subject)));
    return lines;
  }

  /**
   * {@return the text of the file: the same uses and comments give the same text} Written in UTF-8,
   * it can be read again.
   */
  public String text() {
    StringBuilder text = new StringBuilder(SCHEMA).append('\n');
    head.forEach(line -> text.append(line).append('\n'));
    text.append(head.isEmpty() ? "" : "\n");
    uses.forEach((use, standing) -> {
      standing.comments().forEach(line -> text.append(line).append('\n'));
      text.append(use).append('\n');
    });
    return text.toString();
  }
}
