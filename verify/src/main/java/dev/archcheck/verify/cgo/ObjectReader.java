package dev.archcheck.verify.cgo;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one object of the stream. Fields may come in any order. A field that occurs twice counts
 * with all that it says, so that a second, empty one hides nothing.
 */
final class ObjectReader {

  /** What go reads of the comments above {@code import "C"}. */
  private static final List<Field> FLAGS =
      List.of(
          Field.CGO_LDFLAGS,
          Field.CGO_CFLAGS,
          Field.CGO_CPPFLAGS,
          Field.CGO_CXXFLAGS,
          Field.CGO_FFLAGS,
          Field.CGO_PKG_CONFIG);

  /** What is wrong with an object that is JSON but no package. */
  static final class NoPackageException extends IOException {

    private static final long serialVersionUID = 1;

    NoPackageException(String message) {
      super(message);
    }
  }

  /** Of one package; the standard library's largest has some hundreds. */
  private static final int MOST_FILES = 100_000;

  /** Of one run; the largest programs have some ten thousand packages. */
  private static final int MOST_NAMES = 500_000;

  /** Where these stand twice, two objects have become one. */
  private static final Set<Field> ONCE =
      EnumSet.of(Field.IMPORT_PATH, Field.DIR, Field.NAME, Field.MODULE);

  private static final String[] OTHER_OUTPUTS = {
    "Path", "an object has Path and no ImportPath, as those of go list -m",
    "Action", "an object has Action and no ImportPath, as those of go test -json",
  };

  private final JsonParser json;
  private final Names names;
  private final Map<Field, List<String>> lists = new EnumMap<>(Field.class);
  private final Set<Field> seen = EnumSet.noneOf(Field.class);
  private String path = "";
  private String importPath = "";
  private String name = "";
  private String dir = "";
  private String forTest = "";
  private String stranger = "";
  private boolean standard;
  private boolean depOnly;
  private boolean incomplete;
  private GoModule module = GoModule.NONE;
  private @Nullable PackageError error;
  private int[] imports = {};

  ObjectReader(JsonParser json, Names names) {
    this.json = json;
    this.names = names;
  }

