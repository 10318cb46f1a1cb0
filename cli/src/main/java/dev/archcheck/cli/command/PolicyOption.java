package dev.archcheck.cli.command;

import dev.archcheck.cli.render.Failures;
import dev.archcheck.verify.policy.Policy;
import dev.archcheck.verify.policy.PolicyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The option that names the policy, and where it is without the option. */
final class PolicyOption {

  private static final String NAME = "--policy";
  private static final String FILE = ".archcheck.yaml";

  /** What is longer is refused by what reads it. */
  private static final int MOST = 17 << 20;

  private PolicyOption() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(
        Options.value(
            "FILE", "What is allowed and waived. Default: " + FILE + ", here or above.", NAME));
  }

  /** {@return the file that was named, or the empty string} */
  static String read(ParseResult arguments) {
    return Options.text(arguments, NAME, "");
  }

  /**
   * {@return the policy in a file; without a name, of the nearest one upwards to the root of the
   * repository, or the one that allows nothing}
   */
  static Policy policy(String named) throws UnreadableException, PolicyException {
    if (!named.isEmpty()) {
      return Policy.parse(named, bytes(named));
    }
    Path file = nearest();
    if (file != null && Files.exists(file) && !Files.isRegularFile(file)) {
      throw new UnreadableException(file + ": is no file", ""); // a pipe would be waited for
    }
    return file == null
        ? Policy.DEFAULT
        : Policy.parse(
            Path.of("").toAbsolutePath().relativize(file).toString(), bytes(file.toString()));
  }

  private static @Nullable Path nearest() {
    Path here = Path.of("").toAbsolutePath();
    for (Path up = here; up != null; up = up.getParent()) {
      Path file = up.resolve(FILE);
      // A link to nothing is a policy that cannot be read, and not none.
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return up.equals(here) || isInRepository(here) ? file : null;
      }
      if (isRepository(up)) {
        break;
      }
    }
    return null;
  }

  /** Outside of one, a folder above may be anybody's. */
  private static boolean isInRepository(Path folder) {
    for (Path up = folder; up != null; up = up.getParent()) {
      if (isRepository(up)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isRepository(Path folder) {
    return Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS);
  }

  /** {@return the file that {@link #policy} reads; without a name where there is none} */
  static Overwriting.Read file(ParseResult arguments) {
    String named = read(arguments);
    Path nearest = named.isEmpty() ? nearest() : null;
    return new Overwriting.Read(NAME, nearest == null ? named : nearest.toString());
  }

  /** {@return what a file holds, or more of it than any reader takes} */
  static byte[] bytes(String name) throws UnreadableException {
    try (InputStream in = Files.newInputStream(Path.of(name))) {
      return in.readNBytes(MOST);
    } catch (IOException e) {
      throw new UnreadableException(name + ": " + Failures.message(e), "");
    } catch (InvalidPathException e) {
      throw new UnreadableException("'" + name + "' cannot name a file: " + e.getReason(), "");
    }
  }
}
