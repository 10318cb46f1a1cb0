package dev.archcheck.verify.cgo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** What {@code go list -deps -json} would write, made by hand and in its own form. */
final class GoStream {

  static final String MAIN = "example.com/app";

  private final List<Obj> objects = new ArrayList<>();

  /** One object; a field that is set again is replaced, as {@code null} it is left out. */
  static final class Obj {

    private final Map<String, String> fields = new LinkedHashMap<>();

    private Obj(String importPath) {
      text("ImportPath", importPath);
    }

    Obj raw(String field, String json) {
      fields.put(field, json);
      return this;
    }

    Obj without(String field) {
      fields.remove(field);
      return this;
    }

    Obj text(String field, String text) {
      return raw(field, quoted(text));
    }

    Obj list(String field, String... texts) {
      StringBuilder json = new StringBuilder("[");
      for (String one : texts) {
        json.append(json.length() == 1 ? "\n\t\t" : ",\n\t\t").append(quoted(one));
      }
      return raw(field, json.append("\n\t]").toString());
    }

    Obj imports(String... paths) {
      return list("Imports", paths);
    }

    /**
     * As go has it once more for a program with a profile: also what it imports is of that kind.
     */
    Obj forProgram(String brackets) {
      for (String field : List.of("ImportPath", "Imports")) {
        String json = fields.get(field);
        if (json != null) {
          raw(field, json.replaceAll("(?<=[a-z])\"", brackets + "\""));
        }
      }
      return this;
    }

    Obj cgo(String... files) {
      return list("CgoFiles", files);
    }

    Obj dep() {
      return raw("DepOnly", "true");
    }

    Obj standard() {
      return raw("Standard", "true");
    }

    Obj program() {
      return text("Name", "main");
    }

    Obj forTest(String of) {
      return text("ForTest", of);
    }

    Obj module(String path, String version) {
      return raw(
          "Module", "{\"Path\": " + quoted(path) + ", \"Version\": " + quoted(version) + "}");
    }

    Obj own() {
      return raw(
          "Module", "{\"Path\": \"" + MAIN + "\", \"Main\": true, \"GoMod\": \"/src/app/go.mod\"}");
    }

    Obj error(String position, String message) {
      return raw(
          "Error",
          "{\"ImportStack\": [], \"Pos\": "
              + quoted(position)
              + ", \"Err\": "
              + quoted(message)
              + "}");
    }

    Obj incomplete() {
      return raw("Incomplete", "true");
    }

    String json() {
      StringBuilder json = new StringBuilder("{\n");
      fields.forEach((field, value) ->
          json.append(json.length() == 2 ? "\t\"" : ",\n\t\"")
              .append(field)
              .append("\": ")
              .append(value));
      return json.append("\n}\n").toString();
    }
  }

  /** {@return an object of a package that was asked for, of no module} */
  static Obj pkg(String importPath) {
    String name = importPath.substring(importPath.lastIndexOf('/') + 1);
    return new Obj(importPath).text("Name", name.isEmpty() ? "p" : name);
  }

  /** {@return the program that go makes of a package's tests} */
  static Obj testMain(String importPath) {
    return pkg(importPath + ".test").program().list("GoFiles", "/cache/go-build/ab/abcd-d");
  }

  /** {@return a dependency of a module of its own name} */
  static Obj dep(String importPath) {
    return pkg(importPath)
        .dep()
        .text("Dir", "/mod/" + importPath + "@v1.2.3")
        .module(importPath, "v1.2.3");
  }

  /** {@return a package of the user's own module, {@code example.com/app} and below} */
  static Obj own(String importPath) {
    return pkg(importPath).text("Dir", "/src/app" + importPath.substring(MAIN.length())).own();
  }

  static Obj std(String importPath) {
    return pkg(importPath).dep().standard().text("Dir", "/go/src/" + importPath);
  }

  static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u00").append(c < 16 ? "0" : "").append(Integer.toHexString(c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }

  GoStream add(Obj... more) {
    objects.addAll(List.of(more));
    return this;
  }

  /** The packages that everything needs, as they are with cgo on. */
  static GoStream on(String os, String arch) {
    return new GoStream().add(standard(os, arch, true).toArray(new Obj[0]));
  }

  /** The same with cgo off. */
  static GoStream off(String os, String arch) {
    return new GoStream().add(standard(os, arch, false).toArray(new Obj[0]));
  }

  static List<Obj> standard(String os, String arch, boolean cgo) {
    List<Obj> all = new ArrayList<>();
    all.add(std("unsafe").list("GoFiles", "unsafe.go"));
    all.add(
        std("internal/goarch").list("GoFiles", "goarch.go", "zgoarch_" + arch + ".go").imports());
    all.add(std("internal/goos").list("GoFiles", "goos.go", "zgoos_" + os + ".go").imports());
    all.add(runtime(os, arch).list(cgo ? "TestGoFiles" : "IgnoredGoFiles", "crash_cgo_test.go"));
    if (cgo) {
      all.add(std("runtime/cgo").cgo("cgo.go").imports("C", "unsafe"));
    }
    return all;
  }

  /** {@return the package, with every field that no filter would ask for together} */
  static Obj runtime(String os, String arch) {
    return std("runtime")
        .text("Doc", "Package runtime")
        .raw("Goroot", "true")
        .list("IgnoredOtherFiles", "asm_386.s")
        .list("TestImports", "testing")
        .list("XTestImports", "testing")
        .list("GoFiles", "proc.go")
        .list("HFiles", "asm.h")
        .list("SFiles", "rt0_" + os + "_" + arch + ".s")
        .imports("internal/goarch", "internal/goos", "unsafe")
        .list("Deps", "internal/goarch", "internal/goos", "unsafe");
  }

  /** {@return the object of a package, for changes} */
  Obj find(String importPath) {
    return objects.stream()
        .filter(one -> quoted(importPath).equals(one.fields.get("ImportPath")))
        .findFirst()
        .orElseThrow();
  }

  GoStream without(String importPath) {
    objects.remove(find(importPath));
    return this;
  }

  List<Obj> objects() {
    return objects;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    objects.forEach(one -> text.append(one.json()));
    return text.toString();
  }

  byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  Scan scan() {
    return read(bytes()).getFirst();
  }

  static List<Scan> read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  static List<Scan> read(byte[] bytes) {
    try {
      return GoListReader.read("test", new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