  /** Reads up to the end of the object whose start is the current token. */
  GoPackage read() throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String word = json.currentName();
      JsonToken value = json.nextToken();
      Field field = Field.of(word);
      if (field == null) {
        note(word);
        json.skipChildren();
      } else if (value != JsonToken.VALUE_NULL) {
        if (!seen.add(field) && ONCE.contains(field)) {
          throw new NoPackageException(importPath + ": " + field.word() + " stands in it twice");
        }
        field(field, value);
      }
    }
    if (importPath.isEmpty()) {
      throw new NoPackageException(stranger.isEmpty() ? "an object has no ImportPath" : stranger);
    }
    return made();
  }

  /** {@return the import path as the object has it, with any brackets} */
  String path() {
    return path;
  }

  /** {@return whether the package has tests} */
  boolean hasTests() {
    return seen.contains(Field.TEST_GO_FILES) || seen.contains(Field.XTEST_GO_FILES);
  }

  /** Adds to a scan what else was seen of the object. */
  void keepIn(Scan.Builder scan) {
    scan.fields.addAll(seen);
    if (Marks.wants(importPath)) {
      scan.marks.keep(importPath, lists, seen);
    }
  }

  private void note(String word) {
    for (int i = 0; i < OTHER_OUTPUTS.length; i += 2) {
      if (word.equals(OTHER_OUTPUTS[i])) {
        stranger = OTHER_OUTPUTS[i + 1];
      }
    }
  }

  private void field(Field field, JsonToken value) throws IOException {
    switch (field) {
      case IMPORT_PATH -> {
        path = text(field, value);
        importPath = path.indexOf(" [") > 0 ? GoPackage.plainPath(path) : path;
      }
      case NAME -> name = text(field, value);
      case DIR -> dir = text(field, value);
      case FOR_TEST -> forTest = text(field, value);
      case STANDARD -> standard = flag(field, value);
      case DEP_ONLY -> depOnly = flag(field, value);
      case INCOMPLETE -> incomplete |= flag(field, value);
      case MODULE -> module = module(value);
      case ERROR -> error = error(value);
      case IMPORTS -> imports(value);
      case CGO_FILES,
          SWIG_FILES,
          SWIG_CXX_FILES,
          SYSO_FILES,
          S_FILES,
          CGO_LDFLAGS,
          CGO_CFLAGS,
          CGO_CPPFLAGS,
          CGO_CXXFLAGS,
          CGO_FFLAGS,
          CGO_PKG_CONFIG,
          GO_FILES,
          IGNORED_GO_FILES ->
          list(field, value);
      case TEST_GO_FILES, XTEST_GO_FILES -> {
        if (Marks.wants(importPath)) {
          list(field, value);
        } else {
          json.skipChildren();
        }
      }
      case DOC,
          GOROOT,
          IGNORED_OTHER_FILES,
          TEST_IMPORTS,
          XTEST_IMPORTS,
          H_FILES,
          DEPS,
          DEPS_ERRORS ->
          json.skipChildren();
    }
  }

  private GoPackage made() {
    boolean own = !standard;
    List<String> swig = new ArrayList<>(lists.getOrDefault(Field.SWIG_FILES, List.of()));
    swig.addAll(lists.getOrDefault(Field.SWIG_CXX_FILES, List.of()));
    List<String> flags = new ArrayList<>();
    FLAGS.forEach(field -> flags.addAll(lists.getOrDefault(field, List.of())));
    List<String> goFiles = lists.getOrDefault(Field.GO_FILES, List.of());
    List<String> cgoFiles = lists.getOrDefault(Field.CGO_FILES, List.of());
    boolean ofTests = !forTest.isEmpty() || GoPackage.isTestMain(name, path, goFiles, cgoFiles);
    importPath = ofTests ? path : GoPackage.plainPath(path);
    return new GoPackage(
        importPath,
        name,
        dir,
        standard,
        depOnly,
        forTest,
        module,
        cgoFiles,
        List.copyOf(swig),
        lists.getOrDefault(Field.SYSO_FILES, List.of()),
        own ? lists.getOrDefault(Field.S_FILES, List.of()) : List.of(),
        own ? goFiles : List.of(),
        own ? lists.getOrDefault(Field.IGNORED_GO_FILES, List.of()) : List.of(),
        new Imports(imports(ofTests)),
        error,
        incomplete,
        List.copyOf(flags));
  }

  /** What tests import may be variants for them; all else are those for a program's profile. */
  private int[] imports(boolean ofTests) {
    for (int i = 0; i < imports.length; i++) {
      String text = names.text(imports[i]);
      if (text.endsWith("]")) {
        imports[i] =
            names.number(ofTests ? GoPackage.withoutProgram(text) : GoPackage.plainPath(text));
      }
    }
    return imports;
  }

  private String text(Field field, JsonToken value) throws IOException {
    if (value != JsonToken.VALUE_STRING) {
      throw wrong(field, "a string", value);
    }
    return json.getText();
  }

  private boolean flag(Field field, JsonToken value) throws IOException {
    if (!value.isBoolean()) {
      throw wrong(field, "a boolean", value);
    }
    return value == JsonToken.VALUE_TRUE;
  }

  private void list(Field field, JsonToken value) throws IOException {
    List<String> list = lists.computeIfAbsent(field, _ -> new ArrayList<>(4));
    start(field, value);
    for (JsonToken one = json.nextToken(); one != JsonToken.END_ARRAY; one = json.nextToken()) {
      list.add(text(field, one));
      if (list.size() > MOST_FILES) {
        throw new NoPackageException(importPath + ": " + field.word() + " has no end");
      }
    }
  }

  private void imports(JsonToken value) throws IOException {
    start(Field.IMPORTS, value);
    int[] more = new int[16];
    int count = 0;
    for (JsonToken one = json.nextToken(); one != JsonToken.END_ARRAY; one = json.nextToken()) {
      if (count == more.length) {
        more = Arrays.copyOf(more, 2 * count);
      }
      more[count++] = names.number(text(Field.IMPORTS, one));
      if (names.size() > MOST_NAMES) {
        throw new NoPackageException("there are more than " + MOST_NAMES + " packages");
      }
    }
    int[] all = Arrays.copyOf(imports, imports.length + count);
    System.arraycopy(more, 0, all, imports.length, count);
    imports = all;
  }

  private void start(Field field, JsonToken value) throws NoPackageException {
    if (value != JsonToken.START_ARRAY) {
      throw wrong(field, "an array", value);
    }
  }

  private GoModule module(JsonToken value) throws IOException {
    String path = "";
    String version = "";
    String goMod = "";
    String replacement = "";
    boolean main = false;
    boolean indirect = false;
    if (value != JsonToken.START_OBJECT) {
      throw wrong(Field.MODULE, "an object", value);
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String word = json.currentName();
      JsonToken inner = json.nextToken();
      switch (word) {
        case "Path" -> path = text(Field.MODULE, inner);
        case "Version" -> version = text(Field.MODULE, inner);
        case "GoMod" -> goMod = text(Field.MODULE, inner);
        case "Main" -> main = flag(Field.MODULE, inner);
        case "Indirect" -> indirect = flag(Field.MODULE, inner);
        case "Replace" ->
            replacement = inner == JsonToken.VALUE_NULL ? "" : module(inner).toString();
        default -> json.skipChildren();
      }
    }
    return new GoModule(path, version, main, indirect, goMod, replacement);
  }

  private PackageError error(JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      throw wrong(Field.ERROR, "an object", value);
    }
    List<String> stack = new ArrayList<>();
    String position = "";
    String message = "";
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String word = json.currentName();
      JsonToken inner = json.nextToken();
      switch (word) {
        case "Pos" -> position = text(Field.ERROR, inner);
        case "Err" -> message = text(Field.ERROR, inner);
        case "ImportStack" -> {
          if (inner != JsonToken.VALUE_NULL) {
            start(Field.ERROR, inner);
            while (json.nextToken() != JsonToken.END_ARRAY) {
              stack.add(text(Field.ERROR, json.currentToken()));
            }
          }
        }
        default -> json.skipChildren();
      }
    }
    return new PackageError(stack, position, message);
  }

  private NoPackageException wrong(Field field, String wanted, JsonToken value) {
    return new NoPackageException(
        (importPath.isEmpty() ? "" : importPath + ": ")
            + field.word()
            + " is not "
            + wanted
            + " but "
            + value);
  }
}
