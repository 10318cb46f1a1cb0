package dev.archcheck.inspect.go;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A package of a Go program, as its function table shows it. A package all of whose functions were
 * inlined or left out is not there.
 *
 * @param path its import path; the empty string for functions without one, such as assembly and C
 * @param functions how many functions it has
 * @param bytes how much code they are, in bytes, with the padding behind each
 */
public record GoPackage(String path, int functions, long bytes) {

  /**
   * {@return the packages in the order of their paths}
   *
   * @throws dev.archcheck.inspect.MalformedBinaryException if a function cannot be read
   */
  public static List<GoPackage> of(FunctionTable table) throws IOException {
    Map<String, GoPackage> packages = new TreeMap<>();
    table.forEach(function -> {
      // C functions can have dots in their names, too.
      String path = function.file().isEmpty() ? "" : function.parts().packagePath();
      packages.merge(path, new GoPackage(path, 1, function.size()), GoPackage::plus);
    });
    return List.copyOf(packages.values());
  }

  private GoPackage plus(GoPackage other) {
    return new GoPackage(path, functions + other.functions, bytes + other.bytes);
  }
}
