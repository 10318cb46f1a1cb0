package dev.archcheck.toolchain.host;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a machine; nothing of it is judged. It is all that {@link HostJudge} needs, so
 * that what was found on one machine can be judged again on another.
 *
 * @param os the system by the name that Go gives it: {@code linux}, {@code darwin}, {@code windows}
 * @param javaArch the Java system property {@code os.arch}: what this Java was built for
 * @param osVersion the release of Linux ({@code 6.1.0-18-amd64}), the version of macOS ({@code
 *     15.1}) or of Windows ({@code 10.0.22631}); empty where it is not known
 * @param facts in the order in which they were read; a source can have several
 */
public record HostFacts(String os, String javaArch, String osVersion, List<HostFact> facts) {

  /** Keeps its own list. */
  public HostFacts {
    facts = List.copyOf(facts);
  }

  /** {@return the first value of a source, or the empty string where it was not asked} */
  public String value(String source) {
    for (HostFact fact : facts) {
      if (fact.source().equals(source)) {
        return fact.value();
      }
    }
    return "";
  }

  /** {@return the facts of a source and of all that is below it} */
  List<HostFact> under(String start) {
    List<HostFact> found = new ArrayList<>();
    for (HostFact fact : facts) {
      if (fact.source().startsWith(start)) {
        found.add(fact);
      }
    }
    return found;
  }

  /** {@return what a source said, or null where it was not asked or did not answer} */
  @Nullable String answer(String source) {
    String value = value(source);
    return isAnswer(value) ? value : null;
  }

  /** {@return whether the value came from the source, and does not say why there is none} */
  static boolean isAnswer(String value) {
    return switch (value) {
      case "", Sources.NOT_THERE, Sources.FORBIDDEN, Sources.UNREADABLE, Sources.NO_FUNCTION ->
          false;
      default -> !value.startsWith(Sources.ERROR) && !value.startsWith(Sources.ERRNO);
    };
  }
}
