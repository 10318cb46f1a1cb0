package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.UnknownBinary;
import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Checked.Outcome;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Report;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import dev.archcheck.verify.artifact.Artifact;
import dev.archcheck.verify.artifact.ArtifactVisitor;
import dev.archcheck.verify.go.GoCheck;
import dev.archcheck.verify.platform.Expectations.Expectation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Judges artifacts as the walk meets them, and keeps what became of each. */
final class Verdicts implements ArtifactVisitor {

  private static final int PROGRESS_STEP = 256;
  private static final List<String> FILES_OF_A_FOLDER =
      List.of("file", "file.so", "file.dll", "file.dylib");

  /** What is kept of an artifact and of a finding, besides paths, in bytes or about. */
  private static final int OF_ARTIFACT = 600;

  private static final int OF_FINDING = 1500;

  /** Less than half of the memory that the program is started with. */
  private static final long ROOM = 96L << 20;

  private record Entry(Checked checked, List<Finding> findings) {}

  private final PlatformCheck.Request request;
  private final LongConsumer progress;
  private final Expectations expectations;
  private final GoCheck goCheck;
  private final List<Entry> entries = new ArrayList<>();
  private final boolean[] covered;

  private final Deque<OpenArchive> open = new ArrayDeque<>();

  /** What the links that are met under their own names lead to, by their paths. */
  private final Map<String, String> links = new HashMap<>();

  /** What files have said an oldest version of, in lower case. */
  private final Set<String> minimumsMet = new HashSet<>();

  private final Set<Os> systemsMet = new HashSet<>();

  private IdenticalBytes identicalBytes = new IdenticalBytes();
  private long room = ROOM;
  private long withoutRoom;
  private @Nullable Claim lastClaim;
  private String lastClaimText = "";
  private long met;
  private long otherFiles;
  private String lastOther = "";
  private long lastSize;

  Verdicts(PlatformCheck.Request request, LongConsumer progress) {
    this.request = request;
    this.progress = progress;
    this.expectations = new Expectations(request.targets());
    this.goCheck = new GoCheck(request.goPolicy());
    this.covered = new boolean[expectations.targets().size()];
  }

  @Override
  public void artifact(Artifact artifact) throws IOException {
    if (++met % PROGRESS_STEP == 0) {
      progress.accept(met);
    }
    Binary binary;
    try {
      binary = BinaryReader.read(artifact.source());
    } catch (MalformedBinaryException e) {
      notChecked(artifact, e.problem().toString());
      return;
    }
    if (binary instanceof UnknownBinary unknown) {
      other(artifact, unknown);
    } else if (room < 0) {
      withoutRoom++;
    } else {
      judge(artifact, binary);
    }
  }

  @Override
  public boolean wantsAgain(List<String> names, List<String> metAs) {
    return expectations.of(names).saysMoreThan(expectations.of(metAs));
  }

  /** Some names claim something only together with the extension of a file in the folder. */
  @Override
  public boolean wantsFolderAgain(List<String> names, List<String> metAs) {
    for (String file : FILES_OF_A_FOLDER) {
      if (wantsAgain(with(names, file), with(metAs, file))) {
        return true;
      }
    }
    return false;
  }

  private static List<String> with(List<String> folder, String file) {
    List<String> names = new ArrayList<>(folder);
    names.add(file);
    return names;
  }

  /** A file that should be a binary and is none must not vanish among the others. */
  private void other(Artifact artifact, UnknownBinary file) throws IOException {
    List<String> names = artifact.names();
    if (!names.isEmpty() && (mustCarryCode(names) || isEmptyProgram(names, file))) {
      Expectation expectation = expectations.of(names);
      String reason =
          expectation.alternatives().isEmpty() ? "" : NotABinary.reason(names.getLast(), file);
      if (!reason.isEmpty()) {
        notABinary(artifact, expectation, reason);
        return;
      }
    }
    otherFiles++;
    lastOther = artifact.path();
  }

  private static boolean mustCarryCode(List<String> names) {
    return NotABinary.mustCarryCode(names.getLast());
  }

  /** {@code app_linux_arm64/app} without a byte in it is what a failed build leaves behind. */
  private static boolean isEmptyProgram(List<String> names, UnknownBinary file) throws IOException {
    return names.size() > 1
        && file.source().size() == 0
        && names.getLast().indexOf('.') < 0
        && Expectations.namesPlatform(names.get(names.size() - 2));
  }

  private void notABinary(Artifact artifact, Expectation expectation, String reason) {
    Claim claim = expectation.alternatives().getFirst();
    Finding finding =
        Finding.of(
            Rule.NOT_A_BINARY, artifact.path(), List.<Evidence>copyOf(claim.words()), reason);
    add(failed(artifact.path(), claim), List.of(finding));
  }

