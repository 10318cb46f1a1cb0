package dev.archcheck.cli.render;

import dev.archcheck.toolchain.doctor.Doctor;
import dev.archcheck.verify.Evidence;
import java.util.ArrayList;
import java.util.List;

/** What a finding rests on, on lines of printable text. */
final class EvidenceLine {

  /** So long a line gets, in chars. */
  static final int LENGTH = 400;

  /** Of a longer chain the middle is left out. */
  private static final int ENDS = 8;

  private EvidenceLine() {}

  /** {@return one line for each of the first so many} */
  static List<String> of(List<Evidence> evidence, int most) {
    List<String> lines = new ArrayList<>();
    List<Evidence> shown = evidence.stream().filter(one -> !isRemedy(one)).toList();
    for (Evidence one : shown.subList(0, Math.min(most, shown.size()))) {
      lines.add(of(one));
    }
    if (shown.size() > most) {
      lines.add("and " + (shown.size() - most) + " more");
    }
    return lines;
  }

  /** What mends something is its hint. */
  private static boolean isRemedy(Evidence evidence) {
    return evidence instanceof Evidence.Declared(String source, String _)
        && (source.equals(Doctor.FIX) || source.equals(Doctor.ACTION));
  }

  /** {@return one line, for example {@code go.mod:12 says require example.com/x v1.0.0}} */
  static String of(Evidence evidence) {
    String text =
        switch (evidence) {
          case Evidence.Bytes(var witness) ->
              String.join(" ", InspectText.evidence(witness)).stripTrailing();
          case Evidence.Declared(String source, String said) ->
              source + (source.equals("link") ? " to \"" : " says \"") + said + "\"";
          case Evidence.Source(String file, int line, int column, String said) ->
              place(file, line, column) + (said.isEmpty() ? "" : " says " + said);
          case Evidence.Chain(var packages, int _) -> "imported by " + chain(packages);
        };
    return text.isBlank() ? "-" : Cut.middle(LENGTH, Printable.of(text));
  }

  private static String place(String file, int line, int column) {
    return file + (line > 0 ? ":" + line : "") + (line > 0 && column > 0 ? ":" + column : "");
  }

  private static String chain(List<String> packages) {
    if (packages.size() <= 2 * ENDS) {
      return String.join(" → ", packages);
    }
    return String.join(" → ", packages.subList(0, ENDS))
        + " → … → "
        + String.join(" → ", packages.subList(packages.size() - ENDS, packages.size()));
  }
}
