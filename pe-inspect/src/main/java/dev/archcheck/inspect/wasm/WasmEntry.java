package dev.archcheck.inspect.wasm;

import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;

/**
 * An import or an export.
 *
 * @param at where it starts, relative to the source
 * @param size its size in bytes
 * @param module the module that an import is from, else the empty string
 * @param name its name
 * @param kind 0 function, 1 table, 2 memory, 3 global, 4 tag
 */
record WasmEntry(long at, long size, String module, String name, int kind) {

  static final int FUNCTION = 0;

  String label() {
    return switch (kind) {
      case FUNCTION -> "function";
      case 1 -> "table";
      case 2 -> "memory";
      case 3 -> "global";
      case 4 -> "tag";
      default -> "";
    };
  }

  static WasmEntry readImport(WasmInput in) throws IOException {
    long at = in.position();
    String module = in.name("module");
    String name = in.name("name");
    int kind = in.u8("kind");
    skipDescription(in, kind);
    return new WasmEntry(at, in.position() - at, module, name, kind);
  }

  static WasmEntry readExport(WasmInput in) throws IOException {
    long at = in.position();
    String name = in.name("name");
    int kind = in.u8("kind");
    in.skipNumber("index");
    return new WasmEntry(at, in.position() - at, "", name, kind);
  }

  private static void skipDescription(WasmInput in, int kind) throws IOException {
    switch (kind) {
      case FUNCTION -> in.skipNumber("typeidx");
      case 1 -> {
        skipType(in);
        skipLimits(in);
      }
      case 2 -> skipLimits(in);
      case 3 -> {
        skipType(in);
        in.skip(1, "mut");
      }
      case 4 -> {
        in.skip(1, "attribute");
        in.skipNumber("typeidx");
      }
      default -> throw in.malformed("kind", Reason.INVALID, "is " + kind);
    }
  }

  /** A value type is one byte, but a typed reference names its heap type behind it. */
  private static void skipType(WasmInput in) throws IOException {
    int type = in.u8("valtype");
    if (type == 0x63 || type == 0x64) {
      in.skipNumber("heaptype");
    }
  }

  private static void skipLimits(WasmInput in) throws IOException {
    int flags = in.u8("limits");
    in.skipNumber("min");
    if ((flags & 1) != 0) {
      in.skipNumber("max");
    }
    if ((flags & 8) != 0) {
      in.skipNumber("page size");
    }
  }
}
