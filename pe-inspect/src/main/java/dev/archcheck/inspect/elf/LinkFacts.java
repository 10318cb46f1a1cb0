package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.MinimumOs;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Witness;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a file asks of the system that it is loaded on: the C library and the oldest version. */
final class LinkFacts {

  private static final int MAX_NOTE_BYTES = 4096;

  private final Layout layout;
  private final ByteSource source;
  private final Os os;
  private final String interpreter;

  LinkFacts(Layout layout, Os os, String interpreter) {
    this.layout = layout;
    this.source = layout.source();
    this.os = os;
    this.interpreter = interpreter;
  }

  @Nullable Libc libc() throws IOException {
    String name = byInterpreter();
    if (!name.isEmpty()) {
      ProgramHeader segment = layout.segment(ElfFormat.PT_INTERP);
      long at = segment == null ? 0 : segment.offset();
      return new Libc(name, Witness.at(source, "PT_INTERP", "", at, interpreter, name));
    }
    return byNeeded();
  }

  private String byInterpreter() {
    String file = interpreter.substring(interpreter.lastIndexOf('/') + 1);
    if (file.startsWith("ld-musl")) {
      return "musl";
    }
    if (file.startsWith("ld-linux") || file.startsWith("ld64.so")) {
      return "glibc";
    }
    if (file.contains("uClibc")) {
      return "uclibc";
    }
    return os.equals(Os.ANDROID) && file.startsWith("linker") ? "bionic" : "";
  }

  private @Nullable Libc byNeeded() throws IOException {
    DynamicTable dynamic = layout.dynamic();
    if (dynamic == null) {
      return null;
    }
    StringTable names = dynamic.has(ElfFormat.DT_NEEDED) ? layout.dynamicNames(dynamic) : null;
    for (int i = 0; names != null && i < dynamic.count(); i++) {
      if (dynamic.tag(i) == ElfFormat.DT_NEEDED) {
        String library = names.name(dynamic.value(i));
        String libc = ofLibrary(library);
        if (!libc.isEmpty()) {
          String structure = DynamicTable.structureName(layout.wide());
          return new Libc(
              libc,
              Witness.at(source, structure, "DT_NEEDED", dynamic.valueOffset(i), library, libc));
        }
      }
    }
    return null;
  }

  private String ofLibrary(String library) {
    if (library.startsWith("libc.musl-") || library.startsWith("ld-musl")) {
      return "musl";
    }
    if (library.equals("libc.so.6")
        || library.equals("libc.so.6.1")
        || library.startsWith("ld-linux")
        || library.startsWith("ld64.so")) {
      return "glibc";
    }
    if (library.equals("libc.so.0") || library.contains("uClibc")) {
      return "uclibc";
    }
    if (!library.equals("libc.so")) {
      return "";
    }
    // The name without a number: Android's, or what musl's own compiler wrapper links.
    return os.equals(Os.ANDROID) ? "bionic" : os.equals(Os.LINUX) ? "musl" : "";
  }

  @Nullable MinimumOs minimum() throws IOException {
    MinimumOs glibc = glibc();
    return glibc != null ? glibc : byNotes();
  }

  private @Nullable MinimumOs glibc() throws IOException {
    DynamicTable dynamic = layout.dynamic();
    if (dynamic == null) {
      return null;
    }
    Versions.Need highest = null;
    List<Versions.Need> needs = Versions.needs(layout, dynamic);
    for (Versions.Need need : needs) {
      if (isNumbered(need) && (highest == null || compare(need.name(), highest.name()) > 0)) {
        highest = need;
      }
    }
    return highest == null
        ? null
        : new MinimumOs(
            "glibc",
            highest.name().substring(GLIBC.length()),
            Witness.at(
                source,
                "Elf_Vernaux",
                "vna_name",
                highest.at(),
                highest.name(),
                highest.library()));
  }

  private static final String GLIBC = "GLIBC_";

  /** Some names are no versions: GLIBC_PRIVATE, GLIBC_ABI_DT_RELR. */
  private static boolean isNumbered(Versions.Need need) {
    String name = need.name();
    if (!name.startsWith(GLIBC) || name.length() == GLIBC.length()) {
      return false;
    }
    for (int i = GLIBC.length(); i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  /** Compares two names with the numbers between their dots. */
  private static int compare(String left, String right) {
    int i = GLIBC.length();
    int j = GLIBC.length();
    while (i < left.length() || j < right.length()) {
      int endLeft = end(left, i);
      int endRight = end(right, j);
      int order = Long.compare(number(left, i, endLeft), number(right, j, endRight));
      if (order != 0) {
        return order;
      }
      i = endLeft + 1;
      j = endRight + 1;
    }
    return 0;
  }

  private static int end(String text, int from) {
    int dot = from < text.length() ? text.indexOf('.', from) : -1;
    return dot < 0 ? Math.max(from, text.length()) : dot;
  }

  private static long number(String text, int from, int to) {
    long value = 0;
    for (int i = from; i < Math.min(to, text.length()) && value < 1_000_000_000; i++) {
      value = value * 10 + (text.charAt(i) - '0');
    }
    return value;
  }

  private @Nullable MinimumOs byNotes() throws IOException {
    for (ProgramHeader segment : layout.segments()) {
      if (segment.type() == ElfFormat.PT_NOTE && segment.fits(source.size())) {
        MinimumOs minimum = byNotes(segment);
        if (minimum != null) {
          return minimum;
        }
      }
    }
    return null;
  }

  private @Nullable MinimumOs byNotes(ProgramHeader segment) throws IOException {
    NoteReader notes =
        new NoteReader(
            source,
            layout.byteOrder(),
            segment.offset(),
            Math.min(segment.fileSize(), MAX_NOTE_BYTES),
            segment.alignment());
    for (Note note = notes.next(); note != null; note = notes.next()) {
      MinimumOs minimum = byNote(note);
      if (minimum != null) {
        return minimum;
      }
    }
    return null;
  }

  private @Nullable MinimumOs byNote(Note note) throws IOException {
    boolean tag = note.type() == 1;
    if (tag && note.name().equals("GNU") && note.first() == 0 && note.descriptorSize() >= 16) {
      return note(note, "Linux kernel", note.second() + "." + note.third() + "." + fourth(note));
    }
    if (tag && note.name().equals("Android") && note.first() > 0) {
      return note(note, "Android API", Long.toString(note.first()));
    }
    if (tag && note.name().equals("FreeBSD") && note.first() > 100_000) {
      return note(note, "FreeBSD", note.first() / 100_000 + "." + note.first() / 1000 % 100);
    }
    if (tag && note.name().equals("NetBSD") && note.first() >= 100_000_000) {
      return note(
          note, "NetBSD", note.first() / 100_000_000 + "." + note.first() / 1_000_000 % 100);
    }
    return null;
  }

  private long fourth(Note note) throws IOException {
    return source.read(note.descriptorOffset() + 12, 4).order(layout.byteOrder()).getInt(0)
        & 0xFFFF_FFFFL;
  }

  private MinimumOs note(Note note, String what, String version) {
    return new MinimumOs(
        what,
        version,
        Witness.at(
            source,
            "Elf_Nhdr",
            Note.typeName(note.name(), note.type()),
            note.at(),
            version,
            what + " " + version));
  }
}
