package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * A segment_command, 56 bytes, or segment_command_64, 72 bytes (mach-o/loader.h), with the sections
 * that follow it.
 */
public record SegmentCommand(
    CommandType type,
    long offset,
    int size,
    String segname,
    long vmaddr,
    long vmsize,
    long fileoff,
    long filesize,
    int maxprot,
    int initprot,
    long flags,
    List<Section> sections)
    implements LoadCommand {

  static final int SIZE_32 = 56;
  static final int SIZE_64 = 72;

  /** Where fileoff and filesize stand in the command, for the scan that decodes nothing else. */
  static final int FILEOFF_32 = 32;

  static final int FILEOFF_64 = 40;

  private static final FlagNames FLAGS =
      new FlagNames("HIGHVM FVMLIB NORELOC PROTECTED_VERSION_1 READ_ONLY");

  /** {@return whether memory of it may be read once it is loaded} */
  public boolean isReadable() {
    return (initprot & 1) != 0;
  }

  /** {@return whether memory of it may be written once it is loaded} */
  public boolean isWritable() {
    return (initprot & 2) != 0;
  }

  /** {@return whether memory of it may be executed once it is loaded} */
  public boolean isExecutable() {
    return (initprot & 4) != 0;
  }

  static SegmentCommand read(CommandHead head, Cursor in, boolean wide)
      throws MalformedBinaryException {
    String segname = in.text("segname", 16);
    long vmaddr = in.word("vmaddr", wide);
    long vmsize = in.word("vmsize", wide);
    long fileoff = in.word("fileoff", wide);
    long filesize = in.word("filesize", wide);
    int maxprot = protection(in, "maxprot");
    int initprot = protection(in, "initprot");
    long nsects = in.u32("nsects");
    long flags = in.u32("flags");
    if (in.isRecording()) {
      in.label(FLAGS.of(flags));
    }
    return new SegmentCommand(
        head.type(),
        head.offset(),
        head.size(),
        segname,
        vmaddr,
        vmsize,
        fileoff,
        filesize,
        maxprot,
        initprot,
        flags,
        in.isRecording() ? List.of() : sections(in, nsects, wide));
  }

  private static int protection(Cursor in, String field) throws MalformedBinaryException {
    int bits = (int) in.u32(field);
    if (in.isRecording()) {
      in.label(
          ((bits & 1) != 0 ? "r" : "-")
              + ((bits & 2) != 0 ? "w" : "-")
              + ((bits & 4) != 0 ? "x" : "-"));
    }
    return bits;
  }

  private static List<Section> sections(Cursor in, long nsects, boolean wide)
      throws MalformedBinaryException {
    if (nsects > in.remaining() / Section.size(wide)) {
      throw in.malformed(
          "nsects", in.start(), Reason.OUT_OF_RANGE, nsects + " sections do not fit the command");
    }
    List<Section> sections = new ArrayList<>((int) nsects);
    for (int i = 0; i < nsects; i++) {
      sections.add(Section.read(in, wide));
    }
    return List.copyOf(sections);
  }
}
