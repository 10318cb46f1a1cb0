package dev.archcheck.testkit;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A stream as {@code go list -deps -json} writes it, made by hand. */
public final class GoListText {

  /** The module of the user. */
  public static final String MAIN = "example.com/app";

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final List<ObjectNode> objects = new ArrayList<>();

  private GoListText() {}

  /** {@return the packages that every program needs, as they are for a target with cgo on} */
  public static GoListText on(String os, String arch) {
    GoListText text = new GoListText();
    text.standard(os, arch, "TestGoFiles");
    list(text.std("runtime/cgo", "C", "unsafe"), "CgoFiles", "cgo.go");
    return text;
  }

  /** {@return the same with cgo off} */
  public static GoListText off(String os, String arch) {
    GoListText text = new GoListText();
    text.standard(os, arch, "IgnoredGoFiles");
    return text;
  }

  private void standard(String os, String arch, String field) {
    list(std("unsafe"), "GoFiles", "unsafe.go");
    list(std("internal/goarch"), "GoFiles", "goarch.go", "zgoarch_" + arch + ".go");
    list(std("internal/goos"), "GoFiles", "goos.go", "zgoos_" + os + ".go");
    ObjectNode runtime = std("runtime", "internal/goarch", "internal/goos", "unsafe");
    runtime.put("Doc", "Package runtime");
    runtime.put("Goroot", true);
    list(runtime, "IgnoredOtherFiles", "asm_386.s");
    list(runtime, "TestImports", "testing");
    list(runtime, "XTestImports", "testing");
    list(runtime, "GoFiles", "proc.go");
    list(runtime, "HFiles", "asm.h");
    list(runtime, "SFiles", "rt0_" + os + "_" + arch + ".s");
    list(runtime, "Deps", "internal/goarch", "internal/goos", "unsafe");
    list(runtime, field, "crash_cgo_test.go");
  }

  private ObjectNode object(String path, String... imports) {
    ObjectNode object = MAPPER.createObjectNode();
    object.put("ImportPath", path).put("Name", "p");
    list(object, "Imports", imports);
    objects.add(object);
    return object;
  }

  private ObjectNode std(String path, String... imports) {
    return object(path, imports)
        .put("Dir", "/go/src/" + path)
        .put("Standard", true)
        .put("DepOnly", true);
  }

  /** Sets a list of an object. */
  public static void list(ObjectNode object, String field, String... texts) {
    ArrayNode array = object.putArray(field);
    for (String text : texts) {
      array.add(text);
    }
  }

  /** Adds a program of the user's module. */
  public GoListText program(String path, String... imports) {
    ObjectNode object = object(path, imports).put("Name", "main").put("Dir", "/src/app");
    object.putObject("Module").put("Path", MAIN).put("Main", true).put("GoMod", "/src/app/go.mod");
    return this;
  }

  /** Adds a dependency, of a module of its own name. */
  public GoListText dep(String path, String... imports) {
    ObjectNode object = object(path, imports).put("Dir", "/mod/" + path).put("DepOnly", true);
    object.putObject("Module").put("Path", path).put("Version", "v1.2.3");
    return this;
  }

  /** Adds a dependency with files that import C. */
  public GoListText cgo(String path, String... files) {
    dep(path, "C", "unsafe");
    list(find(path), "CgoFiles", files);
    return this;
  }

  /** {@return the object of a package, to be changed} */
  public ObjectNode find(String path) {
    return objects.stream()
        .filter(one -> one.path("ImportPath").asText().equals(path))
        .findFirst()
        .orElseThrow();
  }

  /** {@return the stream} */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (ObjectNode object : objects) {
      try {
        text.append(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(object));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** {@return a file with the stream} */
  public Path in(Path folder, String name) throws IOException {
    return Files.write(folder.resolve(name), text().getBytes(StandardCharsets.UTF_8));
  }
}
