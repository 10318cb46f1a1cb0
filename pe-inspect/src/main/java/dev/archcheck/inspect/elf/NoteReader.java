package dev.archcheck.inspect.elf;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Walks the notes of a segment or a section, one after the other. */
final class NoteReader {

  private static final int MAX_NOTES = 4096;
  private static final int MAX_OWNER = 256;

  private final ByteSource source;
  private final ByteOrder order;
  private final long end;
  private final long alignment;
  private final long start;
  private long position;
  private int seen;

  /**
   * Notes of an alignment of 8 pad to 8 bytes, all others to 4, whatever the class is: so do the
   * linkers.
   */
  NoteReader(ByteSource source, ByteOrder order, long offset, long size, long alignment) {
    this.source = source;
    this.order = order;
    this.start = offset;
    this.position = offset;
    this.end = offset + size;
    this.alignment = alignment == 8 ? 8 : 4;
  }

  /**
   * {@return the next note, or null behind the last one}
   *
   * @throws MalformedBinaryException if it reaches past the end
   */
  @Nullable Note next() throws IOException {
    if (position > end - Note.HEADER_SIZE) {
      return null;
    }
    if (++seen > MAX_NOTES) {
      throw MalformedBinaryException.at(
          source, "Elf_Nhdr", "", position, Reason.LIMIT, "follows " + MAX_NOTES + " notes");
    }
    long at = position;
    Cursor in = Cursor.open(source, "Elf_Nhdr", at, Note.HEADER_SIZE, order);
    long nameSize = in.u32("n_namesz");
    long descriptorSize = in.u32("n_descsz");
    long type = in.u32("n_type");
    long descriptor = at + align(Note.HEADER_SIZE + nameSize);
    if (descriptor > end || descriptorSize > end - descriptor) {
      throw MalformedBinaryException.at(
          source, "Elf_Nhdr", "n_descsz", at + 4, Reason.TRUNCATED, "reaches past the notes' end");
    }
    // The last note's padding may be missing, hence no check of the aligned end.
    position = start + align(descriptor + descriptorSize - start);
    return note(at, nameSize, type, descriptor, descriptorSize);
  }

  private Note note(long at, long nameSize, long type, long descriptor, long size)
      throws IOException {
    int length = (int) Math.min(nameSize, MAX_OWNER);
    String name =
        Cursor.open(source, "Elf_Nhdr", at + Note.HEADER_SIZE, length, order).text("name", length);
    int words = (int) Math.min(size / 4, 3);
    Cursor in = Cursor.open(source, "Elf_Nhdr", descriptor, words * 4, order);
    long first = words > 0 ? in.u32("desc") : -1;
    long second = words > 1 ? in.u32("desc") : -1;
    long third = words > 2 ? in.u32("desc") : -1;
    return new Note(at, name, type, descriptor, size, first, second, third);
  }

  private long align(long value) {
    return (value + alignment - 1) & -alignment;
  }
}
