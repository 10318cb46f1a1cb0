import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.BytesSource;
import dev.archcheck.inspect.Detail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Damages every file below a folder many times, reads the identity and every detail, and prints the
 * processor time of a file in milliseconds: median, 99.9th percentile and the worst three.
 */
final class Hostile {
  private static final int ROUNDS = 3000;

  public static void main(String[] args) throws IOException {
    List<byte[]> files = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(Path.of(args[0]))) {
      for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile).sorted()::iterator) {
        files.add(Files.readAllBytes(file));
      }
    }
    var threads = java.lang.management.ManagementFactory.getThreadMXBean();
    SplittableRandom random = new SplittableRandom(25);
    List<Double> times = new ArrayList<>();
    for (int round = -ROUNDS / 3; round < ROUNDS; round++) {
      for (byte[] original : files) {
        byte[] bytes = damage(original, random);
        long start = threads.getCurrentThreadCpuTime();
        everything(bytes);
        if (round >= 0) {
          times.add((threads.getCurrentThreadCpuTime() - start) / 1e6);
        }
      }
    }
    double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int last = sorted.length - 1;
    System.out.printf(
        "%d files: median %.3f ms, 99.9%% below %.2f ms, worst %s%n",
        sorted.length,
        sorted[last / 2],
        sorted[(int) (last * 0.999)],
        Arrays.toString(Arrays.copyOfRange(sorted, last - 2, last + 1)));
    System.out.printf("%.3f%n", sorted[last]);
  }

  private static byte[] damage(byte[] original, SplittableRandom random) {
    byte[] bytes = Arrays.copyOf(original, original.length - random.nextInt(original.length / 8 + 1));
    for (int change = random.nextInt(6); change >= 0; change--) {
      int at = random.nextInt(random.nextBoolean() ? Math.min(512, bytes.length) : bytes.length);
      bytes[at] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt());
    }
    return bytes;
  }

  private static void everything(byte[] bytes) throws IOException {
    try {
      everything(BinaryReader.read(new BytesSource("hostile", bytes)));
    } catch (dev.archcheck.inspect.MalformedBinaryException expected) {
      // What damage is answered with.
    }
  }

  private static void everything(Binary binary) throws IOException {
    for (Detail detail : Detail.values()) {
      try {
        binary.describe(detail, structure -> {});
      } catch (dev.archcheck.inspect.MalformedBinaryException expected) {
        // The other details are still asked for.
      }
    }
  }
}
