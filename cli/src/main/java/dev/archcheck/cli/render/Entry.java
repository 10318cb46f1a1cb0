package dev.archcheck.cli.render;

import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Checked.Outcome;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A finding with the place that a program shows it at.
 *
 * @param place always a file where one is known
 * @param line from 1; 0 where only the file is known
 * @param column from 1; 0 where only the line is known
 * @param fingerprint of this finding alone in its report
 * @param further other places in text files that it rests on
 */
record Entry(
    Finding finding,
    SourceTree.Place place,
    int line,
    int column,
    String fingerprint,
    List<Evidence.Source> further) {

  /** {@return all findings of a report, the most severe first} */
  static List<Entry> of(Account account) {
    List<Finding> findings = account.report().findings();
    List<String> prints = Fingerprints.of(findings, account);
    SourceTree.Place anchor = account.tree().anchor();
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      entries.add(of(findings.get(i), prints.get(i), account, anchor));
    }
    entries.sort(
        Comparator.comparing((Entry one) -> one.finding().severity(), Comparator.reverseOrder()));
    return entries;
  }

  /** {@return what could not be checked, in the order of the report} */
  static List<Checked> notChecked(Account account) {
    return account.report().checked().stream()
        .filter(one -> one.outcome() == Outcome.NOT_CHECKED)
        .toList();
  }

  /** {@return where to show what is said of an artifact} */
  static SourceTree.Place place(String artifact, Account account) {
    SourceTree tree = account.tree();
    boolean isFile =
        !artifact.isEmpty()
            && (account.subjects() == Account.Subjects.FILES || tree.isOnDisk(artifact));
    return isFile ? tree.outermost(artifact) : tree.anchor();
  }

  /** {@return a name for people, on one line} */
  static String name(String artifact) {
    if (artifact.isEmpty()) {
      return "(all files)";
    }
    return artifact.isBlank() ? "\"" + Printable.of(artifact) + "\"" : Printable.of(artifact);
  }

  private static Entry of(
      Finding finding, String fingerprint, Account account, SourceTree.Place anchor) {
    List<Evidence.Source> sources = new ArrayList<>();
    for (Evidence evidence : finding.evidence()) {
      if (evidence instanceof Evidence.Source source) {
        sources.add(source);
      }
    }
    for (Evidence.Source source : sources) {
      SourceTree.Place place = account.tree().file(source.file());
      if (place.isInside()) { // what is elsewhere cannot be shown beside the sources
        List<Evidence.Source> further = new ArrayList<>(sources);
        further.remove(source);
        int line = Math.max(0, source.line());
        int column = line == 0 ? 0 : Math.max(0, source.column());
        return new Entry(finding, place, line, column, fingerprint, further);
      }
    }
    boolean isPackage =
        finding.artifact().isEmpty()
            || (account.subjects() != Account.Subjects.FILES
                && !account.tree().isOnDisk(finding.artifact()));
    SourceTree.Place place = isPackage ? anchor : account.tree().outermost(finding.artifact());
    return new Entry(finding, place, 0, 0, fingerprint, sources);
  }

  /** {@return what it says, with the artifact, on one line of at most so many chars} */
  String sentence(int most) {
    String artifact = finding.artifact();
    String head = artifact.isEmpty() ? "" : Cut.middle(most / 2, Printable.of(artifact)) + ": ";
    return head + Cut.to(most - head.length(), Printable.of(said()));
  }

  /** A message is never empty where a reader insists on text. */
  private String said() {
    return finding.message().isBlank() ? finding.rule().id() : finding.message();
  }

  /** {@return the place as people write it, for example {@code go.mod:7}} */
  String where() {
    return Printable.of(place.path()) + (line > 0 ? ":" + line : "");
  }
}
