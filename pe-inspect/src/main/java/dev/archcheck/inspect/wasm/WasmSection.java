package dev.archcheck.inspect.wasm;

/**
 * A section of a module.
 *
 * @param id what it holds
 * @param at where its id is, relative to the source
 * @param contents where its contents start, relative to the source
 * @param size the size of its contents in bytes
 * @param name the name of a custom section, else the empty string
 */
public record WasmSection(int id, long at, long contents, long size, String name) {

  static final int CUSTOM = 0;
  static final int IMPORT = 2;
  static final int EXPORT = 7;
  static final int START = 8;

  /** {@return the name that the specification gives to its id} */
  public String label() {
    return switch (id) {
      case CUSTOM -> "custom";
      case 1 -> "type";
      case IMPORT -> "import";
      case 3 -> "function";
      case 4 -> "table";
      case 5 -> "memory";
      case 6 -> "global";
      case EXPORT -> "export";
      case START -> "start";
      case 9 -> "element";
      case 10 -> "code";
      case 11 -> "data";
      case 12 -> "data count";
      case 13 -> "tag";
      default -> "section " + id;
    };
  }
}
