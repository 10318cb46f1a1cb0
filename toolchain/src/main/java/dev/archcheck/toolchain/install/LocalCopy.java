package dev.archcheck.toolchain.install;

import dev.archcheck.toolchain.WriteFailure;
import dev.archcheck.toolchain.download.Arrival;
import dev.archcheck.toolchain.download.Downloaded;
import dev.archcheck.toolchain.download.Watcher;
import dev.archcheck.verify.digest.Algorithm;
import dev.archcheck.verify.digest.ContentDigests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A copy of a file that nobody else has: what was hashed is what is unpacked, whatever happens to
 * the original meanwhile.
 */
final class LocalCopy implements Arrival {

  private static final int BUFFER = 128 << 10;

  private final Path copy;
  private final Downloaded file;

  private LocalCopy(Path copy, Downloaded file) {
    this.copy = copy;
    this.file = file;
  }

  /**
   * {@return a copy}
   *
   * @param folder where to, which need not exist
   * @param from what the file is called from now on
   * @param total how many bytes it has; what goes on behind them is not copied to its end, and so
   *     has another digest
   */
  static LocalCopy of(InputStream in, Path folder, URI from, long total, Watcher watcher)
      throws IOException {
    Files.createDirectories(folder);
    Path copy = Files.createTempFile(folder, "local-", ".part");
    try {
      return new LocalCopy(copy, copied(in, copy, from, total, watcher));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(copy);
      throw e;
    }
  }

  private static void write(OutputStream out, byte[] buffer, int length, Path copy)
      throws IOException {
    try {
      out.write(buffer, 0, length);
    } catch (IOException e) {
      throw WriteFailure.of(copy, e);
    }
  }

  private static Downloaded copied(InputStream in, Path copy, URI from, long total, Watcher watcher)
      throws IOException {
    ContentDigests content = new ContentDigests(List.of(Algorithm.SHA256));
    try (OutputStream out = Files.newOutputStream(copy)) {
      byte[] buffer = new byte[BUFFER];
      for (int got = in.read(buffer);
          got >= 0 && content.length() <= total;
          got = in.read(buffer)) {
        content.update(buffer, 0, got);
        write(out, buffer, got, copy);
        watcher.at(content.length(), total);
      }
    }
    return new Downloaded(copy, content, from, 0, List.of());
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(copy);
  }

  @Override
  public Downloaded await() {
    return file;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(copy);
  }
}
