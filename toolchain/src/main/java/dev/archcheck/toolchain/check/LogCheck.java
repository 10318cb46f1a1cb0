package dev.archcheck.toolchain.check;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.FileByteSource;
import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.ReadFailure;
import dev.archcheck.toolchain.check.TreeReport.Outcome;
import dev.archcheck.toolchain.go.VersionFile;
import dev.archcheck.toolchain.log.LogAccess;
import dev.archcheck.toolchain.store.Difference;
import dev.archcheck.toolchain.store.GoTree;
import dev.archcheck.toolchain.store.HashedArchive;
import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.sumdb.LogException;
import dev.archcheck.verify.sumdb.Lookup;
import dev.archcheck.verify.sumdb.ModuleVersion;
import dev.archcheck.verify.sumdb.SumDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds a Go tree that others installed against the log: without a list of its files, because the
 * log has the hash of them all. Where that is another, the module itself tells which files differ.
 */
public final class LogCheck {

  private final LogAccess log;
  private final Reference reference;

  /** Where the official files can be had. */
  public interface Reference {

    /**
     * {@return the zip of a toolchain's module}
     *
     * @throws IOException if it cannot be had
     */
    HashedArchive of(GoToolchain toolchain) throws IOException;
  }

  /** A check against a log. */
  public LogCheck(LogAccess log, Reference reference) {
    this.log = log;
    this.reference = reference;
  }

  /**
   * {@return what became of a tree}
   *
   * @throws IOException if it cannot be read
   */
  public TreeReport check(Path goroot) throws IOException {
    List<String> notes = new ArrayList<>();
    Optional<GoToolchain> identified = identify(goroot, notes);
    if (identified.isEmpty()) {
      return new TreeReport("", goroot, Outcome.NOT_CHECKED, 0, 0, "", List.of(), List.of(), notes);
    }
    GoTree tree = GoTree.foreign(goroot, identified.get());
    SumDatabase client = log.client();
    if (client == null) {
      notes.add(log.whyNot());
      return report(tree, goroot, Outcome.NOT_CHECKED, List.of(), List.of(), notes);
    }
    try {
      Lookup lookup = client.lookup(ModuleVersion.of(tree.toolchain().module()));
      notes.addAll(lookup.notCompared());
      return judge(tree, goroot, lookup, notes);
    } catch (LogException e) {
      notes.add(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      notes.add("the log could not be asked: " + e.getMessage());
    }
    return report(tree, goroot, Outcome.NOT_CHECKED, List.of(), List.of(), notes);
  }

  private TreeReport judge(GoTree tree, Path goroot, Lookup lookup, List<String> notes) {
    String name = lookup.module().record().head().note().key().name();
    Proof proof = LogJudgement.of(lookup.module(), name, tree.h1());
    if (proof.holds()) {
      List<Difference> unhashed = tree.unhashed();
      boolean unreadable =
          unhashed.stream().allMatch(one -> one.kind() == Difference.Kind.UNREADABLE);
      Outcome outcome =
          unhashed.isEmpty()
              ? Outcome.INTACT
              : unreadable ? Outcome.NOT_CHECKED : Outcome.DIFFERENT;
      return report(tree, goroot, outcome, unhashed, List.of(proof), notes);
    }
    List<Difference> differences = List.of();
    try {
      HashedArchive official = reference.of(tree.toolchain());
      if (official.h1().equals(lookup.module().hash())) {
        differences = tree.differencesTo(official);
      } else {
        notes.add("the module that was had is not the logged one, so no file can be named");
      }
    } catch (IOException e) {
      notes.add("which files differ is not known: " + ReadFailure.why(e));
    }
    return report(tree, goroot, Outcome.DIFFERENT, differences, List.of(proof), notes);
  }

  private static TreeReport report(
      GoTree tree,
      Path goroot,
      Outcome outcome,
      List<Difference> differences,
      List<Proof> proofs,
      List<String> notes) {
    return new TreeReport(
        tree.toolchain().name(),
        goroot,
        outcome,
        tree.count(),
        tree.notInModule(),
        "the official " + tree.toolchain(),
        differences,
        proofs,
        notes);
  }

  /** Which Go it says it is: by its VERSION, and for the platform of its command. */
  private static Optional<GoToolchain> identify(Path goroot, List<String> notes)
      throws IOException {
    String version = VersionFile.read(goroot);
    for (String name : new String[] {"go", "go.exe"}) {
      Path command = goroot.resolve("bin").resolve(name);
      if (Files.isRegularFile(command)) {
        return identify(version, command, notes);
      }
    }
    notes.add("it has no command bin/go");
    return Optional.empty();
  }

  private static Optional<GoToolchain> identify(String version, Path command, List<String> notes)
      throws IOException {
    try (FileByteSource source = FileByteSource.open(command)) {
      Binary binary = BinaryReader.read(source);
      if (binary.platforms().size() != 1) {
        notes.add(command + " is no program for one platform");
        return Optional.empty();
      }
      Platform platform = binary.platforms().getFirst();
      Optional<GoToolchain> toolchain =
          GoToolchain.parse(version + "." + platform.os() + "-" + platform.arch());
      if (toolchain.isEmpty()) {
        notes.add(
            version.isEmpty()
                ? "it has no file VERSION that says which Go it is"
                : "its VERSION is no released one: " + version);
      }
      return toolchain;
    }
  }
}
