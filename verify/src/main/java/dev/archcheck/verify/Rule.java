package dev.archcheck.verify;

import java.util.Locale;

/**
 * Every rule of the program. The identifier is stable: it stands in reports, policies and waivers.
 * Parameters of each message are documented at the constant, in their order.
 */
public enum Rule {
  /** actual platforms, claimed platform. */
  WRONG_ARCHITECTURE("wrong-architecture", Severity.ERROR, "is %s, but should be %s"),
  /** actual platforms, claimed platform. */
  WRONG_OS("wrong-os", Severity.ERROR, "is %s, but should be for %s"),
  /** missing platform, platforms that are there. */
  MISSING_SLICE("missing-slice", Severity.ERROR, "has no slice for %s, only %s"),
  /** extra platform, claimed platforms. */
  EXTRA_SLICE("extra-slice", Severity.NOTE, "also has a slice for %s, which is not among %s"),
  /** other artifact, claim here, claim there. */
  IDENTICAL_BYTES(
      "identical-bytes",
      Severity.ERROR,
      "has the same bytes as %s, though one is named for %s and the other for %s"),
  /** label, what the content shows. */
  RELABELLED_SLICE("relabelled-slice", Severity.ERROR, "is labelled %s, but its content is %s"),
  /** ABI name, why. */
  REJECTED_ABI("rejected-abi", Severity.ERROR, "has the ABI %s, which %s"),
  /** ABI name. */
  PREVIEW_ABI(
      "preview-abi",
      Severity.WARNING,
      "has the preview ABI %s, which the system runs only for its own programs"),
  /** what the loader refuses, or where it crashes. */
  WILL_NOT_LOAD("will-not-load", Severity.ERROR, "will not load: %s"),
  /** what stands there instead. */
  NOT_A_BINARY("not-a-binary", Severity.ERROR, "is neither a binary nor an archive: %s"),
  /** kind of the file, what its name says that it is. */
  WRONG_KIND("wrong-kind", Severity.ERROR, "is %s, but by its name should be %s"),
  /** C library needed, C library claimed. */
  WRONG_LIBC("wrong-libc", Severity.WARNING, "needs %s, but is named for %s"),
  /** what has the version, version needed, version stated. */
  MINIMUM_OS("minimum-os", Severity.ERROR, "needs %s %s, but should run on %s"),
  /** target. */
  TARGET_NOT_COVERED("target-not-covered", Severity.ERROR, "no binary is for %s"),
  /** what contradicts what. */
  CONTRADICTION("contradiction", Severity.ERROR, "contradicts itself: %s"),
  /** what Go built it for, what its headers say. */
  GO_TARGET("go-target", Severity.ERROR, "was built by Go for %s, but its headers say %s"),
  /** what of cgo. */
  CGO("cgo", Severity.ERROR, "has C code: %s"),
  /** version, versions allowed. */
  GO_VERSION("go-version", Severity.ERROR, "was built by %s, but should be by %s"),
  /** version, another artifact, its version. */
  MIXED_GO_VERSIONS("mixed-go-versions", Severity.ERROR, "was built by %s, but %s by %s"),
  /** what the build information says, what it must say. */
  BUILD_SETTING("build-setting", Severity.ERROR, "says %s, but should say %s"),
  /** consequence. */
  NO_BUILD_INFO("no-build-info", Severity.ERROR, "has no Go build information, %s"),
  /** settings. */
  DEBUG_BUILD("debug-build", Severity.WARNING, "was built for finding errors, with %s"),
  /** revision. */
  DIRTY_BUILD("dirty-build", Severity.NOTE, "was built from a modified working tree%s"),
  /** the damage. */
  DAMAGED("damaged", Severity.WARNING, "is damaged in part: %s"),
  /** where, its files. */
  CGO_PACKAGE("cgo-package", Severity.ERROR, "uses cgo%s: %s"),
  /** where, its files. */
  SWIG_PACKAGE("swig-package", Severity.ERROR, "uses SWIG%s: %s"),
  /** where, its files. */
  OBJECT_PACKAGE("object-package", Severity.WARNING, "links ready-made object files%s: %s"),
  /** where, its files. */
  ASSEMBLY_PACKAGE("assembly-package", Severity.NOTE, "has assembly%s: %s"),
  /** where, what shows it. */
  DLOPEN_PACKAGE("dlopen-package", Severity.WARNING, "loads C libraries without cgo%s: %s"),
  /** where, what shows it. */
  PLUGIN_PACKAGE("plugin-package", Severity.WARNING, "loads plugins of Go%s: %s"),
  /** where, its files. */
  STD_CGO("std-cgo", Severity.NOTE, "is of the standard library and uses cgo%s: %s"),
  /** where, what happens. */
  CGO_STUB("cgo-stub", Severity.WARNING, "builds without cgo and then fails when it runs%s: %s"),
  /** date, what it was for. */
  WAIVER_EXPIRED("waiver-expired", Severity.ERROR, "a waiver expired on %s: %s"),
  /** date, what it is for. */
  WAIVER_EXPIRING("waiver-expiring", Severity.NOTE, "a waiver expires on %s: %s"),
  /** what it is for. */
  WAIVER_UNUSED("waiver-unused", Severity.WARNING, "a waiver is for nothing that was found: %s"),
  /** what it says. */
  BASELINE_STALE("baseline-stale", Severity.NOTE, "the baseline has what is no longer found: %s"),
  /** what of the scan, what of the binary. */
  SCAN_CONTRADICTION("scan-contradiction", Severity.ERROR, "%s, but %s"),
  /** platform of the process, emulator, platform of the machine. */
  PROCESS_EMULATED("process-emulated", Severity.WARNING, "is %s and runs under %s on %s"),
  /** platform of go, platform of the machine, what that means. */
  GO_NOT_NATIVE("go-not-native", Severity.ERROR, "is %s, and this machine, %s, %s"),
  /** what stands behind it, and where. */
  GO_SHADOWED("go-shadowed", Severity.WARNING, "stands before %s on PATH"),
  /** what it is. */
  GO_SHIM("go-shim", Severity.NOTE, "is %s: which go it starts is chosen when it runs"),
  /** what is wrong. */
  GO_BROKEN("go-broken", Severity.ERROR, "does not work as it is: %s"),
  /** what does not fit what. */
  GO_OVERLAID("go-overlaid", Severity.ERROR, "holds more than one installation: %s"),
  /** value, what is wrong with it. */
  GOROOT_SETTING("goroot-setting", Severity.ERROR, "is %s, %s"),
  /** value, consequence. */
  SETTING_LEFT("setting-left", Severity.WARNING, "is %s: %s"),
  /** value, why not. */
  SETTING_DEAD("setting-dead", Severity.WARNING, "is %s, which has no effect: %s"),
  /** value, what go says of it. */
  SETTING_INVALID("setting-invalid", Severity.ERROR, "is %s, which go refuses: %s"),
  /** platform of the toolchain, platform of the machine, what that means. */
  CACHED_TOOLCHAIN("cached-toolchain", Severity.WARNING, "is for %s, and this machine, %s, %s"),
  /** version, numbers of the advisories. */
  GO_ADVISORY(
      "go-advisory",
      Severity.WARNING,
      "is %s, which a module proxy can deceive about toolchains or checksums: %s"),
  /** what the project says, what comes of it. */
  GO_REFUSES("go-refuses", Severity.ERROR, "go does not work here: %s"),
  /** its platform, what it has to work with, platform of that. */
  MIXED_CHAIN("mixed-chain", Severity.WARNING, "is %s, but %s is %s");

  private final String id;
  private final Severity severity;
  private final String format;

  Rule(String id, Severity severity, String format) {
    this.id = id;
    this.severity = severity;
    this.format = format;
  }

  /** {@return the stable identifier, for example {@code wrong-architecture}} */
  public String id() {
    return id;
  }

  /** {@return the usual severity} */
  public Severity severity() {
    return severity;
  }

  /** {@return the sentence for the given parameters} */
  public String message(Object... parameters) {
    return String.format(Locale.ROOT, format, parameters);
  }
}
