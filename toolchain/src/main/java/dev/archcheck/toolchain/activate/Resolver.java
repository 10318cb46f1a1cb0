package dev.archcheck.toolchain.activate;

import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.activate.GoModule.Line;
import dev.archcheck.toolchain.activate.Resolution.Chosen;
import dev.archcheck.toolchain.activate.Resolution.Invalid;
import dev.archcheck.toolchain.activate.Resolution.Missing;
import dev.archcheck.toolchain.activate.Resolution.None;
import dev.archcheck.toolchain.activate.Resolution.SystemGo;
import dev.archcheck.toolchain.activate.Resolution.Why;
import dev.archcheck.toolchain.activate.Source.Kind;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.store.Installed;
import dev.archcheck.toolchain.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which version of Go applies: the variable {@code ARCHCHECK_GO}; then, from the folder
 * upwards, the nearest of {@code .go-version}, {@code .tool-versions}, go.work and go.mod; then the
 * default of the store. The scripts {@code resolve.sh} and {@code hook.ps1} do the same at a prompt
 * without a JVM; a rule that changes here changes there.
 */
public final class Resolver {

  /** The variable that outweighs every file. */
  public static final String VARIABLE = "ARCHCHECK_GO";

  /** The word for the Go that is on PATH without this program. */
  static final String SYSTEM = "system";

  private final Store store;
  private final Platform platform;
  private final String variable;
  private final String goWork;

  /**
   * A resolver.
   *
   * @param platform what versions are for where nothing else is said
   */
  public Resolver(Store store, Platform platform, Machine machine) {
    this.store = store;
    this.platform = platform;
    this.variable = machine.variable(VARIABLE);
    this.goWork = machine.variable("GOWORK");
  }

  /**
   * {@return the folder that a person is in} Symbolic links in it stay as the shell has them, as
   * the go command does it: {@code PWD} counts where it names the current folder.
   */
  public static Path workingFolder(Machine machine) {
    Path actual = Path.of("").toAbsolutePath();
    String said = machine.variable("PWD");
    try {
      return said.startsWith("/") && Files.isSameFile(Path.of(said), actual)
          ? Path.of(said)
          : actual;
    } catch (IOException | InvalidPathException _) {
      return actual; // it names another place, or none
    }
  }

  /**
   * {@return which version applies in a folder}
   *
   * @throws IOException if the store is there and cannot be read
   */
  public Resolution resolve(Path folder) throws IOException {
    return variable.isEmpty() ? inFiles(folder) : named(variable, Kind.ENVIRONMENT, VARIABLE);
  }

  /**
   * {@return the version that a word on the command line means}
   *
   * @throws IOException if the store is there and cannot be read
   */
  public Resolution named(String word) throws IOException {
    return named(word, Kind.FLAG, word);
  }

  /**
   * {@return what one file says by itself, whatever else says something; nothing for a file that
   * does not speak of versions of Go}
   *
   * @throws IOException if the store is there and cannot be read
   */
  public Optional<Resolution> saidBy(Path file) throws IOException {
    return Optional.ofNullable(
        switch (String.valueOf(file.getFileName())) {
          case ".go-version" -> versionFile(file);
          case ".tool-versions" -> toolVersions(file);
          case "go.work" -> module(Kind.GO_WORK, file);
          case "go.mod" -> module(Kind.GO_MOD, file);
          default -> null;
        });
  }

  /** {@return the default version, where one is set and installed} */
  public Optional<Installed> fallback() {
    return byDefault(Why.DEFAULT, Source.NOTHING) instanceof Chosen chosen
        ? Optional.of(chosen.installed())
        : Optional.empty();
  }

  private Resolution named(String word, Kind kind, String place) throws IOException {
    Source source = new Source(kind, place, 0);
    if (TextFile.isTooLong(word)) {
      return new Invalid(source, word);
    }
    Optional<GoToolchain> whole = GoToolchain.parse(word);
    if (whole.isPresent() && isSpelledAsGoDoes(whole.get())) {
      return exactly(whole.get(), source, Why.EXACT);
    }
    return said(word, source);
  }

  private static boolean isSpelledAsGoDoes(GoToolchain toolchain) {
    return word(toolchain).isPresent();
  }

  /** {@return the version of a name, taken apart; some old names follow no order} */
  private static Optional<VersionWord> word(GoToolchain toolchain) {
    String version = toolchain.version().substring(2);
    return VersionWord.parse(version)
        .map(VersionWord::ordered)
        .filter(word -> word.toString().equals(version));
  }