  private void judge(Artifact artifact, Binary binary) throws IOException {
    Facts facts = BinaryFacts.of(binary);
    Expectation expectation = expectations.of(artifact.names());
    Claim claim = expectation.nearest(facts);
    Subject subject =
        new Subject(
            artifact.path(),
            artifact.names().isEmpty() ? artifact.path() : artifact.names().getLast(),
            claim,
            expectation.targeted(),
            facts,
            request.minimumOs());
    if (!request.minimumOs().isEmpty()) {
      noteMinimums(facts);
    }
    for (OpenArchive archive : open) {
      archive.meet(facts);
    }
    Claim held = subject.heldClaim();
    List<Finding> findings =
        held == null && Expectations.isTestData(artifact.names())
            ? List.of()
            : Judge.judge(subject);
    GoCheck.Result go = goCheck.check(artifact.path(), binary);
    if (!go.findings().isEmpty()) {
      findings = new ArrayList<>(findings);
      findings.addAll(go.findings());
    }
    String link = links.remove(artifact.path());
    if (link != null) {
      findings = withLink(findings, link);
    }
    if (held != null) {
      if (expectation.targeted()) {
        cover(facts);
      }
      lastSize = artifact.content().size();
      if (link == null) {
        identicalBytes.add(artifact, held, entries.size(), findings);
      }
    }
    add(subject, held, findings, go.unchecked());
  }

  private void noteMinimums(Facts facts) throws IOException {
    for (Platform platform : facts.platforms()) {
      systemsMet.add(platform.os());
    }
    try {
      for (Facts.PartMinimum part : facts.depth().minimums()) {
        minimumsMet.add(part.minimum().what().toLowerCase(Locale.ROOT));
      }
    } catch (MalformedBinaryException _) {
      // The rule that asks for them makes a finding of it.
    }
  }

  /**
   * {@return whether there are files for a system, and none of them says which version it needs} A
   * file that names no version of glibc runs with any.
   */
  private boolean isUnstated(String minimum) {
    String what = minimum.toLowerCase(Locale.ROOT);
    Os os =
        switch (what) {
          case "macos" -> Os.DARWIN;
          case "linux kernel" -> Os.LINUX;
          case "android api" -> Os.ANDROID;
          case "mac catalyst" -> Os.MACCATALYST;
          default -> new Os(what);
        };
    return systemsMet.contains(os) && !minimumsMet.contains(what);
  }

  private void cover(Facts facts) {
    for (int i = 0; i < covered.length; i++) {
      if (!covered[i]) {
        Claim target = expectations.targets().get(i);
        covered[i] = ServesRule.verdict(target, facts) == ServesRule.Verdict.SERVES;
      }
    }
  }

  /**
   * Keeps what became of a binary. A policy for Go programs is something that it is held against,
   * even if nothing says which platform it is for.
   */
  private void add(
      Subject subject, @Nullable Claim held, List<Finding> findings, String unchecked) {
    Facts facts = subject.facts();
    boolean policy = !request.goPolicy().isEmpty() && facts.kind().hostCode();
    Outcome unharmed = held == null && !policy ? Outcome.UNCLAIMED : Outcome.PASSED;
    Outcome checked = unchecked.isEmpty() ? unharmed : Outcome.NOT_CHECKED;
    add(
        new Checked(
            subject.artifact(),
            isFailed(findings) ? Outcome.FAILED : checked,
            facts.format(),
            facts.kind(),
            facts.platforms(),
            held != null ? text(held) : policy ? request.goPolicy().toString() : "",
            isFailed(findings) ? "" : unchecked),
        findings);
  }

  /** The files of a folder mostly have one claim, and need its text only once. */
  private String text(Claim claim) {
    if (!claim.equals(lastClaim)) {
      lastClaim = claim;
      lastClaimText = claim.toString();
    }
    return lastClaimText;
  }

  private void add(Checked checked, List<Finding> findings) {
    if (room < 0) {
      withoutRoom++;
      return;
    }
    room -= OF_ARTIFACT + checked.artifact().length() + (long) OF_FINDING * findings.size();
    entries.add(new Entry(checked, findings));
  }

  private static boolean isFailed(List<Finding> findings) {
    for (Finding finding : findings) {
      if (finding.severity() != Severity.NOTE) {
        return true;
      }
    }
    return false;
  }

  private void notChecked(Artifact artifact, String reason) {
    add(artifact.path(), claim(artifact.names()), reason);
  }

  private String claim(List<String> names) {
    return expectations.of(names).alternatives().stream()
        .findFirst()
        .map(Claim::toString)
        .orElse("");
  }

  @Override
  public void link(String path, String target) {
    links.put(path, target);
  }

  private static List<Finding> withLink(List<Finding> findings, String target) {
    List<Finding> all = new ArrayList<>(findings.size());
    for (Finding finding : findings) {
      List<Evidence> evidence = new ArrayList<>(finding.evidence());
      evidence.add(new Evidence.Declared("link", target));
      all.add(finding.withEvidence(evidence));
    }
    return all;
  }

