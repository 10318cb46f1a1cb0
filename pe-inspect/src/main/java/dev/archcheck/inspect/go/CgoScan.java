package dev.archcheck.inspect.go;

import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Witness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the names of all functions: what of them is made by cgo, what is C, and what tells
 * the version of Go. Names are looked at as bytes; only the few that matter become texts.
 */
final class CgoScan {

  /** Nearly all names are shorter; the others are read once more. */
  private static final int NAME = 512;

  /** Import paths have no limit; this is longer than any that a proxy serves. */
  private static final int MAX_NAME = 16 << 10;

  private static final int MAX_PACKAGES = 10_000;

  /** Of all packages together, functions that are called and those that are exported. */
  private static final int MAX_NAMES = 100_000;

  /** Each is a look at hundreds of other functions. */
  private static final int MAX_EXPORTS = 10_000;

  private static final int MAX_SHOWN = 8;

  private static final String OBJECT_TEXT = "(.text)";

  private static final byte[] CGO = bytes("cgo");
  private static final byte[] PUREGO = bytes("github.com/ebitengine/purego");
  private static final byte[] FAKECGO = bytes("/internal/fakecgo.");
  private static final byte[] GOTYPES = bytes("_cgo_gotypes.go");

  private final FunctionTable table;
  private final Map<String, Calls> packages = new LinkedHashMap<>();
  private final List<Witness> hostFunctions = new ArrayList<>();
  private final List<Witness> foreignCalls = new ArrayList<>();
  private final Map<String, Witness> markers = new LinkedHashMap<>();
  private final VersionMarkers versions = new VersionMarkers();
  private long hostCount;
  private int names;
  private int exports;
  private int read;
  private @Nullable Witness cgoInHost;
  private @Nullable Witness foreignHost;
  private @Nullable Witness gotypes;
  private @Nullable Problem problem;
  private boolean runtime;
  private boolean raceDetector;

  /** What cgo made for a package. */
  static final class Calls {
    final Set<String> functions = new LinkedHashSet<>();
    final Set<String> exports = new LinkedHashSet<>();
    final Witness first;

    Calls(Witness first) {
      this.first = first;
    }
  }

  private CgoScan(FunctionTable table) {
    this.table = table;
  }

