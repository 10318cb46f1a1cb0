package dev.archcheck.verify.policy;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A value in a YAML document with its place. Nothing is converted, and no value stands twice. */
sealed interface Node {

  Place place();

  /** {@return what kind of value it is, for people} */
  String kind();

  /**
   * A scalar.
   *
   * @param plain whether it stands there without quotes and so may be something else than a text
   */
  record Scalar(Place place, String value, boolean plain) implements Node {

    // YAML 1.2.2, 10.3.2 "Tag Resolution" of the core schema.
    private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");
    private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
    private static final Pattern FLOAT =
        Pattern.compile(
            "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?"
                + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    @Override
    public String kind() {
      if (isNull()) {
        return "nothing";
      }
      if (is(BOOLEAN)) {
        return "a boolean";
      }
      return isNumber() ? "a number" : "a text";
    }

    boolean isNull() {
      return is(NULL);
    }

    boolean isNumber() {
      return is(INTEGER) || is(FLOAT);
    }

    boolean isText() {
      return !isNull() && !is(BOOLEAN) && !isNumber();
    }

    private boolean is(Pattern form) {
      return plain && form.matcher(value).matches();
    }
  }

  /** A sequence. */
  record Items(Place place, List<Node> items) implements Node {

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** A mapping, in the order of the file. */
  record Entries(Place place, Map<String, Entry> entries) implements Node {

    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /** A key with its value. */
  record Entry(Place place, Node value) {}
}
