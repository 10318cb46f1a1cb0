package dev.archcheck.toolchain.doctor;

import dev.archcheck.toolchain.ReadFailure;
import dev.archcheck.toolchain.activate.GoModule;
import dev.archcheck.toolchain.doctor.ProjectFacts.UsedModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the go.mod or go.work that go would take, as far as it decides whether go works here
 * (cmd/go/internal/modload).
 */
final class ProjectReader {

  private static final int SHOWN = 5;

  private final Path folder;
  private final String goWork;

  /**
   * A reader.
   *
   * @param goWork what the setting GOWORK says
   */
  ProjectReader(Path folder, String goWork) {
    this.folder = folder;
    this.goWork = goWork;
  }

  ProjectFacts read() {
    if (isSet()) {
      String wrong = wrongWorkspace();
      if (!wrong.isEmpty()) {
        return ProjectFacts.refused(Secrets.hidden("GOWORK", goWork), wrong);
      }
    }
    Optional<Path> found = GoModule.around(folder, goWork);
    if (found.isEmpty()) {
      return ProjectFacts.NONE;
    }
    Path file = found.get();
    try {
      return read(file);
    } catch (IOException e) {
      return ProjectFacts.unread(file.toString(), ReadFailure.why(e));
    }
  }

  private boolean isSet() {
    return !goWork.isEmpty() && !goWork.equals("auto") && !goWork.equals("off");
  }

  private String wrongWorkspace() {
    try {
      Path said = Path.of(goWork);
      if (!said.isAbsolute()) {
        return "GOWORK is not an absolute path";
      }
      return Files.isRegularFile(said) ? "" : "GOWORK names no file that is there";
    } catch (InvalidPathException _) {
      return "GOWORK names no file";
    }
  }

  private ProjectFacts read(Path file) throws IOException {
    boolean isWorkspace = isSet() || String.valueOf(file.getFileName()).equals("go.work");
    List<String> lines = GoModule.lines(file);
    ModFile read = ModFile.of(lines, isWorkspace);
    GoModule module = GoModule.of(lines);
    List<String> faults = new ArrayList<>(read.faults());
    List<UsedModule> used = new ArrayList<>();
    if (isWorkspace) {
      used(file, read.uses(), used, faults);
    } else if (read.path().isEmpty() && faults.isEmpty()) {
      faults.add("it has no line module");
    }
    return new ProjectFacts(
        file.toString(),
        module.go().value(),
        module.go().number(),
        module.toolchain().value(),
        module.toolchain().number(),
        "",
        faults.size() > SHOWN ? faults.subList(0, SHOWN) : faults,
        read.directives(),
        used);
  }

  private static String why(Exception e) {
    return e instanceof IOException io ? ReadFailure.why(io) : "no file is called so";
  }

  /** cmd/go/internal/modload, LoadWorkFile and makeMainModules. */
  private static void used(
      Path file, List<String> folders, List<UsedModule> used, List<String> faults) {
    Set<Path> seen = new HashSet<>();
    Set<String> paths = new HashSet<>();
    for (String one : folders) {
      try {
        Path folder = file.resolveSibling(one).normalize();
        if (!seen.add(folder)) {
          faults.add("path " + one + " appears multiple times in workspace");
          continue;
        }
        Path mod = folder.resolve("go.mod");
        if (!Files.isRegularFile(mod)) {
          faults.add("it uses " + one + ", where no go.mod is");
          continue;
        }
        List<String> lines = GoModule.lines(mod);
        ModFile module = ModFile.of(lines, false);
        module.faults().forEach(fault -> faults.add(one + "/go.mod: " + fault));
        module.directives().stream()
            .filter(word -> !GoChoice.isOfModule(word.word()))
            .forEach(word ->
                faults.add(
                    one + "/go.mod: line " + word.line() + ": unknown directive: " + word.word()));
        if (module.path().isEmpty() && module.faults().isEmpty()) {
          faults.add("it uses " + one + ", whose go.mod has no line module");
        } else if (!paths.add(module.path())) {
          faults.add("module " + module.path() + " appears multiple times in workspace");
        }
        used.add(new UsedModule(one, GoModule.of(lines).go().value()));
      } catch (IOException | InvalidPathException e) {
        faults.add("it uses " + one + ", whose go.mod cannot be read: " + why(e));
      }
    }
    if (folders.isEmpty() && faults.isEmpty()) {
      faults.add("it uses no module, so that go builds nothing");
    }
  }
}
