package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The versions of symbols that a file needs from libraries (Elf_Verneed and Elf_Vernaux, 16 bytes
 * each) and defines itself (Elf_Verdef, 20 bytes, and Elf_Verdaux, 8 bytes); GNU extension of the
 * gABI.
 */
final class Versions {

  private static final int MAX_VERSIONS = 1 << 14;
  private static final int NEED_SIZE = 16;
  private static final int DEFINITION_SIZE = 20;
  private static final int DEFINITION_NAME_SIZE = 8;

  /**
   * A version that is needed.
   *
   * @param library the library that has to have it
   * @param name for example {@code GLIBC_2.34}
   * @param index the number by which symbols refer to it
   * @param at where it is stored, relative to the source
   */
  record Need(String library, String name, int index, long at) {}

  private final Layout layout;
  private final StringTable names;
  private int seen;

  private Versions(Layout layout, StringTable names) {
    this.layout = layout;
    this.names = names;
  }

  /** {@return the versions that a file needs, in file order} */
  static List<Need> needs(Layout layout, DynamicTable dynamic) throws IOException {
    long at = layout.offsetOf(dynamic.get(ElfFormat.DT_VERNEED));
    return dynamic.has(ElfFormat.DT_VERNEED) && at >= 0
        ? new Versions(layout, layout.dynamicNames(dynamic))
            .needs(at, dynamic.get(ElfFormat.DT_VERNEEDNUM))
        : List.of();
  }

  /** {@return the name of each version that symbols can refer to, by its number} */
  static Map<Integer, String> byIndex(Layout layout, DynamicTable dynamic) throws IOException {
    Map<Integer, String> byIndex = new HashMap<>();
    for (Need need : needs(layout, dynamic)) {
      byIndex.put(need.index, need.name);
    }
    long at = layout.offsetOf(dynamic.get(ElfFormat.DT_VERDEF));
    if (dynamic.has(ElfFormat.DT_VERDEF) && at >= 0) {
      new Versions(layout, layout.dynamicNames(dynamic))
          .definitions(at, dynamic.get(ElfFormat.DT_VERDEFNUM), byIndex);
    }
    return byIndex;
  }

  private List<Need> needs(long start, long count) throws IOException {
    List<Need> needs = new ArrayList<>();
    long at = start;
    for (long i = 0; i < count; i++) {
      Cursor in = open("Elf_Verneed", at, NEED_SIZE);
      var _ = in.u16("vn_version");
      int versions = in.u16("vn_cnt");
      String library = names.name(in.u32("vn_file"));
      long first = in.u32("vn_aux");
      long next = in.u32("vn_next");
      needs(library, at + first, versions, needs);
      // A chain only ever goes forwards, so it ends with the file at the latest.
      if (next == 0) {
        break;
      }
      at += next;
    }
    return needs;
  }

  private void needs(String library, long start, int count, List<Need> needs) throws IOException {
    long at = start;
    for (int i = 0; i < count; i++) {
      Cursor in = open("Elf_Vernaux", at, NEED_SIZE);
      var _ = in.u32("vna_hash");
      var _ = in.u16("vna_flags");
      int index = in.u16("vna_other") & 0x7FFF;
      needs.add(new Need(library, names.name(in.u32("vna_name")), index, at));
      long next = in.u32("vna_next");
      if (next == 0) {
        break;
      }
      at += next;
    }
  }

  private void definitions(long start, long count, Map<Integer, String> byIndex)
      throws IOException {
    long at = start;
    for (long i = 0; i < count; i++) {
      Cursor in = open("Elf_Verdef", at, DEFINITION_SIZE);
      var _ = in.u16("vd_version");
      var _ = in.u16("vd_flags");
      int index = in.u16("vd_ndx") & 0x7FFF;
      var _ = in.u16("vd_cnt");
      var _ = in.u32("vd_hash");
      long first = in.u32("vd_aux");
      long next = in.u32("vd_next");
      Cursor name = open("Elf_Verdaux", at + first, DEFINITION_NAME_SIZE);
      byIndex.put(index, names.name(name.u32("vda_name")));
      if (next == 0) {
        break;
      }
      at += next;
    }
  }

  private Cursor open(String structure, long at, int size) throws IOException {
    if (++seen > MAX_VERSIONS) {
      throw MalformedBinaryException.at(
          layout.source(), structure, "", at, Reason.LIMIT, "follows " + MAX_VERSIONS + " others");
    }
    return Cursor.open(layout.source(), structure, at, size, layout.byteOrder());
  }
}
