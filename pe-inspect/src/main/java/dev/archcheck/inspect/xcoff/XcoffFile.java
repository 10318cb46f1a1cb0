package dev.archcheck.inspect.xcoff;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.Structure;
import dev.archcheck.inspect.Witness;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An XCOFF file (AIX Files Reference, XCOFF Object File Format): object or executable. */
public final class XcoffFile implements Binary, LoadedImage {

  /** What the magic alone would let through is held against the rest of the header. */
  private static final int MAX_OPTIONAL_HEADER = 256;

  private static final int SYMBOL_SIZE = 18;

  private final ByteSource source;
  private final XcoffHeader header;

  private XcoffFile(ByteSource source, XcoffHeader header) {
    this.source = source;
    this.header = header;
  }

  /**
   * {@return whether the first bytes are of this format} The magic has two bytes only, so sections
   * and symbols must fit into the file and the first section must have a name.
   */
  public static boolean isXcoff(ByteSource source) throws IOException {
    if (source.size() < XcoffHeader.SIZE_64) {
      return false;
    }
    ByteBuffer head = source.read(0, XcoffHeader.SIZE_64).order(ByteOrder.BIG_ENDIAN);
    if (!XcoffHeader.isMagic(head.getShort(0) & 0xFFFF)) {
      return false;
    }
    XcoffHeader header = XcoffHeader.read(XcoffHeader.open(source, false));
    boolean wide = header.wide();
    long symbols = header.symbolTableOffset();
    long end =
        header.sectionsOffset() + (long) header.sectionCount() * XcoffSection.headerSize(wide);
    return header.optionalHeaderSize() <= MAX_OPTIONAL_HEADER
        && end <= source.size()
        && symbols >= 0
        && (symbols == 0 || symbols >= end)
        && symbols <= source.size() - header.symbolCount() * SYMBOL_SIZE
        && (header.sectionCount() == 0 ? symbols > 0 : namesFirstSection(source, header));
  }

  private static boolean namesFirstSection(ByteSource source, XcoffHeader header)
      throws IOException {
    ByteBuffer name = source.read(header.sectionsOffset(), 8);
    if (name.get(0) != '.') {
      return false;
    }
    for (int i = 1; i < 8; i++) {
      int c = name.get(i);
      if (c != 0 && (c < ' ' || c > '~')) {
        return false;
      }
    }
    return true;
  }

  /** Reads the identity. */
  public static XcoffFile read(ByteSource source) throws IOException {
    return new XcoffFile(source, XcoffHeader.read(XcoffHeader.open(source, false)));
  }

  /** {@return the file header} */
  public XcoffHeader header() {
    return header;
  }

  @Override
  public ByteSource source() {
    return source;
  }

  @Override
  public Format format() {
    return Format.XCOFF;
  }

  /** {@inheritDoc} A library's members are marked as shared; only programs are executable alone. */
  @Override
  public Kind kind() {
    if ((header.flags() & XcoffHeader.F_SHROBJ) != 0) {
      return Kind.SHARED_LIBRARY;
    }
    return (header.flags() & XcoffHeader.F_EXEC) != 0 ? Kind.EXECUTABLE : Kind.OBJECT;
  }

  @Override
  public List<Platform> platforms() {
    return List.of(new Platform(Os.AIX, header.wide() ? Arch.PPC64 : Arch.PPC));
  }

  @Override
  public List<Witness> witnesses() {
    return List.of(
        Witness.at(
            source,
            "FILHDR",
            "f_magic",
            0,
            header.magic(),
            header.wide() ? "64-bit PowerPC, AIX" : "32-bit PowerPC, AIX"),
        Witness.at(
            source,
            "FILHDR",
            "f_flags",
            18,
            header.flags(),
            XcoffHeader.flagNames(header.flags())));
  }

  @Override
  public ByteOrder byteOrder() {
    return ByteOrder.BIG_ENDIAN;
  }

  @Override
  public int pointerSize() {
    return header.wide() ? 8 : 4;
  }

  @Override
  public List<Region> regions() throws IOException {
    List<Region> regions = new ArrayList<>();
    for (XcoffSection section : sections()) {
      int type = section.flags() & 0xFFFF;
      if (type == XcoffSection.STYP_TEXT
          || type == XcoffSection.STYP_DATA
          || type == XcoffSection.STYP_BSS) {
        boolean stored = type != XcoffSection.STYP_BSS;
        regions.add(
            new Region(
                section.name(),
                section.address(),
                section.size(),
                section.offset(),
                stored ? section.size() : 0,
                true,
                type != XcoffSection.STYP_TEXT,
                type == XcoffSection.STYP_TEXT));
      }
    }
    return regions;
  }

  List<XcoffSection> sections() throws IOException {
    List<XcoffSection> sections = new ArrayList<>();
    for (int i = 0; i < header.sectionCount(); i++) {
      sections.add(XcoffSection.read(section(i, false), header.wide()));
    }
    return sections;
  }

  private Cursor section(int index, boolean recording) throws IOException {
    int size = XcoffSection.headerSize(header.wide());
    long at = header.sectionsOffset() + (long) index * size;
    return recording
        ? Cursor.recording(source, "SCNHDR", at, size, ByteOrder.BIG_ENDIAN)
        : Cursor.open(source, "SCNHDR", at, size, ByteOrder.BIG_ENDIAN);
  }

  @Override
  public void describe(Detail detail, Consumer<Structure> out) throws IOException {
    switch (detail) {
      case HEADERS -> {
        Cursor in = XcoffHeader.open(source, true);
        var _ = XcoffHeader.read(in);
        out.accept(in.structure());
      }
      case SECTIONS -> {
        for (int i = 0; i < header.sectionCount(); i++) {
          Cursor in = section(i, true);
          var _ = XcoffSection.read(in, header.wide());
          out.accept(in.structure());
        }
      }
      case IMPORTS -> LoaderSection.describe(this, true, out);
      case EXPORTS -> LoaderSection.describe(this, false, out);
      case RELOCATIONS, FIXUPS, HYBRID -> {}
    }
  }
}