  @Override
  public void enter(List<String> names) {
    boolean named = !names.isEmpty() && Expectations.namesPlatform(names.getLast());
    open.push(new OpenArchive(named ? expectations.named(names) : null, entries.size()));
  }

  /** An archive for one platform that holds nothing for it was packed wrong. */
  @Override
  public void leave(String path) {
    OpenArchive archive = open.pop();
    Claim claim = archive.claim();
    if (claim == null) {
      return;
    }
    if (archive.firstEntry() == entries.size()) {
      add(path, text(claim), "holds no binary");
      return;
    }
    Finding finding = archive.finding(path);
    if (finding != null && !hasFindingsFrom(archive.firstEntry())) {
      add(failed(path, claim), List.of(finding));
    }
  }

  private boolean hasFindingsFrom(int first) {
    for (Entry entry : entries.subList(Math.min(first, entries.size()), entries.size())) {
      if (isFailed(entry.findings())) {
        return true;
      }
    }
    return false;
  }

  private Checked failed(String path, Claim claim) {
    return new Checked(
        path, Outcome.FAILED, Format.UNKNOWN, Kind.UNKNOWN, List.of(), text(claim), "");
  }

  @Override
  public void notChecked(String path, String reason) {
    // The walk may take back what it has just shown: then it does not count.
    if (!entries.isEmpty() && entries.getLast().checked().artifact().equals(path)) {
      entries.removeLast();
      identicalBytes.forget(entries.size(), lastSize);
      goCheck.forget(path);
    } else if (lastOther.equals(path)) {
      otherFiles--;
    }
    lastOther = "";
    add(path, "", reason);
  }

  private void add(String path, String claim, String reason) {
    add(notCheckedAs(path, claim, reason), List.of());
  }

  private static Checked notCheckedAs(String path, String claim, String reason) {
    return new Checked(
        path, Outcome.NOT_CHECKED, Format.UNKNOWN, Kind.UNKNOWN, List.of(), claim, reason);
  }

  /** {@return everything, when the walk has ended} */
  Report report() {
    progress.accept(met);
    identicalBytes.compare((index, finding) -> entries.get(index).findings().add(finding));
    identicalBytes = new IdenticalBytes();
    addToTheirFiles(goCheck.atEnd());
    List<Checked> checked = new ArrayList<>(entries.size());
    List<Finding> findings = new ArrayList<>();
    for (Entry entry : entries) {
      checked.add(entry.checked());
      findings.addAll(entry.findings());
    }
    if (withoutRoom > 0) {
      String reason =
          "%d more files are not checked: one run reports on about %d"
              .formatted(withoutRoom, entries.size());
      checked.add(notCheckedAs(roots(request.paths()), "", reason));
    }
    for (String name : request.minimumOs().keySet()) {
      if (isUnstated(name)) {
        String reason =
            "--min-os was held against nothing: no file says which " + name + " it needs";
        checked.add(notCheckedAs(roots(request.paths()), "", reason));
      }
    }
    findings.addAll(uncovered());
    return new Report(List.copyOf(checked), List.copyOf(findings), otherFiles);
  }

  /** A file that fits its own claim can still not fit the others. */
  private void addToTheirFiles(List<Finding> findings) {
    Map<String, Finding> byArtifact = new HashMap<>();
    findings.forEach(finding -> byArtifact.putIfAbsent(finding.artifact(), finding));
    for (int i = 0; i < entries.size() && !byArtifact.isEmpty(); i++) {
      Checked checked = entries.get(i).checked();
      Finding finding = byArtifact.remove(checked.artifact());
      if (finding != null) {
        List<Finding> all = new ArrayList<>(entries.get(i).findings());
        all.add(finding);
        entries.set(i, new Entry(failed(checked), all));
      }
    }
  }

  private static Checked failed(Checked checked) {
    return new Checked(
        checked.artifact(),
        Outcome.FAILED,
        checked.format(),
        checked.kind(),
        checked.platforms(),
        checked.claim(),
        "");
  }

  private List<Finding> uncovered() {
    List<Finding> findings = new ArrayList<>(0);
    for (int i = 0; i < covered.length; i++) {
      if (!covered[i]) {
        Claim target = expectations.targets().get(i);
        findings.add(
            Finding.of(
                Rule.TARGET_NOT_COVERED,
                roots(request.paths()),
                List.<Evidence>copyOf(target.words()),
                target.label()));
      }
    }
    return findings;
  }

  private static String roots(List<Path> paths) {
    List<String> names = new ArrayList<>(paths.size());
    for (Path path : paths) {
      names.add(path.toString());
    }
    return String.join(", ", names);
  }
}
