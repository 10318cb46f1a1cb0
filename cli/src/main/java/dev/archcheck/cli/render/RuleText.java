package dev.archcheck.cli.render;

import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import java.util.List;

/**
 * What a rule is about, for readers of a report who never saw the program. {@code docs/rules.md}
 * says the same with examples.
 *
 * @param title a few words, without a full stop
 * @param meaning what a finding of it says, in whole sentences
 */
record RuleText(String title, String meaning) {

  static RuleText of(Rule rule) {
    return switch (rule) {
      case WRONG_ARCHITECTURE ->
          text(
              "Built for another processor",
              "The file, or a member of a library, is for another processor, word size, byte order"
                  + " or ABI than its name or the target says.");
      case WRONG_OS ->
          text(
              "Built for another operating system",
              "The file is for another operating system than its name, its extension or the target"
                  + " says.");
      case MISSING_SLICE ->
          text(
              "Universal file without an architecture that it promises",
              "A file that should serve several architectures serves only some of them.");
      case EXTRA_SLICE ->
          text(
              "Universal file with an architecture that nobody asked for",
              "A universal file also serves an architecture that the target does not name.");
      case IDENTICAL_BYTES ->
          text(
              "The same bytes under names for different platforms",
              "Two files with the same bytes are named for platforms that no one file serves: one"
                  + " of them was copied instead of built.");
      case RELABELLED_SLICE ->
          text(
              "Header contradicts the code",
              "The header says another architecture than the one that compiler and linker laid the"
                  + " file out for.");
      case REJECTED_ABI ->
          text(
              "ABI that nothing loads any more",
              "The file has a variant of its ABI that loader"
                  + " and linker of the system refuse.");
      case PREVIEW_ABI ->
          text(
              "ABI that the system keeps for itself",
              "The file has only arm64e where arm64 is claimed; macOS runs it only for its own"
                  + " programs.");
      case WILL_NOT_LOAD ->
          text(
              "The loader refuses it",
              "The architecture is right, but the loader of the system refuses the file, or it"
                  + " crashes at its first instruction.");
      case NOT_A_BINARY ->
          text(
              "No binary where its name promises one",
              "A file that claims a platform is neither a binary nor an archive: it is empty, text,"
                  + " HTML or of an unknown format.");
      case WRONG_KIND ->
          text(
              "Another kind of file than its name says",
              "The file is an object, a library, a program or a core dump under the name of"
                  + " something else.");
      case WRONG_LIBC ->
          text(
              "Linked against another C library",
              "The file needs another C library than the one that its name says.");
      case MINIMUM_OS ->
          text(
              "Needs a newer system",
              "The file needs a newer system than the oldest one that it should run on.");
      case TARGET_NOT_COVERED ->
          text("No file for a target", "No file at all serves one of the targets.");
      case CONTRADICTION ->
          text("Contradicts itself", "Two places of one file say different things.");
      case GO_TARGET ->
          text(
              "Built by Go for another platform than its headers say",
              "The build information of Go names another platform than the headers of the file.");
      case CGO ->
          text(
              "C code in a Go program",
              "The Go program has C code in it, although the options forbid that.");
      case GO_VERSION ->
          text(
              "Built by another version of Go",
              "The program was not built by a version of Go that the options allow.");
      case MIXED_GO_VERSIONS ->
          text(
              "Built by different versions of Go",
              "Programs of one run were built by different versions of Go.");
      case BUILD_SETTING ->
          text(
              "Another build setting",
              "The build information does not say what the options demand.");
      case NO_BUILD_INFO ->
          text(
              "Go program without build information",
              "An option demands what only the build information of Go can tell, and the program"
                  + " has none.");
      case DEBUG_BUILD ->
          text(
              "Built for finding errors",
              "The program was built with the race detector or another sanitizer, for coverage, or"
                  + " unoptimised.");
      case DIRTY_BUILD ->
          text(
              "Built from a modified working tree",
              "The program was built from sources that were not committed.");
      case DAMAGED ->
          text("Damaged in part", "A part of the file is broken, or the file ends too early.");
      case CGO_PACKAGE ->
          text("Package uses cgo", "The package has C code that cgo builds into the program.");
      case SWIG_PACKAGE ->
          text("Package uses SWIG", "The package has C or C++ code that SWIG makes callable.");
      case OBJECT_PACKAGE ->
          text(
              "Package links ready-made object files",
              "The package brings object files that no compiler of the build has seen.");
      case ASSEMBLY_PACKAGE ->
          text("Package has assembly", "The package has functions written in assembly.");
      case DLOPEN_PACKAGE ->
          text(
              "Package loads C libraries without cgo",
              "The package loads C libraries when it runs; a build without cgo does not show it.");
      case PLUGIN_PACKAGE ->
          text("Package loads plugins", "The package loads plugins of Go, which need cgo.");
      case STD_CGO ->
          text(
              "Standard library with cgo",
              "A package of the standard library that uses cgo is part of the program.");
      case CGO_STUB ->
          text(
              "Fails without cgo when it runs",
              "The package builds without cgo, and what it then has in place of its code fails when"
                  + " it runs.");
      case WAIVER_EXPIRED ->
          text("A waiver has expired", "What a waiver allowed until a date is found after it.");
      case WAIVER_EXPIRING ->
          text("A waiver expires soon", "What a waiver allows is a finding after its last day.");
      case WAIVER_UNUSED ->
          text("A waiver is not needed", "A waiver allows what is not found any more.");
      case BASELINE_STALE ->
          text("The baseline is out of date", "The baseline holds what is not found any more.");
      case SCAN_CONTRADICTION ->
          text(
              "Sources and binary contradict each other",
              "What the sources say of C code and what is in the binary do not agree.");
      case PROCESS_EMULATED ->
          text(
              "This process is emulated",
              "The program runs on another processor than the one that it was built for, by a"
                  + " translator: what it starts is translated as well, and what it is told of the machine"
                  + " is that of the translator.");
      case GO_NOT_NATIVE ->
          text(
              "Go for another processor",
              "The go command that a shell starts was built for another platform than this machine:"
                  + " it runs translated, or not at all, and downloads toolchains of its own kind.");
      case GO_SHADOWED ->
          text(
              "Another Go stands behind the one that starts",
              "Several go commands are on PATH, and the first of them starts, though a newer or a"
                  + " native one stands behind it.");
      case GO_SHIM ->
          text(
              "Go is chosen when it runs",
              "The first go on PATH is a small program of a version manager, or a script, which"
                  + " chooses the real one each time.");
      case GO_BROKEN ->
          text(
              "Go that does not work",
              "Parts of the installation are missing, or the program is not the go command.");
      case GO_OVERLAID ->
          text(
              "Several installations of Go in one folder",
              "One installation was put over another: the command, its tools and its library are"
                  + " not of one version or one platform.");
      case GOROOT_SETTING ->
          text(
              "GOROOT leads elsewhere",
              "The setting GOROOT names another folder than that of the go command, which then"
                  + " takes its library and tools from there.");
      case SETTING_LEFT ->
          text(
              "Setting of go that was left behind",
              "A setting that was meant for one build or one shell applies to all.");
      case SETTING_DEAD ->
          text(
              "Setting of go without effect",
              "A setting is outweighed, misspelt, or not heeded by this version of go on this"
                  + " system.");
      case SETTING_INVALID ->
          text("Setting that go refuses", "Go stops at the value of a setting.");
      case CACHED_TOOLCHAIN ->
          text(
              "Toolchain for another processor in the module cache",
              "A go for another processor has downloaded toolchains of its own kind, which it will"
                  + " go on using.");
      case GO_ADVISORY ->
          text(
              "Go that a module proxy can deceive",
              "The version has published faults by which a module proxy can give it false"
                  + " toolchains, or keep it from checking them.");
      case GO_REFUSES ->
          text(
              "Go refuses to work in the project",
              "go.mod or go.work is wrong, or asks for a later version of Go, and the one here may"
                  + " not or cannot switch to it.");
      case MIXED_CHAIN ->
          text(
              "Programs for different processors that have to work together",
              "A debugger, a language server or a compiler is for another processor than the go"
                  + " that it works with.");
    };
  }

