package dev.archcheck.cli.render;

import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Witness;
import dev.archcheck.inspect.go.CgoVerdict;
import dev.archcheck.inspect.go.CgoVerdict.CgoPackage;
import dev.archcheck.inspect.go.FunctionTable;
import dev.archcheck.inspect.go.GoBuildInfo;
import dev.archcheck.inspect.go.GoFunction;
import dev.archcheck.inspect.go.GoPackage;
import dev.archcheck.inspect.go.GoProgram;
import dev.archcheck.inspect.go.GoVersionRange;
import dev.archcheck.inspect.go.LinkMode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What is known of a Go program, for people: four lines, and as many more as are asked for. */
final class GoText {

  private static final int LABEL = 11;

  /** Of more packages or C functions the rest is counted; --cgo names all. */
  private static final int NAMED = 4;

  private final Page page;
  private final String indent;

  GoText(Page page, String indent) {
    this.page = page;
    this.indent = indent;
  }

  /** Prints the lines that everybody wants. */
  void summary(GoProgram program, List<Problem> problems) throws IOException {
    page.end();
    row("Go", version(program) + origin(program));
    String settings = settings(program);
    if (!settings.isEmpty()) {
      row("built with", settings);
    }
    CgoVerdict verdict = program.cgo();
    row("cgo", verdict(verdict));
    row("linked", link(program.linkMode()));
    program.functionTable().ifPresent(this::table);
    problems.addAll(program.problems());
  }

  private void row(String label, String text) {
    page.text(indent).text(Style.STRONG, label).blanks(LABEL - label.length()).line(text);
  }

  private static String version(GoProgram program) throws IOException {
    Optional<GoBuildInfo> info = program.buildInfo();
    if (info.isPresent()) {
      return info.get().goVersion();
    }
    Optional<GoVersionRange> implied = program.impliedVersions();
    return (implied.isPresent() ? implied.get() + " (by its structures), " : "")
        + "no build information";
  }

  private static String origin(GoProgram program) {
    if (program.buildInfo().isEmpty()) {
      return "";
    }
    GoBuildInfo info = program.buildInfo().get();
    StringBuilder text = new StringBuilder();
    if (!info.path().isEmpty()) {
      text.append(", ").append(info.path());
    }
    info.mainModule()
        .ifPresent(main ->
            text.append(main.path().equals(info.path()) ? "" : " of " + main.path())
                .append(main.version().isEmpty() ? "" : " " + main.version()));
    if (!info.dependencies().isEmpty()) {
      text.append(", ").append(Count.of(info.dependencies().size(), "dependency", "dependencies"));
    }
    return text.toString();
  }

  private static final List<String> TOLD =
      List.of(
          "GOOS",
          "GOARCH",
          "GOAMD64",
          "GO386",
          "GOARM",
          "GOARM64",
          "GOMIPS",
          "GOMIPS64",
          "GOPPC64",
          "GORISCV64",
          "GOEXPERIMENT",
          "CGO_ENABLED",
          "-buildmode",
          "-race",
          "-msan",
          "-asan",
          "-cover",
          "-trimpath",
          "-tags",
          "vcs.revision",
          "vcs.modified");

  private static String settings(GoProgram program) {
    StringBuilder text = new StringBuilder();
    for (String key : TOLD) {
      Optional<String> value = program.buildInfo().flatMap(info -> info.setting(key));
      if (value.isPresent() && !(key.equals("-buildmode") && value.get().equals("exe"))) {
        text.append(text.isEmpty() ? "" : " ").append(key).append('=').append(value.get());
      }
    }
    return text.toString();
  }

  private static String verdict(CgoVerdict verdict) {
    StringBuilder text = new StringBuilder(verdict.kind().label());
    if (!verdict.reason().isEmpty()) {
      text.append(": ").append(verdict.reason());
    }
    String separator = ": ";
    for (CgoPackage one : verdict.packages()) {
      text.append(separator).append(packageText(one));
      separator = ", ";
    }
    if (verdict.packages().isEmpty() && !verdict.evidence().isEmpty()) {
      Witness witness = verdict.evidence().getFirst().witness();
      switch (verdict.kind()) {
        case NONE -> text.append(": C is in none of ").append(witness.value()).append(" functions");
        case RUNTIME_ONLY, USER_CGO, C_WITHOUT_CGO ->
            text.append(": ").append(witness.value()).append(", ").append(witness.meaning());
        case INCONCLUSIVE -> {}
      }
    }
    return text.toString();
  }

  private static String packageText(CgoPackage one) {
    StringBuilder text = new StringBuilder(one.path().isEmpty() ? "(unknown)" : one.path());
    int count = one.functions().size() + one.exports().size();
    if (count > NAMED) {
      return text.append(" (").append(Count.of(count, "function")).append(')').toString();
    }
    String separator = " (";
    for (String function : one.functions()) {
      text.append(separator).append(function);
      separator = ", ";
    }
    for (String export : one.exports()) {
      text.append(separator).append("exports ").append(export);
      separator = ", ";
    }
    return text.append(count == 0 ? "" : ")").toString();
  }

