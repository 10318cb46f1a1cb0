import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.FileByteSource;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.go.CgoVerdict;
import dev.archcheck.inspect.go.GoProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The whole verdict on a Go program, from opening the file: build information, function table,
 * cgo, linker, implied versions. In the same JVM and in turn the file is only read. Prints the
 * verdict and, last, the median milliseconds of each.
 */
final class Verdict {
  private static final int WARM_UP = 20;
  private static final int ROUNDS = 21;

  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    double[] whole = new double[ROUNDS];
    double[] bare = new double[ROUNDS];
    String said = "";
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      long start = System.nanoTime();
      said = verdict(file);
      long middle = System.nanoTime();
      int length = Files.readAllBytes(file).length;
      long end = System.nanoTime();
      if (round >= 0 && length > 0) {
        whole[round] = (middle - start) / 1e6;
        bare[round] = (end - middle) / 1e6;
      }
    }
    Arrays.sort(whole);
    Arrays.sort(bare);
    System.out.println(said);
    System.out.printf("%.2f %.2f%n", whole[ROUNDS / 2], bare[ROUNDS / 2]);
  }

  private static String verdict(Path file) throws IOException {
    try (FileByteSource source = FileByteSource.open(file)) {
      LoadedImage image = (LoadedImage) BinaryReader.read(source);
      GoProgram program = GoProgram.find(image).orElseThrow();
      CgoVerdict cgo = program.cgo();
      return "%s, %d functions, linked %s, %s"
          .formatted(
              cgo.kind().label(),
              program.functionTable().orElseThrow().functionCount(),
              program.linkMode().kind().label(),
              program.impliedVersions().orElseThrow());
    }
  }
}
