package dev.archcheck.cli.render;

import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.MachineReport;
import dev.archcheck.toolchain.go.GoOnPath;
import dev.archcheck.toolchain.go.GoOnPath.Installation;
import dev.archcheck.toolchain.host.Host;
import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Checked.Outcome;
import java.nio.file.Path;
import java.util.List;

/** What was found out about this machine and its Go, for people. */
public final class MachineText {

  /** Up to so many programs of a folder are named; more are counted. */
  private static final int NAMED = 4;

  private final Page page;
  private final VerifyText text;

  /** A view on a page. */
  public MachineText(Page page, boolean verbose) {
    this.page = page;
    this.text = new VerifyText(page, verbose);
  }

  /** Prints a report and its verdict. */
  public void print(MachineReport machine, Verdict verdict) {
    host(machine.host());
    switch (machine.go()) {
      case GoOnPath.Absent _ -> row("Go", "none on PATH");
      case GoOnPath.Shim(Path path, String what) -> row("Go", path + " is " + what);
      case Installation found -> installation(machine, found);
    }
    page.end();
    text.body(machine.report());
    text.verdict(verdict);
    page.flush();
  }

  /** {@return what a report without a Go command comes down to, else that of its findings} */
  public static Verdict verdict(MachineReport machine, Verdict ofFindings) {
    return switch (machine.go()) {
      case GoOnPath.Absent _ ->
          Verdict.inconclusive(
              "no Go on PATH, so nothing was checked",
              "put its bin folder on PATH, or name what to check: archcheck verify PATH");
      case GoOnPath.Shim _ ->
          Verdict.inconclusive(
              "the Go behind it is chosen at run time, so nothing was checked",
              "name it: archcheck verify --target "
                  + machine.host().platform()
                  + " \"$(go env GOROOT)/bin\"");
      case Installation _ -> ofFindings;
    };
  }

  private void row(String label, String value) {
    page.text(Style.STRONG, label).blanks(15 - label.length()).line(value);
  }

  private void host(Host host) {
    row("This machine", describe(host));
  }

  /** {@return what the machine is, and what says so} */
  static String describe(Host host) {
    String found = host.source() + " = " + host.value();
    return host.platform()
        + switch (host.basis()) {
          case KERNEL -> " (kernel: " + found + ")";
          case SYSTEM_PROGRAM -> " (by a system program: " + found + ")";
          case JAVA -> " (as this Java sees itself: " + found + "; an emulated Java does not know)";
        };
  }

  private void installation(MachineReport machine, Installation found) {
    row("Go", where(found));
    if (!found.contradiction().isEmpty()) {
      row("", "but the variable GOROOT is " + found.contradiction());
    }
    Platform host = machine.host().platform();
    List<Checked> checked = machine.report().checked();
    boolean all = !checked.isEmpty();
    for (Checked one : checked) {
      all &= one.outcome() == Outcome.PASSED;
    }
    if (all) {
      row("", host + ": runs natively here");
    }
    row("Checked", programs(machine, found) + (all ? ": all " + host : ""));
  }

  private static String where(Installation found) {
    String version = found.version().isEmpty() ? "unknown version" : found.version();
    return found.hasRoot()
        ? version + " at " + found.root() + ", first on PATH"
        : found.executable() + ", first on PATH, in no GOROOT";
  }

  private static String programs(MachineReport machine, Installation found) {
    StringBuilder out = new StringBuilder();
    for (Path folder : machine.folders()) {
      out.append(out.isEmpty() ? "" : ", ").append(inFolder(machine, found, folder));
    }
    return out.toString();
  }

  private static String inFolder(MachineReport machine, Installation found, Path folder) {
    String name = found.hasRoot() ? found.root().relativize(folder).toString() : folder.toString();
    StringBuilder names = new StringBuilder();
    int count = 0;
    for (Checked one : machine.report().checked()) {
      if (one.artifact().startsWith(folder.toString())) {
        count++;
        names
            .append(count == 1 ? "" : ", ")
            .append(name)
            .append(one.artifact(), folder.toString().length(), one.artifact().length());
      }
    }
    return count > 0 && count <= NAMED
        ? names.toString()
        : Count.of(count, "program") + " in " + name;
  }
}
