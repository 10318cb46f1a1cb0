package dev.archcheck.inspect.plan9;

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
import java.util.List;
import java.util.function.Consumer;

/** A Plan 9 executable (a.out(6)): a header, text, data and symbols, one behind the other. */
public final class Plan9Executable implements Binary, LoadedImage {

  private final ByteSource source;
  private final ExecHeader header;

  private Plan9Executable(ByteSource source, ExecHeader header) {
    this.source = source;
    this.header = header;
  }

  /** {@return whether the first bytes are of this format and its sizes fit into the file} */
  public static boolean isPlan9(ByteSource source) throws IOException {
    if (source.size() < ExecHeader.SIZE) {
      return false;
    }
    ByteBuffer head = source.read(0, ExecHeader.SIZE).order(ByteOrder.BIG_ENDIAN);
    int magic = head.getInt(0);
    if (ExecHeader.arch(magic).equals(Arch.UNSPECIFIED)) {
      return false;
    }
    ExecHeader header = ExecHeader.read(open(source, ExecHeader.size(magic), false));
    // Every one of these is the size of a part of the file; there is no program without text.
    return header.text() > 0 && header.fileSize() <= source.size() && header.entry() != 0;
  }

  /** Reads the identity. */
  public static Plan9Executable read(ByteSource source) throws IOException {
    int magic = (int) open(source, ExecHeader.SIZE, false).u32("magic");
    return new Plan9Executable(
        source, ExecHeader.read(open(source, ExecHeader.size(magic), false)));
  }

  private static Cursor open(ByteSource source, int size, boolean recording) throws IOException {
    return recording
        ? Cursor.recording(source, "Exec", 0, size, ByteOrder.BIG_ENDIAN)
        : Cursor.open(source, "Exec", 0, size, ByteOrder.BIG_ENDIAN);
  }

  /** {@return the header} */
  public ExecHeader header() {
    return header;
  }

  @Override
  public ByteSource source() {
    return source;
  }

  @Override
  public Format format() {
    return Format.PLAN9;
  }

  @Override
  public Kind kind() {
    return Kind.EXECUTABLE;
  }

  @Override
  public List<Platform> platforms() {
    return List.of(new Platform(Os.PLAN9, ExecHeader.arch(header.magic())));
  }

  @Override
  public List<Witness> witnesses() {
    return List.of(
        Witness.at(
            source, "Exec", "magic", 0, header.magic(), ExecHeader.arch(header.magic()).name()));
  }

  @Override
  public ByteOrder byteOrder() {
    return switch (header.magic()) {
      case ExecHeader.I_MAGIC,
          ExecHeader.S_MAGIC,
          ExecHeader.E_MAGIC,
          ExecHeader.R_MAGIC,
          ExecHeader.N_MAGIC,
          ExecHeader.P_MAGIC,
          ExecHeader.L_MAGIC ->
          ByteOrder.LITTLE_ENDIAN;
      default -> ByteOrder.BIG_ENDIAN;
    };
  }

  @Override
  public int pointerSize() {
    return header.wide() ? 8 : 4;
  }

  @Override
  public List<Region> regions() {
    int size = ExecHeader.size(header.magic());
    long page = header.wide() ? 0x20_0000 : 0x1000;
    long text = page + size;
    // Data begins on the next page of memory, but in the file right behind the text.
    long data = (text + header.text() + page - 1) & -page;
    return List.of(
        new Region("text", text, header.text(), size, header.text(), true, false, true),
        new Region(
            "data",
            data,
            header.data() + header.bss(),
            size + header.text(),
            header.data(),
            true,
            true,
            false));
  }

  @Override
  public void describe(Detail detail, Consumer<Structure> out) throws IOException {
    if (detail == Detail.HEADERS) {
      Cursor in = open(source, ExecHeader.size(header.magic()), true);
      var _ = ExecHeader.read(in);
      out.accept(in.structure());
    }
  }
}
