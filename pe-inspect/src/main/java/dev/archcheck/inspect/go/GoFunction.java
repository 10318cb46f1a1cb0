package dev.archcheck.inspect.go;

/**
 * A function of a program.
 *
 * @param name its full name as the linker wrote it, for example {@code
 *     example.com/mod.(*Type).Method}; type arguments are {@code [...]}
 * @param address its entry, as linked; an offset from the start of the code where {@link
 *     FunctionTable#addressesKnown} is false
 * @param size how many bytes there are up to the next function
 * @param offset the absolute offset of its record in the file
 * @param file the source file, or the empty string: code that no Go tool compiled has none
 * @param line the line of its entry, or 0
 */
public record GoFunction(String name, long address, long size, long offset, String file, int line) {

  /** {@return the parts of its name} */
  public FunctionName parts() {
    return FunctionName.parse(name);
  }
}
