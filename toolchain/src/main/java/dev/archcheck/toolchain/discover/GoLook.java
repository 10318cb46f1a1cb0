package dev.archcheck.toolchain.discover;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.FileByteSource;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.UnknownBinary;
import dev.archcheck.toolchain.ReadFailure;
import dev.archcheck.toolchain.go.VersionFile;
import dev.archcheck.toolchain.host.Host;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One look at what should be an installation: what it is, and what is wrong with it. */
final class GoLook {

  private final Host host;
  private final Emulators emulators;
  private final List<String> problems = new ArrayList<>();
  private String version = "";
  private List<Platform> platforms = List.of();
  private Fit fit = Fit.UNKNOWN;
  private boolean osAssumed;

  GoLook(Host host, Emulators emulators) {
    this.host = host;
    this.emulators = emulators;
  }

  String version() {
    return version;
  }

  List<Platform> platforms() {
    return platforms;
  }

  Fit fit() {
    return fit;
  }

  List<String> problems() {
    return problems;
  }

  /** Looks at a GOROOT. */
  void tree(Candidate candidate) {
    Path root = candidate.root();
    try {
      root = root.toRealPath();
    } catch (IOException e) {
      problems.add(isLink(root) ? "is a link " + nowhere(e) : unresolved(e));
      return;
    }
    if (!Files.isDirectory(root)) {
      problems.add("is no folder");
      return;
    }
    version = VersionFile.read(root);
    if (version.isEmpty()) {
      Path file = root.resolve("VERSION");
      if (!Files.isRegularFile(file) || Files.isReadable(file)) {
        problems.add("has no file VERSION that says which Go it is");
      }
    }
    command(root);
    if (!Files.isDirectory(root.resolve("src"))) {
      problems.add("has no folder src with the standard library");
    }
    problems.addAll(candidate.contradictions(version, platforms));
  }

  /** Looks at a go command that stands in no GOROOT. */
  void file(Path command) {
    program(command, String.valueOf(command.getFileName()));
  }

  private void command(Path root) {
    Path bin = root.resolve("bin");
    boolean onWindows = host.platform().os().equals(Os.WINDOWS);
    Path command = bin.resolve(onWindows ? "go.exe" : "go");
    if (!isThere(command)) {
      command = bin.resolve(onWindows ? "go" : "go.exe"); // a tree for another system
    }
    if (!isThere(command)) {
      problems.add("has no bin/go");
      return;
    }
    program(command, "bin/" + command.getFileName());
    findOs(root);
    if (!platforms.isEmpty() && !hasTools(root)) {
      problems.add("has no tools for " + platforms.getFirst() + " in pkg/tool");
    }
  }

  private void program(Path command, String name) {
    Path real;
    try {
      real = command.toRealPath();
    } catch (IOException e) {
      problems.add(name + " is a link " + nowhere(e));
      return;
    }
    if (!Files.isRegularFile(real)) {
      problems.add(name + " is no file");
      return;
    }
    try (FileByteSource source = FileByteSource.open(real)) {
      Binary binary = BinaryReader.read(source);
      if (binary instanceof UnknownBinary || binary.platforms().isEmpty()) {
        problems.add(name + " is no program");
        return;
      }
      platforms = binary.platforms();
      osAssumed = binary.osAssumed();
      fit = emulators.fit(platforms, source);
    } catch (MalformedBinaryException e) {
      problems.add(name + " is damaged: " + e.problem());
      return;
    } catch (IOException e) {
      problems.add(name + " cannot be read: " + ReadFailure.why(e));
      return;
    }
    boolean ofUnix = !host.platform().os().equals(Os.WINDOWS);
    if (ofUnix && fit.kind() == Fit.Kind.NATIVE && !Files.isExecutable(real)) {
      problems.add(name + " is not executable");
    }
  }

  /** The header of an ELF file need not say the system; the folder of its tools does. */
  private void findOs(Path root) {
    if (!osAssumed) {
      return;
    }
    Platform header = platforms.getFirst();
    String end = "_" + header.arch();
    List<Platform> fitting = new ArrayList<>();
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(root.resolve("pkg").resolve("tool"))) {
      for (Path folder : folders) {
        String name = String.valueOf(folder.getFileName());
        if (name.endsWith(end)) {
          Os os = new Os(name.substring(0, name.length() - end.length()));
          fitting.add(new Platform(os, header.arch(), header.abi()));
        }
      }
    } catch (IOException | DirectoryIteratorException _) {
      return; // the missing tools are a problem of their own
    }
    if (fitting.size() == 1) {
      platforms = List.copyOf(fitting);
      fit = emulators.fit(platforms, fit);
    }
  }

  private boolean hasTools(Path root) {
    Path tools = root.resolve("pkg").resolve("tool");
    for (Platform platform : platforms) {
      if (Files.isDirectory(tools.resolve(platform.os() + "_" + platform.arch()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isThere(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isLink(Path root) {
    Path parent = root.getParent();
    return Files.isSymbolicLink(root) || (parent != null && Files.isSymbolicLink(parent));
  }

  private static String unresolved(IOException e) {
    return e instanceof NoSuchFileException
        ? "is not there"
        : "cannot be read: " + ReadFailure.why(e);
  }

  private static String nowhere(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "to nothing";
      case FileSystemLoopException _ -> "in a circle";
      case AccessDeniedException _ -> "that cannot be followed: permission denied";
      // What Linux and macOS say for ELOOP.
      case FileSystemException f when String.valueOf(f.getReason()).startsWith("Too many levels") ->
          "in a circle";
      default -> "that cannot be followed: " + ReadFailure.why(e);
    };
  }
}
