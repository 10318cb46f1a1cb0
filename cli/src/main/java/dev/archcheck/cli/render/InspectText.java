package dev.archcheck.cli.render;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.MinimumOs;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Witness;
import dev.archcheck.inspect.go.GoProgram;
import dev.archcheck.inspect.pe.PeImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page for people: the answer first, then what it rests on, then whatever depth was asked for.
 */
public final class InspectText implements InspectView {

  private final Page page;
  private boolean first = true;

  /** A view on a page. */
  public InspectText(Page page) {
    this.page = page;
  }

  @Override
  public boolean show(String path, Binary binary, Depth depth) throws IOException {
    separate();
    page.text(Style.STRONG, path).text("  ").line(answer(binary));
    List<Problem> problems = new ArrayList<>();
    body(binary, "  ", problems);
    List<Binary> slices = parts(binary);
    for (Binary slice : slices) {
      slice(slice, problems);
    }
    boolean whole = printProblems(problems) == 0;
    whole &= describe(binary, depth);
    for (Binary slice : slices) {
      if (depth.isDeep()) {
        page.end().text(Style.STRONG, answer(slice));
        page.line(place(slice));
        whole &= describe(slice, depth);
      }
    }
    return whole;
  }

  @Override
  public void failed(String path, IOException error) {
    // Standard output holds results; what went wrong is told on standard error.
  }

  @Override
  public void end() {
    page.flush();
  }

  private void separate() {
    if (!first) {
      page.end();
    }
    first = false;
  }

  /** A thin file is its own only part. */
  static List<Binary> parts(Binary binary) {
    List<Binary> slices = binary.slices();
    return slices.size() == 1 && slices.getFirst().format() == binary.format() ? List.of() : slices;
  }

  private static String answer(Binary binary) {
    StringBuilder text = new StringBuilder(what(binary));
    String separator = " for ";
    for (Platform platform : binary.platforms()) {
      text.append(separator).append(platform);
      separator = ", ";
    }
    if (binary.osAssumed()) {
      text.append(" (system assumed)");
    }
    return text.toString();
  }

  private static String what(Binary binary) {
    String format =
        binary instanceof PeImage image
            ? image.optionalHeader().isWide() ? "PE32+" : "PE32"
            : binary.format().label();
    String kind = binary.kind().label();
    return switch (binary.kind()) {
      case UNKNOWN -> format;
      case OBJECT -> format.endsWith("object") ? format : format + " " + kind;
      case STATIC_LIBRARY, IMPORT_LIBRARY ->
          binary.format() == Format.AR ? kind + " (" + format + ")" : format + " " + kind;
      default -> format + " " + kind;
    };
  }

  private static String place(Binary slice) {
    return "  at "
        + Words.offset(slice.source().origin())
        + ", "
        + Count.of(slice.source().size(), "byte");
  }

  private void slice(Binary slice, List<Problem> problems) throws IOException {
    page.end().text("  slice ").text(Style.STRONG, answer(slice)).line(place(slice));
    body(slice, "    ", problems);
  }

  private void body(Binary binary, String indent, List<Problem> problems) throws IOException {
    problems.addAll(binary.problems());
    List<Binary> slices = parts(binary);
    Grid grid = new Grid(indent);
    for (Witness witness : binary.witnesses()) {
      if (!isInside(slices, witness)) {
        grid.add(evidence(witness));
      }
    }
    if (slices.isEmpty()) {
      minimumOs(binary, grid, problems);
      Doubts.addTo(problems, binary);
    }
    grid.print(page);
    if (binary instanceof PeImage image) {
      new PeViews(page).print(image);
    }
    Optional<GoProgram> program = GoPrograms.of(binary);
    if (program.isPresent()) {
      new GoText(page, indent).summary(program.get(), problems);
    }
  }

  private static void minimumOs(Binary binary, Grid grid, List<Problem> problems)
      throws IOException {
    try {
      Optional<MinimumOs> minimum = binary.minimumOs();
      if (minimum.isPresent()) {
        grid.add(minimum(minimum.get()));
      }
    } catch (MalformedBinaryException e) {
      problems.add(e.problem());
    }
  }

  /** What a slice shows is printed with the slice. */
  private static boolean isInside(List<Binary> slices, Witness witness) {
    for (Binary slice : slices) {
      long start = slice.source().origin();
      if (witness.offset() >= start && witness.offset() - start < slice.source().size()) {
        return true;
      }
    }
    return false;
  }

  static String[] evidence(Witness witness) {
    return new String[] {
      Words.place(witness),
      "at " + Words.offset(witness.offset()),
      "= " + Printable.ofBytes(witness.value()),
      witness.meaning().isEmpty() ? "" : "-> " + Printable.ofBytes(witness.meaning())
    };
  }

  private static String[] minimum(MinimumOs minimum) {
    String[] cells = evidence(minimum.witness());
    cells[3] = "-> needs " + minimum.what() + " " + minimum.version();
    return cells;
  }

  private int printProblems(List<Problem> problems) {
    if (!problems.isEmpty()) {
      page.end();
    }
    for (Problem problem : problems) {
      page.text("  ").text(Style.WARNING, "problem: ").bytes(problem.toString()).end();
    }
    return problems.size();
  }

  private boolean describe(Binary binary, Depth depth) throws IOException {
    boolean whole = true;
    Once once = new Once();
    for (Detail detail : depth.details()) {
      StructureTables tables = new StructureTables(page);
      try {
        binary.describe(detail, once.filter(detail, tables));
        tables.end();
      } catch (MalformedBinaryException e) {
        tables.end();
        whole &= printProblems(List.of(e.problem())) == 0;
      }
    }
    Optional<GoProgram> program = depth.isOfGo() ? GoPrograms.of(binary) : Optional.empty();
    if (program.isPresent()) {
      whole &= new GoText(page, "  ").depth(program.get(), depth);
    } else if (depth.isOfGo() && parts(binary).isEmpty()) {
      page.end().line("  nothing shows that this is a Go program");
    }
    return whole;
  }
}