  private static String link(LinkMode mode) {
    return switch (mode.kind()) {
      case INTERNAL -> "internally, by Go's own linker";
      case EXTERNAL -> "externally, by a C compiler's linker";
      case STATIC -> "externally, by a C compiler's linker, and statically";
      case UNKNOWN -> "by an unknown linker";
    };
  }

  private void table(FunctionTable table) {
    row(
        "functions",
        table.functionCount()
            + " in the pclntab at "
            + Words.offset(table.offset())
            + (table.addressesKnown() ? "" : "; where the code starts is not known"));
  }

  /** Prints what was asked for; {@return whether all of it could be read} */
  boolean depth(GoProgram program, Depth depth) throws IOException {
    if (depth.buildInfo()) {
      program.buildInfo().ifPresent(this::buildInfo);
    }
    if (depth.cgo()) {
      evidence(program);
    }
    Optional<FunctionTable> table = program.functionTable();
    if (table.isEmpty()) {
      return true;
    }
    try {
      if (depth.packages()) {
        packages(table.get());
      }
      if (depth.functions() != null) {
        functions(table.get(), depth.functions());
      }
      return true;
    } catch (MalformedBinaryException e) {
      // The summary has told of it: it is the same function that cannot be read.
      page.text(indent).text(Style.WARNING, "problem: ").bytes(e.problem().toString()).end();
      return false;
    }
  }

  private void title(String text) {
    page.end().text(indent).text(Style.STRONG, text).end();
  }

  private void buildInfo(GoBuildInfo info) {
    title("Go build info  at " + Words.offset(info.offset()));
    Grid grid = new Grid(indent + "  ");
    grid.add(word("go"), info.goVersion());
    if (!info.path().isEmpty()) {
      grid.add(word("path"), info.path());
    }
    info.mainModule().ifPresent(main -> module(grid, "mod", main));
    for (GoBuildInfo.Module dependency : info.dependencies()) {
      module(grid, "dep", dependency);
    }
    grid.print(page);
    for (GoBuildInfo.Setting setting : info.settings()) {
      page.text(indent).text("  build  ").line(setting.key() + "=" + setting.value());
    }
  }

  /** As wide as "build": settings are no rows of the grid, because their values can be long. */
  private static String word(String word) {
    return word + " ".repeat("build".length() - word.length());
  }

  private static void module(Grid grid, String word, GoBuildInfo.Module module) {
    grid.add(word(word), module.path(), module.version(), module.sum());
    module.replacedBy().ifPresent(other -> module(grid, "=>", other));
  }

  private void evidence(GoProgram program) throws IOException {
    title("Evidence on cgo");
    Grid grid = new Grid(indent + "  ");
    for (CgoVerdict.Evidence one : program.cgo().evidence()) {
      String weight =
          switch (one.weight()) {
            case FOR -> "for";
            case AGAINST -> "against";
            case NEITHER -> "neither";
          };
      grid.add(withWeight(weight, one.witness()));
    }
    for (Witness witness : program.linkMode().evidence()) {
      grid.add(withWeight("linker", witness));
    }
    Optional<GoVersionRange> implied = program.impliedVersions();
    if (implied.isPresent()) {
      for (Witness witness : implied.get().evidence()) {
        grid.add(withWeight("version", witness));
      }
    }
    grid.print(page);
    for (CgoPackage one : program.cgo().packages()) {
      title(
          "Package "
              + (one.path().isEmpty() ? "(unknown)" : one.path())
              + (one.standard() ? ", standard library" : ""));
      if (!one.functions().isEmpty()) {
        page.text(indent + "  calls ").line(String.join(", ", one.functions()));
      }
      if (!one.exports().isEmpty()) {
        page.text(indent + "  exports ").line(String.join(", ", one.exports()));
      }
    }
  }

  private static String[] withWeight(String weight, Witness witness) {
    String[] cells = InspectText.evidence(witness);
    return new String[] {weight, cells[0], cells[1], cells[2], cells[3]};
  }

  private void packages(FunctionTable table) throws IOException {
    List<GoPackage> packages = GoPackage.of(table);
    title(Count.of(packages.size(), "package"));
    Grid grid = new Grid(indent + "  ");
    for (GoPackage one : packages) {
      grid.add(
          one.path().isEmpty() ? "(none)" : one.path(),
          Count.of(one.functions(), "function"),
          Count.of(one.bytes(), "byte"));
    }
    grid.print(page);
  }

  private void functions(FunctionTable table, Glob glob) throws IOException {
    title("Functions" + (glob.equals(Glob.ALL) ? "" : " " + glob.pattern()));
    int[] shown = {0};
    try {
      table.forEach(function -> {
        if (glob.matches(function.name())) {
          shown[0]++;
          function(function);
        }
      });
    } finally {
      page.text(indent + "  ")
          .text(Style.FAINT, shown[0] + " of " + Count.of(table.functionCount(), "function"))
          .end();
    }
  }

  private void function(GoFunction function) {
    page.text(indent + "  ").text(Words.offset(function.address())).text("  ");
    page.text(function.name());
    if (!function.file().isEmpty()) {
      page.text(Style.FAINT, "  " + function.file() + ":" + function.line());
    }
    page.end();
  }
}
