package dev.archcheck.inspect.xcoff;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Structure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The loader section: its header LDHDR (32 bytes, in 64-bit files 56 bytes), loader symbols LDSYM
 * (24 bytes), and the import file identifiers, three NUL-terminated texts each.
 */
final class LoaderSection {

  private static final int SYMBOL_SIZE = 24;
  private static final int L_EXPORT = 0x10;
  private static final int L_IMPORT = 0x40;
  private static final int MAX_NAME = 4096;
  private static final int INLINE_NAME = 8;

  private final ByteSource section;
  private final boolean wide;
  private final long symbolCount;
  private final long importCount;
  private final long importsOffset;
  private final long importsSize;
  private final long stringsOffset;
  private final long stringsSize;
  private final long symbolsOffset;

  private LoaderSection(ByteSource section, boolean wide) throws IOException {
    this.section = section;
    this.wide = wide;
    int size = wide ? 56 : 32;
    Cursor in = Cursor.open(section, "LDHDR", 0, size, ByteOrder.BIG_ENDIAN);
    var _ = in.u32("l_version");
    symbolCount = in.u32("l_nsyms");
    var _ = in.u32("l_nreloc");
    importsSize = in.u32("l_istlen");
    importCount = in.u32("l_nimpid");
    if (wide) {
      stringsSize = in.u32("l_stlen");
      importsOffset = in.u64("l_impoff");
      stringsOffset = in.u64("l_stoff");
      symbolsOffset = in.u64("l_symoff");
    } else {
      importsOffset = in.u32("l_impoff");
      stringsSize = in.u32("l_stlen");
      stringsOffset = in.u32("l_stoff");
      symbolsOffset = size;
    }
  }

  static void describe(XcoffFile file, boolean imports, Consumer<Structure> out)
      throws IOException {
    for (XcoffSection section : file.sections()) {
      if ((section.flags() & 0xFFFF) == XcoffSection.STYP_LOADER) {
        LoaderSection loader =
            new LoaderSection(
                file.source().slice(section.offset(), section.size()), file.header().wide());
        if (imports) {
          loader.importFiles(out);
        }
        loader.symbols(imports ? L_IMPORT : L_EXPORT, out);
      }
    }
  }

  private void importFiles(Consumer<Structure> out) throws IOException {
    ByteSource texts = section.slice(importsOffset, importsSize);
    long at = 0;
    for (long i = 0; i < importCount && at < texts.size(); i++) {
      long start = at;
      List<Field> fields = new ArrayList<>(3);
      for (String name : new String[] {"l_impidpath", "l_impidbase", "l_impidmem"}) {
        String text = text(texts, at);
        fields.add(Field.text(name, texts.origin() + at, text.length() + 1, text));
        at += text.length() + 1L;
      }
      out.accept(new Structure("import file ID", texts.origin() + start, at - start, fields));
    }
  }

  private void symbols(int wanted, Consumer<Structure> out) throws IOException {
    if (symbolsOffset < 0 || symbolCount > (section.size() - symbolsOffset) / SYMBOL_SIZE) {
      throw MalformedBinaryException.at(
          section, "LDHDR", "l_nsyms", 4, Reason.TRUNCATED, "announces " + symbolCount);
    }
    for (long i = 0; i < symbolCount; i++) {
      Cursor in =
          Cursor.recording(
              section, "LDSYM", symbolsOffset + i * SYMBOL_SIZE, SYMBOL_SIZE, ByteOrder.BIG_ENDIAN);
      if ((symbol(in) & wanted) != 0) {
        out.accept(in.structure());
      }
    }
  }

  /** Reads a symbol and gives back its type flags. */
  private int symbol(Cursor in) throws IOException {
    if (wide) {
      var _ = in.u64("l_value");
      name(in, in.u32("l_offset"));
    } else {
      shortName(in);
      var _ = in.u32("l_value");
    }
    var _ = in.u16("l_scnum");
    int flags = in.u8("l_smtype");
    var _ = in.u8("l_smclas");
    var _ = in.u32("l_ifile");
    var _ = in.u32("l_parm");
    return flags;
  }

  /** A name of up to eight characters is stored in place; four zero bytes say that it is not. */
  private void shortName(Cursor in) throws IOException {
    if (section.read(in.offset(), 4).getInt(0) == 0) {
      in.skip("l_zeroes", 4);
      name(in, in.u32("l_offset"));
    } else {
      var _ = in.text("l_name", INLINE_NAME);
    }
  }

  private void name(Cursor in, long index) throws IOException {
    if (index < stringsSize && stringsOffset >= 0 && stringsOffset <= section.size() - index) {
      in.label(text(section, stringsOffset + index));
    }
  }

  private static String text(ByteSource source, long offset) throws IOException {
    int reach = (int) Math.min(MAX_NAME, Math.max(0, source.size() - offset));
    ByteBuffer bytes = source.read(offset, reach);
    int end = 0;
    while (end < reach && bytes.get(end) != 0) {
      end++;
    }
    byte[] text = new byte[end];
    bytes.get(0, text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }
}