  private Resolution inFiles(Path folder) throws IOException {
    for (Path up = folder; up != null; up = up.getParent()) {
      Resolution found = inFolder(up);
      if (found != null) {
        return found;
      }
    }
    Path work = saidWork();
    return work == null ? byDefault(Why.DEFAULT, Source.NOTHING) : module(Kind.GO_WORK, work);
  }

  private @Nullable Resolution inFolder(Path folder) throws IOException {
    Path file = folder.resolve(".go-version");
    Resolution found = Files.isRegularFile(file) ? versionFile(file) : null;
    file = folder.resolve(".tool-versions");
    if (found == null && Files.isRegularFile(file)) {
      found = toolVersions(file);
    }
    return found == null ? goFiles(folder) : found;
  }

  private @Nullable Resolution goFiles(Path folder) throws IOException {
    Path mod = folder.resolve("go.mod");
    boolean hasModule = Files.isRegularFile(mod);
    if (!hasModule && !Files.isRegularFile(folder.resolve("go.work"))) {
      return null;
    }
    Path work = work(folder);
    if (work != null) {
      return module(Kind.GO_WORK, work);
    }
    return hasModule ? module(Kind.GO_MOD, mod) : null;
  }

  /** {@return the workspace that the go command takes} It goes before a nearer go.mod. */
  private @Nullable Path work(Path folder) {
    if (!goWork.isEmpty() && !goWork.equals("auto")) {
      return saidWork();
    }
    return GoModule.upwards(folder, "go.work").orElse(null);
  }

  private @Nullable Path saidWork() {
    return GoModule.said(goWork).orElse(null);
  }

  /** {@return what a {@code .go-version} says, or null for one that says nothing} */
  private @Nullable Resolution versionFile(Path file) throws IOException {
    List<String> lines;
    try {
      lines = TextFile.lines(file);
    } catch (IOException _) {
      return new Invalid(new Source(Kind.GO_VERSION, file.toString(), 0), "");
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Source source = new Source(Kind.GO_VERSION, file.toString(), i + 1);
      if (TextFile.isTooLong(line)) {
        return new Invalid(source, line);
      }
      // A byte order mark, one char for each byte.
      String text = i == 0 && line.startsWith("\u00EF\u00BB\u00BF") ? line.substring(3) : line;
      String word = TextFile.before("#", text);
      if (!word.isEmpty()) {
        return said(word, source);
      }
    }
    return null;
  }

  /** {@return what a {@code .tool-versions} says, or null for one that does not speak of Go} */
  private @Nullable Resolution toolVersions(Path file) throws IOException {
    List<String> lines;
    try {
      lines = TextFile.lines(file);
    } catch (IOException _) {
      return new Invalid(new Source(Kind.TOOL_VERSIONS, file.toString(), 0), "");
    }
    for (int i = 0; i < lines.size(); i++) {
      String text = TextFile.isTooLong(lines.get(i)) ? "" : TextFile.before("#", lines.get(i));
      String tool = TextFile.firstWord(text);
      String word = TextFile.firstWord(TextFile.trim(text.substring(tool.length())));
      if ((tool.equals("golang") || tool.equals("go")) && !word.isEmpty()) {
        return said(word, new Source(Kind.TOOL_VERSIONS, file.toString(), i + 1));
      }
    }
    return null;
  }

  /** {@return what a word means that a person wrote} */
  private Resolution said(String word, Source source) throws IOException {
    if (word.equals(SYSTEM)) {
      return new SystemGo(source);
    }
    Optional<VersionWord> parsed =
        VersionWord.parse(word.startsWith("go") ? word.substring(2) : word);
    if (parsed.isEmpty()) {
      return new Invalid(source, word);
    }
    VersionWord version = parsed.get();
    return version.isPartial()
        ? newest(version, source)
        : exactly(toolchain(version), source, Why.EXACT);
  }

  private GoToolchain toolchain(VersionWord version) {
    return new GoToolchain("go" + version, platform.os().name(), platform.arch().name());
  }

  private Resolution exactly(GoToolchain toolchain, Source source, Why why) {
    Optional<Installed> installed = store.find(toolchain);
    return installed.isPresent()
        ? new Chosen(source, why, installed.get())
        : new Missing(source, toolchain.version().substring(2));
  }

