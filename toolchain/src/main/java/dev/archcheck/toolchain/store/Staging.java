package dev.archcheck.toolchain.store;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.ProcessLock;
import dev.archcheck.toolchain.go.VersionFile;
import dev.archcheck.toolchain.store.RefusedArchiveException.Reason;
import dev.archcheck.verify.Checked;
import dev.archcheck.verify.Report;
import dev.archcheck.verify.Severity;
import dev.archcheck.verify.platform.PlatformCheck;
import dev.archcheck.verify.platform.Targets;
import dev.archcheck.verify.sumdb.ToolchainModule;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A version on its way into the store, seen by nobody: unpacked beside its place, checked, and then
 * renamed into it. Closed before that, or killed, it leaves nothing that counts.
 */
public final class Staging implements Closeable {

  private final GoToolchain toolchain;
  private final Os os;
  private final Path folder;
  private final Path place;
  private final Path away;
  private final ProcessLock lock;
  private List<SealedFile> files = List.of();

  /**
   * A version on its way.
   *
   * @param away where what is in its place goes when it comes
   */
  Staging(GoToolchain toolchain, Os os, Path folder, Path place, Path away, ProcessLock lock)
      throws IOException {
    this.toolchain = toolchain;
    this.os = os;
    this.folder = folder;
    this.place = place;
    this.away = away;
    this.lock = lock;
    Files.createDirectories(goroot());
  }

  private Path goroot() {
    return folder.resolve("go");
  }

  /**
   * Unpacks a {@code .tar.gz} while it arrives.
   *
   * @param name what messages call it
   * @throws RefusedArchiveException if it must not be unpacked
   * @throws dev.archcheck.inspect.MalformedBinaryException if it is damaged
   */
  public void unpackTar(String name, InputStream gzip) throws IOException {
    files = new Unpacker(name, new Layout.Distribution(), goroot()).tar(gzip);
  }

  /**
   * Unpacks a zip file.
   *
   * @param layout how the names in it become paths
   * @throws RefusedArchiveException if it must not be unpacked
   * @throws dev.archcheck.inspect.MalformedBinaryException if it is damaged
   */
  public void unpackZip(Path zip, Layout layout) throws IOException {
    try (SharedFile source = new SharedFile(zip)) {
      files = new Unpacker(zip.toString(), layout, goroot()).zip(source);
    }
  }

  /** Throws away what was unpacked, to begin again. */
  public void empty() throws IOException {
    Folders.delete(goroot());
    Files.createDirectories(goroot());
  }

  /**
   * {@return the hash of what was unpacked, as the module has it}
   *
   * @throws RefusedArchiveException if two files of the archive are one of the module
   */
  public String h1(String archive) throws RefusedArchiveException {
    try {
      return GoTree.h1(toolchain.module(), files);
    } catch (IllegalArgumentException e) {
      throw new RefusedArchiveException(
          Reason.COLLIDING_NAMES, archive, "is no module: " + e.getMessage());
    }
  }

  /**
   * Throws away what the log does not speak of, and gives the rest the permission bits that Go's
   * packer does: for an archive that nothing but the log proves.
   *
   * @return what was done, for people
   */
  public List<String> keepLogged() throws IOException {
    List<SealedFile> kept = new ArrayList<>();
    Set<String> folders = new TreeSet<>();
    for (SealedFile file : files) {
      if (ToolchainModule.below(file.path()) == null) {
        folders.add(file.path().substring(0, file.path().indexOf('/')));
      } else {
        kept.add(withUsualMode(file));
      }
    }
    for (String name : folders) {
      Folders.delete(goroot().resolve(name));
    }
    int left = files.size() - kept.size();
    files = kept;
    return left == 0
        ? List.of()
        : List.of(
            left
                + " files were left out, because only the log proves the archive, and it does not"
                + " speak of what is in "
                + String.join(", ", folders));
  }

  private SealedFile withUsualMode(SealedFile file) throws IOException {
    boolean program = (Layout.usualMode(file.path()) & 0111) != 0;
    int mode = program ? file.mode() | (file.mode() & 0444) >> 2 : file.mode() & ~0111;
    if (mode == file.mode()) {
      return file;
    }
    Files.setPosixFilePermissions(goroot().resolve(file.path()), FileMode.permissions(mode));
    return new SealedFile(file.path(), mode, file.size(), file.sha256());
  }

  /** {@return what was unpacked, in the order of the paths} */
  public List<SealedFile> files() {
    List<SealedFile> sorted = new ArrayList<>(files);
    sorted.sort(Comparator.comparing(SealedFile::path));
    return List.copyOf(sorted);
  }

  /**
   * Holds what was unpacked against what was asked for: the version it says, and the platform of
   * each of its programs and tools.
   *
   * @throws RefusedArchiveException if it is another version or for another platform
   */
  public void check(String archive) throws IOException {
    String version = VersionFile.read(goroot());
    if (!version.equals(toolchain.version())) {
      throw new RefusedArchiveException(
          Reason.WRONG_VERSION,
          archive,
          version.isEmpty()
              ? "has no file VERSION that says which Go it is"
              : "is " + version + " and not " + toolchain.version());
    }
    List<Path> folders = new ArrayList<>();
    folders.add(goroot().resolve("bin"));
    Path tools = goroot().resolve("pkg").resolve("tool");
    folders.add(tools.resolve(toolchain.os() + "_" + toolchain.arch()));
    for (Path one : folders) {
      if (!Files.isDirectory(one)) {
        throw new RefusedArchiveException(
            Reason.WRONG_PLATFORM, archive, "has no folder " + goroot().relativize(one));
      }
    }
    Targets targets = new Targets(List.of(List.of(toolchain.platform())), toolchain.toString());
    check(
        archive,
        new PlatformCheck(new PlatformCheck.Request(folders, targets, Map.of())).run(_ -> {}));
  }

  private void check(String archive, Report report) throws RefusedArchiveException {
    for (var finding : report.findings()) {
      if (finding.severity() == Severity.ERROR) {
        throw new RefusedArchiveException(
            Reason.WRONG_PLATFORM, archive, below(finding.artifact()) + " " + finding.message());
      }
    }
    int passed = 0;
    for (Checked one : report.checked()) {
      if (one.outcome() != Checked.Outcome.PASSED) {
        throw new RefusedArchiveException(
            Reason.WRONG_PLATFORM,
            archive,
            below(one.artifact()) + " is no program for " + toolchain.platform());
      }
      passed++;
    }
    if (passed == 0) {
      throw new RefusedArchiveException(Reason.WRONG_PLATFORM, archive, "has no program in it");
    }
  }

  private String below(String artifact) {
    String start = goroot().toString();
    return artifact.startsWith(start) ? artifact.substring(start.length() + 1) : artifact;
  }

  /**
   * Seals it and puts it in its place, in one step. What is there goes away right before, and comes
   * back where this fails.
   */
  public Installed publish(Seal seal) throws IOException {
    SealFile.write(folder.resolve("seal"), seal);
    if (Files.exists(place)) {
      replace();
    } else {
      Folders.rename(folder, place, os);
    }
    return new Installed(toolchain, place);
  }

  private void replace() throws IOException {
    Folders.rename(place, away, os);
    try {
      Folders.rename(folder, place, os);
    } catch (IOException e) {
      Folders.rename(away, place, os);
      throw e;
    }
    // Half deleted it must not be taken for what is to come back: from here on it is a leftover.
    Folders.rename(away, folder, os);
  }

  @Override
  public void close() throws IOException {
    try {
      Folders.delete(folder);
    } finally {
      lock.close();
    }
  }
}
