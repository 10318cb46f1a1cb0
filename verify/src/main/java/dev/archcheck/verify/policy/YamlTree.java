package dev.archcheck.verify.policy;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The one document of a YAML file, as a tree with places. It takes the part of YAML that people
 * write by hand: block and flow collections, all kinds of scalars, comments. Anchors, aliases,
 * tags, directives and further documents are refused when they are met, so that no text means more
 * than it is long. The only class that knows the library.
 */
final class YamlTree {

  /** Some thousand waivers have as many bytes. */
  static final int MOST_BYTES = 1 << 20;

  /** What nests deeper than any policy. */
  static final int MOST_DEPTH = 16;

  private final String file;
  private final Iterator<Event> events;

  /** Where the latest event begins. */
  private Place last = Place.START;

  private YamlTree(String file, Iterator<Event> events) {
    this.file = file;
    this.events = events;
  }

  /**
   * {@return the document, or null where the file has none: it is empty, or has nothing but
   * comments}
   *
   * @param file what messages call it
   * @throws PolicyException if it is not such a document
   */
  static @Nullable Node read(String file, byte[] bytes) throws PolicyException {
    if (bytes.length > MOST_BYTES) {
      throw new PolicyException(
          file, 0, 0, "it has " + bytes.length + " bytes; the most are " + MOST_BYTES);
    }
    String text = text(file, bytes);
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setCodePointLimit(MOST_BYTES).build();
    YamlTree tree = new YamlTree(file, new Parse(settings).parseString(text).iterator());
    try {
      return tree.document();
    } catch (MarkedYamlEngineException e) {
      Place at = place(e.getProblemMark().or(e::getContextMark));
      throw new PolicyException(file, at.line(), at.column(), "this is no YAML: " + problem(e));
    } catch (YamlEngineException e) {
      throw new PolicyException(file, 0, 0, "it is no YAML: " + firstLine(e.getMessage()));
    } catch (IllegalArgumentException _) {
      // How the library ends at "\x" before the end and at numbers beyond the last character.
      throw new PolicyException(
          file,
          tree.last.line(),
          tree.last.column(),
          "this is no YAML: in the next value, a backslash does not lead to a character");
    }
  }

  private static String problem(MarkedYamlEngineException e) {
    String problem = firstLine(e.getProblem());
    return problem.isEmpty() ? firstLine(e.getContext()) : problem;
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "" : Characters.shown(message.lines().findFirst().orElse("").strip());
  }

  private static String text(String file, byte[] bytes) throws PolicyException {
    if (starts(bytes, 0xFF, 0xFE) || starts(bytes, 0xFE, 0xFF)) {
      throw new PolicyException(file, 0, 0, "it is UTF-16; it must be saved as UTF-8");
    }
    int from = starts(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
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
      Place at = place(text, text.length());
      throw new PolicyException(file, at.line(), at.column(), "this is not UTF-8");
    }
    requirePrintable(file, text);
    return text;
  }

  private static boolean starts(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static void requirePrintable(String file, String text) throws PolicyException {
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int character = text.codePointAt(at);
      if (!StreamReader.isPrintable(character)) {
        Place place = place(text, at);
        throw new PolicyException(
            file,
            place.line(),
            place.column(),
            String.format("the character U+%04X cannot stand in YAML", character));
      }
    }
  }

  private static Place place(String text, int index) {
    String before = text.substring(0, index).replace("\r\n", "\n").replace('\r', '\n');
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int start = before.lastIndexOf('\n') + 1;
    return new Place(line, 1 + before.codePointCount(start, before.length()));
  }

  private @Nullable Node document() throws PolicyException {
    next(); // the start of the stream
    Event start = next();
    if (start instanceof StreamEndEvent) {
      return null;
    }
    if (start instanceof DocumentStartEvent document
        && (document.getSpecVersion().isPresent() || !document.getTags().isEmpty())) {
      throw refused(start, "directives are not taken; remove the line that begins with %");
    }
    Node root = node(next(), 1);
    next(); // the end of the document
    Event end = next();
    if (!(end instanceof StreamEndEvent)) {
      throw refused(end, "a second document begins here; a policy is one");
    }
    return root instanceof Node.Scalar scalar && scalar.isNull() ? null : root;
  }

  private Event next() {
    Event event = events.next();
    last = place(event);
    return event;
  }

  private Node node(Event event, int depth) throws PolicyException {
    if (event instanceof AliasEvent) {
      throw refused(event, "aliases are not taken; write out what is meant");
    }
    if (depth > MOST_DEPTH) {
      throw refused(event, "this nests deeper than any policy");
    }
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      throw refused(event, "anchors are not taken");
    }
    if (event instanceof ScalarEvent scalar) {
      requireNoTag(scalar, scalar.getTag());
      return new Node.Scalar(place(event), scalar.getValue(), scalar.isPlain());
    }
    requireNoTag(event, ((CollectionStartEvent) event).getTag());
    return event instanceof MappingStartEvent ? mapping(event, depth) : sequence(event, depth);
  }

  private void requireNoTag(Event event, Optional<String> tag) throws PolicyException {
    if (tag.isPresent()) {
      throw refused(event, "tags are not taken");
    }
  }

  private Node sequence(Event start, int depth) throws PolicyException {
    List<Node> items = new ArrayList<>();
    for (Event event = next(); !(event instanceof SequenceEndEvent); event = next()) {
      items.add(node(event, depth + 1));
    }
    return new Node.Items(place(start), List.copyOf(items));
  }

  private Node mapping(Event start, int depth) throws PolicyException {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    for (Event event = next(); !(event instanceof MappingEndEvent); event = next()) {
      if (!(node(event, depth + 1) instanceof Node.Scalar key)) {
        throw refused(event, "a key must be a word");
      }
      Node.Entry entry = new Node.Entry(key.place(), node(next(), depth + 1));
      Node.Entry first = entries.putIfAbsent(key.value(), entry);
      if (first != null) {
        throw refused(
            event,
            Characters.quoted(key.value())
                + " stands here again; first in line "
                + first.place().line());
      }
    }
    return new Node.Entries(place(start), entries);
  }

  private PolicyException refused(Event event, String problem) {
    Place at = place(event);
    return new PolicyException(file, at.line(), at.column(), problem);
  }

  private static Place place(Event event) {
    return place(event.getStartMark());
  }

  /** The library counts from 0. */
  private static Place place(Optional<Mark> mark) {
    return mark.map(m -> new Place(m.getLine() + 1, m.getColumn() + 1)).orElse(Place.START);
  }
}
