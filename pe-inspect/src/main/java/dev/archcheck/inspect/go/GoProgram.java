package dev.archcheck.inspect.go;

import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be known of a Go program from its bytes: what built it, for what, from what, and whether
 * it used cgo. The function table is looked for when something is asked that rests on it.
 */
public final class GoProgram {

  private final LoadedImage image;
  private final @Nullable GoBuildInfo buildInfo;
  private final @Nullable FunctionTable table;
  private final List<Problem> problems = new ArrayList<>(0);
  private @Nullable CgoScan scan;

  private GoProgram(
      LoadedImage image, @Nullable GoBuildInfo buildInfo, @Nullable FunctionTable table) {
    this.image = image;
    this.buildInfo = buildInfo;
    this.table = table;
  }

  /**
   * Looks for build information and for a function table. Build information that does not stand
   * where the linker puts it may belong to a program that this one carries: it is only looked for
   * beside a function table.
   *
   * @return empty if there is neither: no Go program
   * @throws IOException if the bytes cannot be had
   */
  public static Optional<GoProgram> find(LoadedImage image) throws IOException {
    GoBuildInfo info = image.goBuildInfo().orElse(null);
    FunctionTable table = null;
    Problem problem = null;
    try {
      table = FunctionTable.find(image).orElse(null);
    } catch (MalformedBinaryException e) {
      problem = e.problem();
    }
    if (info == null && table == null && problem == null) {
      return Optional.empty();
    }
    if (info == null) {
      info = GoBuildInfo.read(image).orElse(null);
    }
    GoProgram program = new GoProgram(image, info, table);
    if (problem != null) {
      program.problems.add(problem);
    }
    return Optional.of(program);
  }

  /** {@return the build information; it can be missing or removed} */
  public Optional<GoBuildInfo> buildInfo() {
    return Optional.ofNullable(buildInfo);
  }

  /** {@return the function table} */
  public Optional<FunctionTable> functionTable() {
    return Optional.ofNullable(table);
  }

  /** {@return whether and how it uses C code} */
  public CgoVerdict cgo() throws IOException {
    return new CgoJudgement(buildInfo, table, scan(), problems).verdict();
  }

  /** {@return which linker made it} */
  public LinkMode linkMode() throws IOException {
    return LinkModeCheck.of(image, scan());
  }

  /** {@return which versions of Go write such structures, if there is a function table} */
  public Optional<GoVersionRange> impliedVersions() throws IOException {
    CgoScan known = scan();
    return known == null || table == null
        ? Optional.empty()
        : Optional.of(known.versions().range(table));
  }

  /** {@return what of the function table could not be read, as far as it has been asked for} */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  private @Nullable CgoScan scan() throws IOException {
    if (scan == null && table != null) {
      scan = CgoScan.of(table);
      if (scan.problem() != null) {
        problems.add(scan.problem());
      }
    }
    return scan;
  }
}
