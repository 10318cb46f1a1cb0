package dev.archcheck.cli.command;

import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.Failures;
import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.go.GoFinder;
import dev.archcheck.toolchain.go.GoList;
import dev.archcheck.toolchain.go.GoOnPath;
import dev.archcheck.verify.cgo.GoListReader;
import dev.archcheck.verify.cgo.Scan;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gets the scans for the gate: from files, or from go itself. */
final class CgoScans {

  private static final String STANDARD_INPUT = "-";
  private static final String RUNTIME = "runtime";

  private final CgoOptions options;
  private final Surroundings surroundings;

  CgoScans(CgoOptions options, Surroundings surroundings) {
    this.options = options;
    this.surroundings = surroundings;
  }

  List<Scan> read() throws UnreadableException {
    List<Scan> scans = new ArrayList<>();
    for (String input : options.inputs()) {
      scans.addAll(file(input));
    }
    return scans;
  }

  private List<Scan> file(String name) throws UnreadableException {
    if (name.equals(STANDARD_INPUT)) {
      try {
        return GoListReader.read("standard input", surroundings.in());
      } catch (IOException e) {
        throw new UnreadableException("standard input: " + Failures.message(e), "");
      }
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(name)))) {
      return GoListReader.read(name, in);
    } catch (IOException e) {
      throw new UnreadableException(name + ": " + Failures.message(e), "");
    } catch (InvalidPathException e) {
      throw new UnreadableException("'" + name + "' cannot name a file: " + e.getReason(), "");
    }
  }

  /**
   * {@return one scan for each target}
   *
   * @param targets none for the one that go has
   */
  List<Scan> run(List<Platform> targets) throws UnreadableException {
    Path go = go();
    List<Scan> scans = new ArrayList<>();
    if (targets.isEmpty()) {
      scans.add(run(go, null));
    }
    for (Platform target : targets) {
      scans.add(run(go, target));
    }
    return scans;
  }

  private Path go() throws UnreadableException {
    String other = "or read what go list wrote elsewhere: archcheck cgo --input FILE";
    return switch (new GoFinder(surroundings.machine()).find()) {
      case GoOnPath.Absent _ ->
          throw new UnreadableException("there is no go on PATH", "install Go, " + other);
      case GoOnPath.Installation found -> found.path();
      case GoOnPath.Shim(var path, String _) -> path;
      case GoOnPath.Unreadable(var path, String why) ->
          throw new UnreadableException(path + " cannot be read: " + why, other);
    };
  }

  /** {@return what is to be listed} */
  GoList.Request request(@Nullable Platform target) {
    return new GoList.Request(
        target == null ? null : new GoList.Request.Target(target.os().name(), target.arch().name()),
        options.tags(),
        options.tests(),
        options.packages());
  }

  private Scan run(Path go, @Nullable Platform target) throws UnreadableException {
    GoList.Request request = request(target);
    try {
      Scan scan = scan(go, request, target);
      // What imports nothing at all comes without the package that shows the target.
      if (!isGood(scan) || scan.find(RUNTIME) != null) {
        return scan;
      }
      if (options.packages().stream().anyMatch(one -> one.endsWith(".go"))) {
        throw new UnreadableException(
            "files that import nothing do not show what they were listed for",
            "name their folder: archcheck cgo .");
      }
      return scan(go, request.withRuntime(), target);
    } catch (IOException e) {
      throw new UnreadableException(go + ": " + Failures.message(e), "");
    }
  }

  private static boolean isGood(Scan scan) {
    return scan.end() == Scan.End.GOOD && !scan.packages().isEmpty();
  }

  private Scan scan(Path go, GoList.Request request, @Nullable Platform target) throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    try (GoList list = GoList.start(surroundings.machine(), go, folder, request)) {
      Scan scan = scan(list, target);
      if (!list.refusesFields()) {
        return scan;
      }
    }
    try (GoList list = GoList.startOfAllFields(surroundings.machine(), go, folder, request)) {
      return scan(list, target);
    }
  }

  private static Scan scan(GoList list, @Nullable Platform target) throws IOException {
    String name = target == null ? "go list" : "go list for " + target;
    List<Scan> scans = GoListReader.read(name, list.output());
    if (!scans.getLast().damage().isEmpty()) {
      return scans.getLast(); // go may not end before the rest is read
    }
    int code = list.exitCode();
    Scan scan = scans.getFirst();
    if (code != 0 || scan.packages().isEmpty()) {
      String said = list.messages().replaceAll("\\s+", " ");
      return scan.ended(code == 0 ? Scan.End.GOOD : Scan.End.BAD, said);
    }
    if (scans.size() > 1) {
      return scan.ended(Scan.End.BAD, "it names a package twice");
    }
    return scan.end() == Scan.End.BAD ? scan : scan.ended(Scan.End.GOOD, list.unmatched());
  }
}
