package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the user says binaries are for: {@code --target linux/amd64,darwin/amd64+darwin/arm64}.
 * Commas separate targets; every binary must be for one of them and every one must be covered by a
 * binary. A plus joins platforms that one file must serve together.
 *
 * @param alternatives each a list of platforms that one file must serve; empty when names decide
 * @param source who demands them, as reports name it
 */
public record Targets(List<List<Platform>> alternatives, String source) {

  /** No target given: the names on each artifact's path decide. */
  public static final Targets BY_NAME = new Targets(List.of(), "");

  /**
   * Reads the option.
   *
   * @throws IllegalArgumentException with a message for the user if a word names no platform
   */
  public static Targets parse(String option) {
    List<List<Platform>> alternatives = new ArrayList<>();
    for (String alternative : option.split(",", -1)) {
      List<Platform> platforms = alternative(alternative.strip());
      if (!alternatives.contains(platforms)) {
        alternatives.add(platforms);
      }
    }
    return new Targets(List.copyOf(alternatives), "--target");
  }

  /**
   * {@return the one platform that people mean by a word, where Go spells it otherwise: {@code
   * darwin/arm64} for {@code macos/aarch64} or {@code macos-arm64}; nothing for Go's own spelling,
   * for an ABI, and for what is not known}
   */
  public static Optional<Platform> meant(String word) {
    List<Platform> platforms;
    try {
      platforms = word.indexOf('/') < 0 ? guessed(word) : alternative(word);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    return Optional.of(platforms)
        .filter(all -> all.size() == 1)
        .map(List::getFirst)
        .filter(platform -> platform.abi().isEmpty() && !platform.toString().equals(word));
  }

  /** {@return platforms that one file must serve together, as the option spells them} */
  static String spell(List<Platform> platforms) {
    StringBuilder text = new StringBuilder();
    for (Platform platform : platforms) {
      text.append(text.isEmpty() ? "" : "+").append(platform);
    }
    return text.toString();
  }

  private static List<Platform> alternative(String text) {
    List<Platform> platforms = new ArrayList<>();
    for (String platform : text.split("\\+", -1)) {
      for (Platform one : platform(platform.strip())) {
        if (!platforms.contains(one)) {
          platforms.add(one);
        }
      }
    }
    return List.copyOf(platforms);
  }

  private static List<Platform> platform(String text) {
    int slash = text.indexOf('/');
    if (slash <= 0 || slash == text.length() - 1 || text.indexOf('/', slash + 1) >= 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is no target: write OS/ARCH, for example windows/arm64" + guess(text));
    }
    Os os = os(text.substring(0, slash));
    String arch = text.substring(slash + 1).toLowerCase(Locale.ROOT);
    if (arch.equals("universal2") || arch.equals("universal")) {
      if (!os.equals(Os.DARWIN)) {
        throw new IllegalArgumentException(
            "'" + text + "': only darwin has universal files; write darwin/universal2");
      }
      return List.of(new Platform(os, Arch.AMD64), new Platform(os, Arch.ARM64));
    }
    return List.of(withAbi(os, arch));
  }

  private static Platform withAbi(Os os, String text) {
    int bracket = text.indexOf('[');
    if (bracket < 0) {
      return TargetNames.platform(os, text);
    }
    if (!text.endsWith("]") || bracket == text.length() - 2) {
      throw new IllegalArgumentException(
          "'" + text + "': write the ABI in brackets, for example windows/amd64[arm64ec]");
    }
    Platform plain = TargetNames.platform(os, text.substring(0, bracket));
    return new Platform(plain.os(), plain.arch(), text.substring(bracket + 1, text.length() - 1));
  }

  private static Os os(String text) {
    return TargetNames.os(text.toLowerCase(Locale.ROOT));
  }

  /** Most people who forget the slash write a triple or a file name's words. */
  private static String guess(String text) {
    List<Platform> guessed = guessed(text);
    return guessed.isEmpty() ? "" : "; did you mean " + spell(guessed.subList(0, 1)) + "?";
  }

  private static List<Platform> guessed(String text) {
    return new ClaimReader()
        .fromNames(List.of(text))
        .filter(Claim::isComplete)
        .map(Claim::platforms)
        .orElse(List.of());
  }
}
