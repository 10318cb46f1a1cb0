package dev.archcheck.cli.render;

import dev.archcheck.toolchain.doctor.Doctor;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Severity;

/** What to do about a finding, where there is one thing that nearly always helps. */
final class Hints {

  private Hints() {}

  /** {@return a sentence without a full stop, or the empty string} */
  static String of(Finding finding) {
    return switch (finding.rule()) {
      case WRONG_ARCHITECTURE, WRONG_OS ->
          !said(finding, "link").isEmpty()
              ? "point the link to the right file"
              : isByTarget(finding)
                  ? "build it for the target, or correct --target"
                  : "build it for what its name says, or rename it";
      case MISSING_SLICE -> "join the thin files: lipo -create -output OUT IN...";
      case EXTRA_SLICE -> "";
      case IDENTICAL_BYTES -> "one of the two was copied instead of built";
      case WRONG_KIND -> "the build copied what was linked from, not what it linked";
      case RELABELLED_SLICE -> "build the slice again; changing its label does not change its code";
      case REJECTED_ABI -> "build for arm64 instead";
      case PREVIEW_ABI -> "add an arm64 slice for everybody else";
      case WILL_NOT_LOAD -> "link it again with a current linker and its defaults";
      case WRONG_LIBC -> "build against the C library that its name says";
      case MINIMUM_OS -> "build against the older system, or state the newer one";
      case TARGET_NOT_COVERED -> "add a binary for it, or take it out of --target";
      case NOT_A_BINARY -> "look at what the build or the download put there";
      case DAMAGED ->
          finding.severity() == Severity.ERROR
              ? "copy or download it again: its end is missing"
              : "";
      case GO_TARGET -> "build it again; changing a header does not change what it was built for";
      case CGO -> "build it with CGO_ENABLED=0; archcheck inspect --cgo shows what it rests on";
      case GO_VERSION, MIXED_GO_VERSIONS -> "build it again by that version of Go";
      case NO_BUILD_INFO -> "build it by go build, and do not remove what the linker writes";
      case DEBUG_BUILD -> "build it without these settings";
      case DIRTY_BUILD -> "commit everything before the build";
      case CONTRADICTION, BUILD_SETTING -> "";
      case CGO_PACKAGE, SWIG_PACKAGE -> "remove the import, or allow it in .archcheck.yaml";
      case OBJECT_PACKAGE -> "look at what the object files hold, or allow it in .archcheck.yaml";
      case DLOPEN_PACKAGE -> "bring the C library along for the target, or replace the package";
      case PLUGIN_PACKAGE -> "build it with cgo, or load no plugins";
      case CGO_STUB -> "build it with cgo, or replace the package";
      case WAIVER_EXPIRED ->
          finding.severity() == Severity.ERROR
              ? "mend what it was for, or give it a new date with a new reason"
              : "remove it";
      case WAIVER_EXPIRING -> "mend what it is for before that day";
      case WAIVER_UNUSED, BASELINE_STALE ->
          finding.severity() == Severity.NOTE ? "remove it once no run needs it" : "remove it";
      case ASSEMBLY_PACKAGE, STD_CGO, SCAN_CONTRADICTION -> "";
      case PROCESS_EMULATED,
          GO_NOT_NATIVE,
          GO_SHADOWED,
          GO_SHIM,
          GO_BROKEN,
          GO_OVERLAID,
          GOROOT_SETTING,
          SETTING_LEFT,
          SETTING_DEAD,
          SETTING_INVALID,
          CACHED_TOOLCHAIN,
          GO_ADVISORY,
          GO_REFUSES,
          MIXED_CHAIN ->
          remedy(finding);
    };
  }

  private static boolean isByTarget(Finding finding) {
    return !said(finding, "--target").isEmpty();
  }

  /** The first step is nearly always a command, which people copy; doctor itself shows all. */
  private static String remedy(Finding finding) {
    String command = said(finding, Doctor.FIX);
    return command.isEmpty() ? said(finding, Doctor.ACTION) : command;
  }

  private static String said(Finding finding, String source) {
    for (Evidence evidence : finding.evidence()) {
      if (evidence instanceof Evidence.Declared(String who, String text)
          && who.startsWith(source)
          && (!source.equals(Doctor.ACTION) || who.equals(source))) {
        return text;
      }
    }
    return "";
  }
}
