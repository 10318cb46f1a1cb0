package dev.archcheck.verify.cgo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads what {@code go list -deps -json} writes: JSON objects one behind the other, with nothing
 * between them. A saved stream may have more: the lines that go writes to standard error, several
 * runs one behind the other, and an end mark ({@code # exit 0}) that a shell added. Whatever is
 * wrong with the text is said in the {@link Scan}, which keeps what was read before it.
 */
public final class GoListReader {

  /** What a shell puts behind the stream to say how go ended. */
  public static final String END_MARK = "# exit ";

  /** Lines between objects that say nothing about packages. */
  private static final List<String> HARMLESS =
      List.of("go: downloading ", "go: finding ", "go: extracting ", "go: found ");

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final int MAX_REMARKS = 20;

  /** What a shell says in front of a stream; more is no stream of go list. */
  private static final int MAX_STRAY_LINES = 10_000;

  private static final int MAX_RUNS = 1000;

  /** Go only warns of it, and ends with 0 where another pattern matches something. */
  static final Pattern MATCHED_NOTHING = Pattern.compile("matched\\s+no\\s+packages");

  /** What can be the rest of an object whose beginning is damaged or missing. */
  private static final Pattern OF_AN_OBJECT =
      Pattern.compile("^\\s*[\\]{}]|[{}]\\s*$|\\{\"|\"\\s*:|\",\\s*$");

  /** Characters; the longest that Go writes is a message about an import cycle. */
  private static final int MAX_STRING = 1 << 20;

  private final String source;
  private final RewindableStream in;
  private final JsonFactory factory;
  private final List<Scan> scans = new ArrayList<>();
  private List<String> remarks = new ArrayList<>();
  private Scan.Builder scan = new Scan.Builder();
  private String damage = "";
  private Scan.End end = Scan.End.UNKNOWN;
  private String lineBefore = "";
  private int strayLines;

  /** Where the parser began, and where the last object ended, in bytes of the text. */
  private long start;

  private long done;

  private GoListReader(String source, InputStream in) {
    this.source = source;
    this.in = new RewindableStream(in);
    this.factory =
        new JsonFactoryBuilder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxStringLength(MAX_STRING).build())
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .disable(JsonFactory.Feature.CHARSET_DETECTION) // it is UTF-8 by now
            .build();
  }

  /**
   * Reads to the end.
   *
   * @param source where it is from, for people
   * @param in plain, compressed by gzip, or in UTF-16
   * @return one scan for each run that is in it, at least one
   * @throws IOException if the stream cannot be read; never for what is in it
   */
  public static List<Scan> read(String source, InputStream in) throws IOException {
    InputStream plain = InputStream.nullInputStream();
    String damage = "";
    try {
      plain = PlainText.of(in);
    } catch (PlainText.DamagedException e) {
      damage = String.valueOf(e.getMessage());
    }
    GoListReader reader = new GoListReader(source, plain);
    reader.damage = damage;
    try {
      while (reader.damage.isEmpty() && reader.objects()) {
        reader.line();
      }
    } catch (PlainText.DamagedException e) {
      reader.damage = String.valueOf(e.getMessage());
    }
    reader.finish();
    return List.copyOf(reader.scans);
  }

  /** {@return whether they end before something that is none, instead of with the stream} */
  private boolean objects() throws IOException {
    start = in.position();
    done = start;
    try (JsonParser json = factory.createParser((InputStream) in)) {
      try {
        return objects(json);
      } catch (JsonProcessingException e) {
        if (json.getParsingContext().inRoot()) {
          return true;
        }
        damage = where(json) + "the JSON breaks off or is damaged: " + e.getOriginalMessage();
        return false;
      }
    }
  }

  private boolean objects(JsonParser json) throws IOException {
    for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
      switch (token) {
        case START_OBJECT -> object(json);
        case START_ARRAY, END_ARRAY -> {} // as jq -s makes of them
        default -> {
          return true;
        }
      }
      if (!damage.isEmpty()) {
        return false;
      }
      done = start + json.currentLocation().getByteOffset();
    }
    return false;
  }

  private void object(JsonParser json) throws IOException {
    try {
      ObjectReader reader = new ObjectReader(json, scan.names);
      GoPackage one = reader.read();
      GoPackage known = scan.find(one.importPath());
      if (known != null && one.isTestMain() != known.isTestMain()) {
        // Beside the tested package lib is one that is called lib.test.
        if (known.isTestMain()) {
          scan.packages.remove(known.importPath());
          scan.packages.put(known.asTestMain().importPath(), known.asTestMain());
        } else {
          one = one.asTestMain();
        }
      } else if (scan.paths.contains(reader.path())) {
        Names before = scan.names;
        String doubt = scan.beginningOfTheNext(one.importPath());
        if (!doubt.isEmpty()) {
          damage =
              where(json)
                  + "it cannot be told whether "
                  + doubt
                  + " is of this run or of the next one; '# exit 0' between them shows it";
        }
        finish(); // no run names a package twice: here the next one begins
        if (!doubt.isEmpty()) {
          return;
        }
        one = one.in(before, scan.names);
      }
      keep(json, reader, one);
    } catch (ObjectReader.NoPackageException e) {
      damage = where(json) + e.getMessage();
    }
  }

  /** What is compiled for one program's profile is the same package once more. */
  private void keep(JsonParser json, ObjectReader reader, GoPackage one) {
    scan.follow(reader.path(), one, reader.hasTests());
    GoPackage other = scan.packages.get(one.importPath());
    if (other != null && !other.isLike(one)) {
      damage = where(json) + one.importPath() + " stands in it twice, with other files or imports";
      return;
    }
    scan.packages.put(one.importPath(), other == null ? one : other.with(one));
    reader.keepIn(scan);
  }

  private String where(JsonParser json) {
    return "offset " + (start + Math.max(0, json.currentLocation().getByteOffset())) + ": ";
  }

  /** Takes a line that is no JSON from between the objects. */
  private void line() throws IOException {
    in.rewind(done);
    long at = done;
    String line = in.line().strip();
    while (line.isEmpty() && in.position() > at) {
      at = in.position();
      line = in.line().strip();
    }
    if (line.startsWith(BYTE_ORDER_MARK)) { // of a second file
      in.rewind(at);
      in.skipBytes(BYTE_ORDER_MARK);
      return;
    }
    if (line.startsWith(END_MARK)) {
      end = line.substring(END_MARK.length()).equals("0") ? Scan.End.GOOD : Scan.End.BAD;
      finish();
      return;
    }
    remark(line);
    boolean harmless =
        HARMLESS.stream().anyMatch(line::startsWith) && !OF_AN_OBJECT.matcher(line).find();
    if (!scan.packages.isEmpty() && !harmless) {
      damage = "offset " + at + ": between two packages stands '" + line + "'";
    } else if (scan.packages.isEmpty() && OF_AN_OBJECT.matcher(line).find()) {
      damage = "offset " + at + ": the text before the first package may be of one: '" + line + "'";
    }
  }

  /** In front of the first object a shell may have said anything, but not without end. */
  private void remark(String line) {
    boolean matters = MATCHED_NOTHING.matcher(lineBefore + " " + line).find();
    if (matters || remarks.size() < MAX_REMARKS) {
      remarks.add(
          matters && !MATCHED_NOTHING.matcher(line).find() ? lineBefore + " " + line : line);
    }
    lineBefore = line;
    if (++strayLines > MAX_STRAY_LINES) {
      damage = "offset " + done + ": more than " + MAX_STRAY_LINES + " lines are no JSON";
    }
  }

  private void finish() {
    // An end mark is of a run, even where that wrote nothing.
    boolean nothing =
        scan.packages.isEmpty() && remarks.isEmpty() && damage.isEmpty() && end == Scan.End.UNKNOWN;
    if (scans.isEmpty() || !nothing) {
      scans.add(scan.build(source, damage, end, remarks));
    }
    if (scans.size() > MAX_RUNS) {
      damage = "there are more than " + MAX_RUNS + " runs in it";
    }
    scan = new Scan.Builder();
    remarks = new ArrayList<>();
    lineBefore = "";
    end = Scan.End.UNKNOWN;
  }
}
