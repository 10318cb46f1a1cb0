package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Structure;
import java.util.ArrayList;
import java.util.List;

/** One encoded pointer of a chain (the dyld_chained_ptr_ structures of mach-o/fixup-chains.h). */
record ChainedPointer(PointerFormat format, long raw) {

  private static final String[] KEYS = {"IA", "IB", "DA", "DB"};

  Structure describe(ChainedFixups fixups, long offset, long address)
      throws MalformedBinaryException {
    List<Field> fields = new ArrayList<>(8);
    fields.add(Field.number("value", offset, format.pointerSize(), raw));
    fields.add(Field.number("address", offset, 0, address));
    String name =
        switch (format.raw()) {
          case 1, 7, 9, 10, 12 -> arm64e(fixups, offset, fields);
          case 2, 6 -> plain64(fixups, offset, fields);
          case 3 -> plain32(fixups, offset, fields);
          case 4 -> target("dyld_chained_ptr_32_cache_rebase", 30, offset, fields);
          case 5 -> target("dyld_chained_ptr_32_firmware_rebase", 26, offset, fields);
          case 8, 11 -> kernelCache(offset, fields);
          case 13 -> sharedCache(offset, fields);
          default -> segmented(offset, fields);
        };
    return new Structure(name, offset, format.pointerSize(), fields);
  }

  private String arm64e(ChainedFixups fixups, long offset, List<Field> fields)
      throws MalformedBinaryException {
    boolean bind = bit(62);
    boolean auth = bit(63);
    if (bind) {
      boolean wide = format.raw() == 12;
      long ordinal = bits(0, wide ? 24 : 16);
      add(fields, offset, "ordinal", ordinal, fixups.importName(ordinal));
      if (auth) {
        signature(offset, fields);
      } else {
        add(fields, offset, "addend", bits(32, 19) << 45 >> 45, "");
      }
      String stem = "dyld_chained_ptr_arm64e_" + (auth ? "auth_bind" : "bind");
      return wide ? stem + "24" : stem;
    }
    add(fields, offset, "target", bits(0, auth ? 32 : 43), "");
    if (auth) {
      signature(offset, fields);
      return "dyld_chained_ptr_arm64e_auth_rebase";
    }
    add(fields, offset, "high8", bits(43, 8), "");
    return "dyld_chained_ptr_arm64e_rebase";
  }

  private String plain64(ChainedFixups fixups, long offset, List<Field> fields)
      throws MalformedBinaryException {
    if (bit(63)) {
      add(fields, offset, "ordinal", bits(0, 24), fixups.importName(bits(0, 24)));
      add(fields, offset, "addend", bits(24, 8), "");
      return "dyld_chained_ptr_64_bind";
    }
    add(fields, offset, "target", bits(0, 36), "");
    add(fields, offset, "high8", bits(36, 8), "");
    return "dyld_chained_ptr_64_rebase";
  }

  private String plain32(ChainedFixups fixups, long offset, List<Field> fields)
      throws MalformedBinaryException {
    if (bit(31)) {
      add(fields, offset, "ordinal", bits(0, 20), fixups.importName(bits(0, 20)));
      add(fields, offset, "addend", bits(20, 6), "");
      return "dyld_chained_ptr_32_bind";
    }
    return target("dyld_chained_ptr_32_rebase", 26, offset, fields);
  }

  private String kernelCache(long offset, List<Field> fields) {
    add(fields, offset, "target", bits(0, 30), "");
    add(fields, offset, "cacheLevel", bits(30, 2), "");
    if (bit(63)) {
      signature(offset, fields);
    }
    return "dyld_chained_ptr_64_kernel_cache_rebase";
  }

  private String sharedCache(long offset, List<Field> fields) {
    add(fields, offset, "runtimeOffset", bits(0, 34), "");
    if (!bit(63)) {
      add(fields, offset, "high8", bits(34, 8), "");
      return "dyld_chained_ptr_arm64e_shared_cache_rebase";
    }
    add(fields, offset, "diversity", bits(34, 16), "");
    add(fields, offset, "addrDiv", bits(50, 1), "");
    add(fields, offset, "keyIsData", bits(51, 1), bit(51) ? "DA" : "IA");
    return "dyld_chained_ptr_arm64e_shared_cache_auth_rebase";
  }

  private String segmented(long offset, List<Field> fields) {
    add(fields, offset, "targetSegOffset", bits(0, 28), "");
    add(fields, offset, "targetSegIndex", bits(28, 4), "");
    if (!bit(63)) {
      return "dyld_chained_ptr_arm64e_segmented_rebase";
    }
    signature(offset, fields);
    return "dyld_chained_ptr_arm64e_auth_segmented_rebase";
  }

  private String target(String name, int width, long offset, List<Field> fields) {
    add(fields, offset, "target", bits(0, width), "");
    return name;
  }

  private void signature(long offset, List<Field> fields) {
    add(fields, offset, "diversity", bits(32, 16), "");
    add(fields, offset, "addrDiv", bits(48, 1), "");
    add(fields, offset, "key", bits(49, 2), KEYS[(int) bits(49, 2)]);
  }

  private static void add(List<Field> fields, long offset, String name, long value, String label) {
    fields.add(Field.number(name, offset, 0, value, label));
  }

  private boolean bit(int at) {
    return bits(at, 1) != 0;
  }

  private long bits(int at, int width) {
    return raw >>> at & (1L << width) - 1;
  }
}
