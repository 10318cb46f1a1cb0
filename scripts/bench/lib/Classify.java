import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.FileByteSource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Classifies every file of a list and, in the same JVM and in turn, only opens and reads the first
 * 4 KiB of each. Prints the times of each round in milliseconds and, last, the median ratio and the
 * median time of classification.
 */
final class Classify {
  private static final int WARM_UP = 4;
  private static final int ROUNDS = 11;

  public static void main(String[] args) throws IOException {
    List<Path> files = Files.readAllLines(Path.of(args[0])).stream().map(Path::of).toList();
    double[] ratios = new double[ROUNDS];
    double[] times = new double[ROUNDS];
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      double bare = millis(() -> readOnly(files));
      double classify = millis(() -> classify(files));
      if (round >= 0) {
        ratios[round] = classify / bare;
        times[round] = classify;
        System.out.printf("bare %.1f  classify %.1f  ratio %.2f%n", bare, classify, ratios[round]);
      }
    }
    Arrays.sort(ratios);
    Arrays.sort(times);
    System.out.printf("%.3f %.1f%n", ratios[ROUNDS / 2], times[ROUNDS / 2]);
  }

  private interface Work {
    long run() throws IOException;
  }

  private static double millis(Work work) throws IOException {
    long start = System.nanoTime();
    if (work.run() == 0) {
      throw new IllegalStateException("nothing was read");
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static long readOnly(List<Path> files) throws IOException {
    byte[] page = new byte[4096];
    long read = 0;
    for (Path file : files) {
      try (RandomAccessFile in = new RandomAccessFile(file.toString(), "r")) {
        read += in.read(page);
      }
    }
    return read;
  }

  private static long classify(List<Path> files) throws IOException {
    long platforms = 0;
    for (Path file : files) {
      try (FileByteSource source = FileByteSource.open(file)) {
        platforms += BinaryReader.read(source).platforms().size();
      }
    }
    return platforms;
  }
}
