package dev.archcheck.testkit;

import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Witness;
import dev.archcheck.inspect.go.CgoVerdict;
import dev.archcheck.inspect.go.FunctionTable;
import dev.archcheck.inspect.go.GoBuildInfo;
import dev.archcheck.inspect.go.GoFunction;
import dev.archcheck.inspect.go.GoPackage;
import dev.archcheck.inspect.go.GoProgram;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks an image everything that is known of Go programs, and holds the answers to what must be true
 * of them whatever the bytes are.
 */
public final class GoExercise {

  /** Of more functions only the first are looked at; what asks for all has its own limit. */
  private static final int MAX_FUNCTIONS = 20_000;

  private final LoadedImage image;
  private final long end;

  private GoExercise(LoadedImage image) {
    this.image = image;
    this.end = image.source().origin() + image.source().size();
  }

  /**
   * {@return how many answers there were}
   *
   * @throws AssertionError if one of them cannot be true
   */
  public static long everything(LoadedImage image) throws IOException {
    try {
      Optional<GoProgram> program = GoProgram.find(image);
      return program.isEmpty() ? 0 : 1 + new GoExercise(image).all(program.get());
    } catch (MalformedBinaryException expected) {
      require(!expected.problem().structure().isEmpty(), "a problem without a structure");
      return 0;
    }
  }

  private long all(GoProgram program) throws IOException {
    program.buildInfo().ifPresent(this::buildInfo);
    GoBuildInfo.ofLinker(image).ifPresent(this::buildInfo);
    long functions = 0;
    if (program.functionTable().isPresent()) {
      functions = table(program.functionTable().get());
    }
    CgoVerdict verdict = program.cgo();
    require(
        verdict.kind() == CgoVerdict.Kind.INCONCLUSIVE == !verdict.reason().isEmpty(),
        "a verdict is open exactly if it says why");
    for (CgoVerdict.Evidence evidence : verdict.evidence()) {
      inside(evidence.witness());
    }
    program.linkMode().evidence().forEach(this::inside);
    program.impliedVersions().ifPresent(versions -> versions.evidence().forEach(this::inside));
    program.problems().forEach(problem -> require(!problem.field().isEmpty(), "a problem"));
    require(program.problems().size() <= 2, "a problem is told once");
    return functions;
  }

  private void buildInfo(GoBuildInfo info) {
    inside(info.offset(), "build information");
    info.settings().forEach(setting -> inside(setting.offset(), setting.key()));
  }

  private long table(FunctionTable table) throws IOException {
    inside(table.offset(), "the table");
    table.moduleData().ifPresent(data -> inside(data.offset(), "module data"));
    Functions read = new Functions();
    if (table.functionCount() <= MAX_FUNCTIONS) {
      answer(() -> table.forEach(read));
      answer(() -> require(GoPackage.of(table).size() <= table.functionCount(), "many packages"));
    }
    require(read.count <= table.functionCount(), "more functions than there are");
    for (int index : new int[] {0, table.functionCount() / 2, table.functionCount() - 1}) {
      answer(() -> place(table, table.function(index).address()));
    }
    answer(() -> place(table, 0));
    answer(() -> place(table, -1));
    return read.count;
  }

  private static void place(FunctionTable table, long address) throws IOException {
    Optional<FunctionTable.Place> place = table.place(address);
    if (place.isPresent()) {
      GoFunction function = table.function(place.get().function());
      long in = address - function.address();
      require(Long.compareUnsigned(in, function.size()) < 0, "an address outside of its function");
    }
  }

  /** Looks at functions one by one. */
  private final class Functions implements Consumer<GoFunction> {
    private int count;
    private long last;

    @Override
    public void accept(GoFunction function) {
      count++;
      inside(function.offset(), function.name());
      require(Long.compareUnsigned(last, function.address()) <= 0, "functions out of order");
      require(function.line() >= 0, "a negative line");
      require(function.parts().name().length() <= function.name().length(), "a name grew");
      last = function.address();
    }
  }

  /** A question whose answer can be the typed error. */
  private interface Question {
    void ask() throws IOException;
  }

  private static void answer(Question question) throws IOException {
    try {
      question.ask();
    } catch (MalformedBinaryException expected) {
      require(!expected.problem().field().isEmpty(), "a problem without a field");
      require(expected.problem().structure().equals("pclntab"), "another structure");
    }
  }

  private void inside(Witness witness) {
    inside(witness.offset(), witness.value());
  }

  private void inside(long offset, String what) {
    require(offset >= image.source().origin() && offset < end, what + " is outside of the file");
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