  /** Looks at every function up to the first that cannot be read. */
  static CgoScan of(FunctionTable table) throws IOException {
    CgoScan scan = new CgoScan(table);
    try {
      scan.run();
    } catch (MalformedBinaryException e) {
      scan.problem = e.problem();
    }
    return scan;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void run() throws IOException {
    byte[] name = new byte[NAME];
    int count = table.functionCount();
    long limit = table.workLimit();
    for (; read < count; read++) {
      int length = table.name(read, name);
      if (length == NAME) {
        byte[] whole = new byte[MAX_NAME];
        look(whole, table.name(read, whole));
      } else if (length > 0) {
        look(name, length);
      }
      table.checkWork(read, limit);
    }
    checkEnd();
    long at = table.findFile(GOTYPES);
    if (at >= 0) {
      gotypes =
          new Witness(
              FunctionTable.STRUCTURE, "filetab", at, "_cgo_gotypes.go", "a file that cgo writes");
    }
  }

  /** The runtime does not start where the two differ (Go, runtime/symtab.go, moduledataverify1). */
  private void checkEnd() throws IOException {
    ModuleData data = table.moduleData().orElse(null);
    if (data != null && table.end() != data.maxpc()) {
      problem =
          new Problem(
              FunctionTable.STRUCTURE,
              "functab",
              table.offset(),
              Problem.Reason.CONTRADICTION,
              "ends at 0x%x, but the code ends at 0x%x".formatted(table.end(), data.maxpc()));
    }
  }

  private void look(byte[] name, int length) throws IOException {
    int dot = packageEnd(name, length);
    if (dot < 0) {
      plain(name, length);
      return;
    }
    versions.look(table, read, name, length);
    if (name[dot + 1 < length ? dot + 1 : dot] == '_' && isMadeByCgo(name, dot + 1, length)) {
      ofPackage(name, dot, length);
    } else if (isPath(name, dot, RUNTIME_CGO)) {
      mark("runtime/cgo", name, length, "the runtime's support of cgo");
    } else if (isOrBelow(name, dot, PUREGO) || contains(name, length, FAKECGO)) {
      foreign(name, length);
    } else if (isPath(name, dot, RUNTIME)) {
      runtime = true;
      raceDetector |= startsWith(name, dot + 1, length, RACE);
    }
  }

  private static final byte[] RUNTIME = bytes("runtime");
  private static final byte[] RACE = bytes("racefuncenter");
  private static final byte[] RUNTIME_CGO = bytes("runtime/cgo");
  private static final byte[] CGOEXP = bytes("_cgoexp_");
  private static final byte[][] MADE_BY_CGO = {
    bytes("_Cfunc_"),
    bytes("_C2func_"),
    bytes("_Cmacro_"),
    CGOEXP,
    bytes("_cgoexpwrap_"),
    bytes("_cgo_cmalloc"),
    bytes("_Cgo_")
  };

  /** The net package has functions such as {@code _C_getaddrinfo} for itself. */
  private static boolean isMadeByCgo(byte[] name, int from, int length) {
    for (byte[] start : MADE_BY_CGO) {
      if (startsWith(name, from, length, start)) {
        return true;
      }
    }
    return false;
  }

  /** A name without a package: assembly of Go, C code, or the glue of cgo. */
  private void plain(byte[] name, int length) throws IOException {
    boolean cgo = contains(name, length, CGO);
    if (!cgo && !startsWith(name, 0, length, bytes("crosscall")) && hasFile()) {
      return;
    }
    String text = text(name, length);
    raceDetector |= text.startsWith("__tsan_");
    switch (text) {
      case "crosscall2", "_cgo_panic", "_cgo_topofstack" ->
          mark(text, name, length, "calls from C to Go");
      default -> {
        if (text.startsWith("_cgoexp_") && hasFile()) {
          export(text);
        } else if (!isOfLinker(text) && !hasFile()) {
          host(text);
        }
      }
    }
  }

  /** Marks of the linker, and its stepping stones for calls that are too far. */
  private static boolean isOfLinker(String name) {
    return name.startsWith("go:") || name.startsWith("go.") || name.contains("-tramp");
  }

  private boolean hasFile() throws IOException {
    return table.hasFile(read);
  }

  private void host(String name) throws IOException {
    hostCount++;
    boolean cgo = name.startsWith("x_cgo_") || name.startsWith("_cgo_");
    Witness witness = witness(name, cgo ? "the C side of cgo" : "code that no Go tool compiled");
    if (cgo && cgoInHost == null) {
      cgoInHost = witness;
    }
    if (hostFunctions.size() < MAX_SHOWN) {
      hostFunctions.add(witness);
    }
    if (foreignHost == null && !cgo && !isOfSupport(name)) {
      foreignHost = witness;
    }
  }

  /**
   * The C functions of runtime/cgo, net, os/user and crypto/internal/boring; old versions also name
   * the sections of their objects, {@code net(.text)}.
   */
  private static boolean isOfSupport(String name) {
    if (name.endsWith(OBJECT_TEXT)) {
      return StandardCgo.contains(name.substring(0, name.length() - OBJECT_TEXT.length()));
    }
    return switch (name) {
      case "fatalf", "threadentry", "pthread_key_destructor", "inittls" -> true;
      default ->
          name.startsWith("crosscall")
              || name.startsWith("myget")
              || name.startsWith("_goboringcrypto_");
    };
  }

  private void mark(String key, byte[] name, int length, String meaning) throws IOException {
    if (!markers.containsKey(key)) {
      markers.put(key, witness(text(name, length), meaning));
    }
  }

  private void foreign(byte[] name, int length) throws IOException {
    if (foreignCalls.size() < MAX_SHOWN) {
      foreignCalls.add(witness(text(name, length), "calls C without cgo"));
    }
  }

  /**
   * {@code net._Cfunc_getnameinfo}, {@code main._C2func_open}, {@code main._cgoexp_0a_callback}.
   */
  private void ofPackage(byte[] name, int dot, int length) throws IOException {
    String local = text(name, length).substring(text(name, dot).length() + 1);
    String path = FunctionName.unescape(text(name, dot));
    Calls calls = packages.get(path);
    if (calls == null) {
      if (packages.size() == MAX_PACKAGES) {
        return;
      }
      calls = new Calls(witness(text(name, length), "made by cgo for package " + path));
      packages.put(path, calls);
    }
    String function = called(local);
    if (!function.isEmpty()) {
      add(calls.functions, function);
    } else if (local.startsWith("_cgoexp_")) {
      add(calls.exports, exported(local));
    }
  }

  /** {@code _cgoexp_a9475f107e3b_callback}: a digest of the package and the name. */
  private static String exported(String name) {
    int end = name.indexOf('_', 8);
    return end < 0 ? name : name.substring(end + 1);
  }

  /** The name alone does not tell the package; the functions around it are of the same one. */
  private void export(String name) throws IOException {
    if (exports++ >= MAX_EXPORTS) {
      return;
    }
    String path = table.packageAround(read);
    Calls calls = packages.get(path);
    if (calls == null && packages.size() < MAX_PACKAGES) {
      calls = new Calls(witness(name, "a function that C calls, of package " + path));
      packages.put(path, calls);
    }
    if (calls != null) {
      add(calls.exports, exported(name));
    }
  }

  private void add(Set<String> functions, String name) {
    if (names < MAX_NAMES && functions.add(name)) {
      names++;
    }
  }

  /** The helpers of cgo itself are no functions of anybody's C code. */
  private static String called(String local) {
    for (String prefix : new String[] {"_Cfunc_", "_C2func_"}) {
      if (local.startsWith(prefix)) {
        String name = local.substring(prefix.length());
        return switch (name) {
          case "CString", "CBytes", "GoString", "GoStringN", "GoBytes", "_CMalloc" -> "";
          default -> name.indexOf('.') < 0 ? name : "";
        };
      }
    }
    return "";
  }

  private Witness witness(String name, String meaning) throws IOException {
    return new Witness(FunctionTable.STRUCTURE, "funcname", table.nameOffset(read), name, meaning);
  }

  /** {@return where the path of the package ends, or -1: see {@link FunctionName}} */
  private static int packageEnd(byte[] name, int length) {
    int dot = -1;
    for (int i = 0; i < length; i++) {
      switch (name[i]) {
        case '/' -> dot = -1;
        case '.' -> dot = dot < 0 ? i : dot;
        case '[', '(', '{' -> {
          return dot > 0 ? dot : -1;
        }
        case ':' -> {
          if (dot < 0 && i < 5) {
            return -1; // go:..., type:...
          }
        }
        default -> {}
      }
    }
    return dot > 0 ? dot : -1;
  }

  private static boolean isOrBelow(byte[] name, int dot, byte[] path) {
    return startsWith(name, 0, dot, path) && (dot == path.length || name[path.length] == '/');
  }

  private static boolean isPath(byte[] name, int dot, byte[] path) {
    return dot == path.length && startsWith(name, 0, dot, path);
  }

  static boolean startsWith(byte[] name, int from, int to, byte[] start) {
    if (to - from < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if (name[from + i] != start[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean contains(byte[] name, int length, byte[] part) {
    for (int i = 0; i <= length - part.length; i++) {
      if (name[i] == part[0] && startsWith(name, i, length, part)) {
        return true;
      }
    }
    return false;
  }

  private static String text(byte[] name, int length) {
    return new String(name, 0, length, StandardCharsets.UTF_8);
  }

  /** {@return how many functions were looked at} */
  int functionsRead() {
    return read;
  }

  /** {@return why not all functions could be looked at, or null} */
  @Nullable Problem problem() {
    return problem;
  }

  /** {@return a function of cgo's C side that Go's linker put into the table, or null} */
  @Nullable Witness cgoInHost() {
    return cgoInHost;
  }

  /** {@return something of the runtime's support of cgo, or null if there is none} */
  @Nullable Witness runtimeCgo() {
    return markers.isEmpty() ? null : markers.values().iterator().next();
  }

  /** {@return what is there of the runtime's support of cgo} */
  List<Witness> markers() {
    return List.copyOf(markers.values());
  }

  /** {@return the packages that use cgo, by their import paths} */
  Map<String, Calls> packages() {
    return packages;
  }

  /** {@return some functions that no Go tool compiled} */
  List<Witness> hostFunctions() {
    return hostFunctions;
  }

  /** {@return a function of C that is not of the standard library, or null} */
  @Nullable Witness foreignHost() {
    return raceDetector ? null : foreignHost;
  }

  /** {@return how many functions no Go tool compiled} */
  long hostCount() {
    return hostCount;
  }

  /** {@return some functions that call C without cgo} */
  List<Witness> foreignCalls() {
    return foreignCalls;
  }

  /** {@return the file that cgo writes for every package, or null} */
  @Nullable Witness gotypes() {
    return gotypes;
  }

  /** {@return whether names are as the linker writes them: the runtime has functions} */
  boolean hasRuntime() {
    return runtime;
  }

  /** {@return whether the race detector, which is C++, is in it} */
  boolean hasRaceDetector() {
    return raceDetector;
  }

  /** {@return what tells the version of Go} */
  VersionMarkers versions() {
    return versions;
  }
}
