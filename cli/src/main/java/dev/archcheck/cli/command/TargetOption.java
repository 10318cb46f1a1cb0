package dev.archcheck.cli.command;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.verify.platform.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The option that names one platform in place of this machine's. */
final class TargetOption {

  static final String NAME = "--target";

  private TargetOption() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(
        Options.value("OS/ARCH", "For another platform than this machine's: linux/arm64.", NAME));
  }

  /** {@return the platform that was named, or the machine's own} */
  static Platform read(ParseResult arguments, Platform host) throws UsageException {
    String said = Options.text(arguments, NAME, "");
    if (said.isEmpty()) {
      return host;
    }
    return platform(said);
  }

  /** {@return the platforms that were named, separated by commas; none for all} */
  static List<Platform> readAll(ParseResult arguments) throws UsageException {
    String said = Options.text(arguments, NAME, "all");
    List<Platform> platforms = new ArrayList<>();
    if (said.equals("all")) {
      return platforms;
    }
    for (String one : said.split(",", -1)) {
      Platform platform = platform(one);
      if (!platforms.contains(platform)) {
        platforms.add(platform);
      }
    }
    return platforms;
  }

  /**
   * {@return the platform of a word}
   *
   * @throws UsageException if it is none as Go writes them, with the one that may be meant
   */
  static Platform platform(String said) throws UsageException {
    Optional<Platform> meant = Targets.meant(said);
    if (meant.isPresent()) {
      throw new UsageException(
          NAME + ": '" + said + "' is not how Go writes it; did you mean " + meant.get() + "?", "");
    }
    int slash = said.indexOf('/');
    String os = said.substring(0, Math.max(0, slash));
    String arch = said.substring(slash + 1);
    if (!isWord(os) || !isWord(arch)) {
      throw new UsageException(
          "--target: '" + said + "' is no platform",
          "platforms are written as Go writes them: linux/arm64");
    }
    return new Platform(new Os(os), new Arch(arch));
  }

  private static boolean isWord(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