  private static RuleText text(String title, String meaning) {
    return new RuleText(title, meaning);
  }

  /** {@return what usually helps, or the empty string} */
  static String remedy(Rule rule) {
    return Hints.of(new Finding(rule, rule.severity(), "", "", List.of(), ""));
  }

  /** {@return the identifier as one word, for example {@code WrongArchitecture}} */
  static String name(Rule rule) {
    StringBuilder name = new StringBuilder();
    for (String word : rule.id().split("-", -1)) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
    }
    return name.toString();
  }

  /** {@return what it is about, in a word to filter by} */
  static String topic(Rule rule) {
    return switch (rule) {
      case WRONG_ARCHITECTURE,
          WRONG_OS,
          MISSING_SLICE,
          EXTRA_SLICE,
          IDENTICAL_BYTES,
          WRONG_LIBC,
          MINIMUM_OS,
          TARGET_NOT_COVERED ->
          "platform";
      case RELABELLED_SLICE,
          REJECTED_ABI,
          PREVIEW_ABI,
          WILL_NOT_LOAD,
          NOT_A_BINARY,
          WRONG_KIND,
          CONTRADICTION,
          DAMAGED ->
          "binary";
      case GO_TARGET,
          GO_VERSION,
          MIXED_GO_VERSIONS,
          BUILD_SETTING,
          NO_BUILD_INFO,
          DEBUG_BUILD,
          DIRTY_BUILD ->
          "go-build";
      case CGO,
          CGO_PACKAGE,
          SWIG_PACKAGE,
          OBJECT_PACKAGE,
          ASSEMBLY_PACKAGE,
          DLOPEN_PACKAGE,
          PLUGIN_PACKAGE,
          STD_CGO,
          CGO_STUB,
          SCAN_CONTRADICTION ->
          "cgo";
      case WAIVER_EXPIRED, WAIVER_EXPIRING, WAIVER_UNUSED, BASELINE_STALE -> "policy";
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
          "machine";
    };
  }
}
