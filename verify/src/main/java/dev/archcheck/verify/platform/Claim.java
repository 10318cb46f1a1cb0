package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.verify.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What something says of a file, before its bytes are looked at.
 *
 * @param platforms what it should run on; {@link Os#ANY} and {@link Arch#ANY} where nothing is
 *     said, no ABI where any will do
 * @param slices how many of the platforms it should serve
 * @param libc the C library that it should need
 * @param minimums the oldest systems that it should run on, at most one for each thing
 * @param words what says so, the weightiest first
 */
public record Claim(
    List<Platform> platforms,
    Slices slices,
    Libc libc,
    List<Minimum> minimums,
    List<Evidence.Declared> words) {

  /** {@return a demand of the user or the machine: all platforms must be served} */
  static Claim ofTarget(List<Platform> platforms, String source) {
    return new Claim(
        platforms,
        Slices.ALL_OF,
        Libc.UNSAID,
        List.of(),
        List.of(new Evidence.Declared(source, Targets.spell(platforms))));
  }

  /** {@return the same claim, with the words of another that points to it} */
  Claim saidBy(Claim other) {
    List<Evidence.Declared> both = new ArrayList<>(words);
    both.addAll(other.words);
    return new Claim(platforms, slices, libc, minimums, List.copyOf(both));
  }

  /** {@return whether two lists of alternatives ask for the same, whatever words say so} */
  static boolean sameDemands(List<Claim> some, List<Claim> others) {
    return some.stream()
        .map(Claim::withoutWords)
        .toList()
        .equals(others.stream().map(Claim::withoutWords).toList());
  }

  private Claim withoutWords() {
    return new Claim(platforms, slices, libc, minimums, List.of());
  }

  /** {@return the oldest version of {@code what} that it should run on} */
  Optional<String> minimum(String what) {
    for (Minimum minimum : minimums) {
      if (minimum.what().equalsIgnoreCase(what)) {
        return Optional.of(minimum.version());
      }
    }
    return Optional.empty();
  }

  /** {@return whether at least one platform has both a system and an architecture} */
  boolean isComplete() {
    for (Platform platform : platforms) {
      if (!platform.os().equals(Os.ANY) && !platform.arch().equals(Arch.ANY)) {
        return true;
      }
    }
    return false;
  }

  /** {@return what it says, for people} */
  public String label() {
    if (slices == Slices.SEVERAL) {
      return "universal " + spell(platforms.getFirst());
    }
    StringBuilder text = new StringBuilder();
    for (Platform platform : platforms) {
      if (!text.isEmpty()) {
        text.append(slices == Slices.ALL_OF ? " and " : " or ");
      }
      text.append(spell(platform));
    }
    return text.toString();
  }

  /** {@return a platform without the parts of which nothing is said} */
  static String spell(Platform platform) {
    if (platform.arch().equals(Arch.ANY)) {
      return platform.os().name();
    }
    if (platform.os().equals(Os.ANY)) {
      return platform.abi().isEmpty()
          ? platform.arch().name()
          : platform.arch() + "[" + platform.abi() + "]";
    }
    return platform.toString();
  }

  /** {@return what it says and what says so, on one line} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(label());
    String separator = " (";
    for (Evidence.Declared word : words) {
      text.append(separator).append(word.source()).append(": ").append(word.text());
      separator = ", ";
    }
    return words.isEmpty() ? text.toString() : text.append(')').toString();
  }
}
