package dev.archcheck.toolchain.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Hashes every file of an installed tree, with all processors. */
final class TreeReader {

  private static final int BUFFER = 128 << 10;

  /** More than any Go tree has; a link in a circle or a folder full of caches ends there. */
  private static final int LIMIT = 300_000;

  private final Path root;
  private final Links links;
  private final List<Path> files = new ArrayList<>();
  private final List<Found> found = new ArrayList<>();
  private final List<Odd> odd = new ArrayList<>();

  /** What to do about symbolic links. */
  enum Links {
    /** None belongs there. */
    REPORT,
    /** Distributions spread a tree over several places. */
    FOLLOW
  }

  /** Something that is no plain file, or that could not be read. */
  record Odd(String path, String what) {}

  /** What a tree holds. */
  record Tree(List<SealedFile> files, List<Odd> odd) {}

  private record Found(String path, int mode, long size) {}

  TreeReader(Path root, Links links) {
    this.root = root;
    this.links = links;
  }

  /** {@return every file, in the order of their paths} */
  Tree read() throws IOException {
    walk();
    SealedFile[] hashed = new SealedFile[files.size()];
    AtomicInteger next = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 1; i < Runtime.getRuntime().availableProcessors(); i++) {
      threads.add(Thread.ofPlatform().daemon().start(() -> hash(hashed, next)));
    }
    hash(hashed, next);
    for (Thread thread : threads) {
      join(thread);
    }
    List<SealedFile> all = new ArrayList<>(hashed.length);
    for (SealedFile one : hashed) {
      if (one != null) {
        all.add(one);
      }
    }
    all.sort(Comparator.comparing(SealedFile::path));
    return new Tree(all, List.copyOf(odd));
  }

  private static void join(Thread thread) throws IOException {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void walk() throws IOException {
    Set<FileVisitOption> options =
        links == Links.FOLLOW
            ? EnumSet.of(FileVisitOption.FOLLOW_LINKS)
            : EnumSet.noneOf(FileVisitOption.class);
    Files.walkFileTree(root, options, Integer.MAX_VALUE, new Visitor());
  }

  /** Takes down what there is. */
  private final class Visitor extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String path = path(file);
      if (files.size() + odd.size() > LIMIT) {
        throw new IOException(root + ": has more than " + LIMIT + " files");
      }
      if (attributes.isRegularFile()) {
        files.add(file);
        found.add(new Found(path, mode(file), attributes.size()));
      } else {
        odd.add(new Odd(path, attributes.isSymbolicLink() ? "a symbolic link" : "no plain file"));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      synchronized (odd) {
        odd.add(new Odd(path(file), "cannot be read: " + e));
      }
      return FileVisitResult.CONTINUE;
    }

    private int mode(Path file) throws IOException {
      try {
        LinkOption[] options =
            links == Links.FOLLOW
                ? new LinkOption[0]
                : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
        return FileMode.of(
            Files.readAttributes(file, PosixFileAttributes.class, options).permissions());
      } catch (UnsupportedOperationException _) {
        return 0;
      }
    }
  }

  private String path(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private void hash(SealedFile[] hashed, AtomicInteger next) {
    MessageDigest digest = sha256();
    byte[] bytes = new byte[BUFFER];
    ByteBuffer direct = ByteBuffer.allocateDirect(BUFFER);
    for (int i = next.getAndIncrement(); i < hashed.length; i = next.getAndIncrement()) {
      Found one = found.get(i);
      try {
        long size = digest(files.get(i), digest, bytes, direct);
        hashed[i] =
            new SealedFile(one.path, one.mode, size, HexFormat.of().formatHex(digest.digest()));
      } catch (IOException e) {
        digest.reset();
        synchronized (odd) {
          odd.add(new Odd(one.path, "cannot be read: " + e));
        }
      }
    }
  }

  private static long digest(Path file, MessageDigest digest, byte[] bytes, ByteBuffer direct)
      throws IOException {
    long size = 0;
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      for (int got = in.read(direct.clear()); got >= 0; got = in.read(direct.clear())) {
        direct.flip().get(bytes, 0, got);
        digest.update(bytes, 0, got);
        size += got;
      }
    }
    return size;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