  private Resolution newest(VersionWord beginning, Source source) throws IOException {
    Installed newest = null;
    VersionWord best = null;
    for (Installed installed : store.list()) {
      VersionWord version = release(installed.toolchain());
      boolean fits =
          version != null && (beginning.minor() < 0 || beginning.minor() == version.minor());
      if (version != null && fits && (best == null || version.compareTo(best) > 0)) {
        best = version;
        newest = installed;
      }
    }
    return newest == null
        ? new Missing(source, beginning.toString())
        : new Chosen(source, Why.NEWEST, newest);
  }

  /** {@return its version, or null for another platform and for what is no release} */
  private @Nullable VersionWord release(GoToolchain toolchain) {
    if (!toolchain.os().equals(platform.os().name())
        || !toolchain.arch().equals(platform.arch().name())) {
      return null;
    }
    Optional<VersionWord> version = word(toolchain);
    return version.isEmpty() || version.get().patch() < 0 ? null : version.get();
  }

  /** The default stays where it is at least as new as what is needed, else exactly that version. */
  private Resolution module(Kind kind, Path file) {
    String place = file.toString();
    GoModule module;
    try {
      module = GoModule.read(file);
    } catch (IOException _) {
      return new Invalid(new Source(kind, place, 0), "");
    }
    Line go = module.go();
    Line tool = module.toolchain();
    if (go.isThere() && goLine(go) == null) {
      return new Invalid(new Source(kind, place, go.number()), go.value());
    }
    if (module.wantsDefault()) {
      return byDefault(Why.TOLD, new Source(kind, place, tool.number()));
    }
    if (tool.isThere() && toolchainLine(tool) == null) {
      return new Invalid(new Source(kind, place, tool.number()), tool.value());
    }
    return needed(module, kind, place);
  }

  private static @Nullable VersionWord goLine(Line line) {
    VersionWord word = VersionWord.parse(line.value()).orElse(null);
    return word == null || word.minor() < 0 ? null : word;
  }

  private static @Nullable VersionWord toolchainLine(Line line) {
    String value = line.value();
    return value.startsWith("go") ? VersionWord.parse(value.substring(2)).orElse(null) : null;
  }

  /** As cmd/go/internal/toolchain, Select: only what is newer than all before it is switched to. */
  private Resolution needed(GoModule module, Kind kind, String place) {
    Line go = module.go();
    Line tool = module.toolchain();
    VersionWord least = defaultName().flatMap(Resolver::word).orElse(null);
    VersionWord need = null;
    int line = go.isThere() ? go.number() : tool.number();
    VersionWord byTool = tool.isThere() ? toolchainLine(tool) : null;
    if (byTool != null && isNewer(byTool.ordered(), least)) {
      least = byTool.ordered();
      need = least;
      line = tool.number();
    }
    VersionWord byGo = go.isThere() ? goLine(go) : null;
    if (byGo != null && isNewer(byGo.ordered(), least)) {
      need = byGo.ordered().release();
      line = go.number();
    }
    Source source = new Source(kind, place, line);
    return need == null
        ? byDefault(Why.ENOUGH, source)
        : exactly(toolchain(need), source, Why.NEEDED);
  }

  private static boolean isNewer(VersionWord one, @Nullable VersionWord other) {
    return other == null || one.compareTo(other) > 0;
  }

  /** {@return the toolchain that the file with the default names} */
  private Optional<GoToolchain> defaultName() {
    return GoToolchain.parse(defaultText()).filter(Resolver::isSpelledAsGoDoes);
  }

  private String defaultText() {
    try {
      String line = TextFile.lines(store.defaultFile()).getFirst();
      return TextFile.isTooLong(line) ? "" : TextFile.trim(line);
    } catch (IOException _) {
      return "";
    }
  }

  /**
   * The default, for a reason that something gives; a broken default is its own reason.
   *
   * @param source what gives the reason, or nothing
   */
  private Resolution byDefault(Why why, Source source) {
    if (!Files.isRegularFile(store.defaultFile())) {
      return new None(source);
    }
    Source own = new Source(Kind.DEFAULT, store.defaultFile().toString(), 1);
    Optional<GoToolchain> name = defaultName();
    if (name.isEmpty()) {
      return new Invalid(own, defaultText());
    }
    return exactly(name.get(), own, why) instanceof Chosen chosen
        ? new Chosen(why == Why.DEFAULT ? own : source, why, chosen.installed())
        : new Missing(own, name.get().version().substring(2));
  }
}
