package dev.archcheck.cli.render;

import dev.archcheck.inspect.pe.Arm64xFixup;
import dev.archcheck.inspect.pe.CodeMap;
import dev.archcheck.inspect.pe.CodeRange;
import dev.archcheck.inspect.pe.HybridImage;
import dev.archcheck.inspect.pe.PeImage;

/** What an ARM64EC or ARM64X image is to a native and to an x64 process. */
final class PeViews {

  private static final String INDENT = "    ";

  private final Page page;

  PeViews(Page page) {
    this.page = page;
  }

  void print(PeImage image) {
    image.hybrid().ifPresent(hybrid -> print(image, hybrid));
  }

  private void print(PeImage image, HybridImage hybrid) {
    code(hybrid.codeMap());
    if (hybrid.rewrittenMachine().isEmpty()) {
      return;
    }
    page.end();
    page.text("  view ").text(Style.STRONG, String.valueOf(image.platforms().getFirst()));
    page.line("  in ARM64 processes: the image as it is on disk");
    page.text("  view ").text(Style.STRONG, String.valueOf(image.platforms().getLast()));
    page.line("  in x64 and ARM64EC processes: the loader rewrites");
    Grid grid = new Grid(INDENT);
    for (Arm64xFixup fixup : hybrid.fixups()) {
      grid.add(
          fixup.target(),
          "at RVA " + Words.offset(fixup.rva()),
          Count.of(fixup.size(), "byte"),
          change(fixup));
    }
    grid.print(page);
  }

  private static String change(Arm64xFixup fixup) {
    return switch (fixup) {
      case Arm64xFixup.ZeroFill _ -> "= 0";
      case Arm64xFixup.Value value -> "= " + Words.number(value.value());
      case Arm64xFixup.Delta delta ->
          delta.delta() < 0
              ? "- " + Words.number(-delta.delta())
              : "+ " + Words.number(delta.delta());
    };
  }

  private void code(CodeMap map) {
    if (map.ranges().isEmpty()) {
      return;
    }
    page.text("  code: ");
    String separator = "";
    for (CodeRange.Type type : CodeRange.Type.values()) {
      long bytes = map.bytes(type);
      if (bytes > 0) {
        page.text(separator).text(type.name()).text(" " + percent(map.share(type)));
        page.text(" (" + Count.of(bytes, "byte") + ")");
        separator = ", ";
      }
    }
    page.end();
  }

  /** Something is never shown as nothing, and not everything is never shown as all. */
  private static String percent(double share) {
    long rounded = Math.round(share * 100);
    if (rounded == 0 && share > 0) {
      return "<1%";
    }
    return rounded == 100 && share < 1 ? ">99%" : rounded + "%";
  }
}
