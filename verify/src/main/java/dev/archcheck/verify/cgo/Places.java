package dev.archcheck.verify.cgo;

import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the lines that a finding is about: an import in a Go file, a requirement in a go.mod. */
final class Places {

  private final Scan scan;
  private final ImportGraph graph;
  private final Sources sources;

  Places(Scan scan, ImportGraph graph, Sources sources) {
    this.scan = scan;
    this.graph = graph;
    this.sources = sources;
  }

  /** {@return where the user comes upon a use, the best place first} */
  List<Evidence> of(Use use, Evidence.Chain chain) {
    List<Evidence> places = new ArrayList<>();
    GoPackage one = use.found();
    boolean own = graph.isOwn(graph.number(one));
    Evidence.Source there = own ? inOwn(use) : required(one.module());
    if (there != null) {
      places.add(there);
    }
    if (chain.cut() >= 0) {
      Evidence.Source cut =
          imported(chain.packages().get(chain.cut()), chain.packages().get(chain.cut() + 1));
      if (cut != null) {
        places.add(cut);
      }
    }
    return places;
  }

  private Evidence.@Nullable Source inOwn(Use use) {
    GoPackage one = use.found();
    if (!one.cgoFiles().isEmpty()) {
      Evidence.Source line = line(one, one.cgoFiles(), GoPackage.C);
      if (line != null) {
        return line;
      }
    }
    if (use.rule() == Rule.PLUGIN_PACKAGE) {
      return line(one, one.goFiles(), Classifier.PLUGIN);
    }
    for (String name : use.shown()) {
      Path file = sources.file(one, name);
      if (Sources.bytes(file) != null && file != null) {
        return new Evidence.Source(sources.shown(file), 1, 0, name);
      }
    }
    return null;
  }

  /** {@return the line by which one package imports another, or null where it cannot be read} */
  Evidence.@Nullable Source imported(String importer, String imported) {
    GoPackage one = scan.find(importer);
    if (one == null) {
      return null;
    }
    List<String> files = new ArrayList<>(one.cgoFiles());
    files.addAll(one.goFiles());
    return line(one, files, GoPackage.plainPath(imported));
  }

  private Evidence.@Nullable Source line(GoPackage one, List<String> files, String imported) {
    Pattern wanted =
        Pattern.compile(
            "^\\s*(?:import\\s*\\(?\\s*)?(?:[\\w.]+\\s+)?([\"`]"
                + Pattern.quote(imported)
                + "[\"`])");
    for (String name : files) {
      Path file = sources.file(one, name);
      String text = Sources.text(file);
      if (text == null || file == null) {
        continue;
      }
      int number = 0;
      for (String line : (Iterable<String>) text.lines()::iterator) {
        number++;
        Matcher matcher = wanted.matcher(line);
        if (matcher.find()) {
          return new Evidence.Source(
              sources.shown(file), number, matcher.start(1) + 1, "import \"" + imported + '"');
        }
      }
    }
    return null;
  }

  /** A workspace has several main modules; the first that requires it is the place. */
  private Evidence.@Nullable Source required(GoModule module) {
    if (!module.exists()) {
      return null;
    }
    List<GoModule> mains =
        scan.all().stream().map(GoPackage::module).filter(GoModule::main).distinct().toList();
    for (GoModule main : mains) {
      Path file = sources.goMod(main);
      String text = Sources.text(file);
      if (text != null && file != null) {
        int line = GoMod.requireLine(text, module.path());
        if (line > 0) {
          return new Evidence.Source(sources.shown(file), line, 0, "require " + module);
        }
      }
    }
    return null;
  }
}
