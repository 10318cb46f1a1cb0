package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Steps over the load commands of a file without decoding them. A command that cannot be stepped
 * over ends the scan and leaves a problem; what came before it stands.
 */
final class LoadCommandScan {

  /** Far more than any linker writes; core dumps have one for each mapped region. */
  static final int MAX_COMMANDS = 65_535;

  /** Far more than any linker writes; kernel collections have some hundred KiB. */
  static final int MAX_SIZE = 4 << 20;

  private static final int MIN_COMMAND = 8;

  private final ByteSource source;
  private final List<Problem> problems;
  private final ByteBuffer bytes;
  private final int first;
  private final int alignment;
  private long left;
  private boolean misaligned;
  private int at;
  private int size;

  /** Reads all load commands at once; {@code problems} takes what is wrong with them. */
  LoadCommandScan(ByteSource source, MachHeader header, List<Problem> problems) throws IOException {
    this.source = source;
    this.problems = problems;
    this.first = header.size();
    this.alignment = header.is64() ? 8 : 4;
    this.left = Math.min(header.ncmds(), MAX_COMMANDS);
    if (header.ncmds() > MAX_COMMANDS) {
      damage("mach_header", "ncmds", MachHeader.NCMDS, Reason.LIMIT, "more than " + MAX_COMMANDS);
    }
    this.bytes = source.read(0, first + (int) clamp(header)).order(header.order());
    this.size = first;
  }

  private long clamp(MachHeader header) {
    long wanted = header.sizeofcmds();
    if (wanted > source.size() - first) {
      damage(
          "mach_header",
          "sizeofcmds",
          MachHeader.SIZEOFCMDS,
          Reason.TRUNCATED,
          "load commands of " + wanted + " bytes in " + source.size());
      wanted = source.size() - first;
    }
    if (wanted > MAX_SIZE) {
      damage("mach_header", "sizeofcmds", MachHeader.SIZEOFCMDS, Reason.LIMIT, "over " + MAX_SIZE);
      wanted = MAX_SIZE;
    }
    return wanted;
  }

  /** {@return whether there is a next command; if so, the accessors speak of it} */
  boolean next() {
    if (left == 0) {
      return false;
    }
    left--;
    at += size;
    int room = bytes.limit() - at;
    if (room < MIN_COMMAND) {
      return stop("cmd", at, Reason.TRUNCATED, left + 1 + " more announced after the last");
    }
    int length = bytes.getInt(at + 4);
    if (length < MIN_COMMAND || length > room) {
      return stop(
          "cmdsize",
          at + 4,
          Integer.compareUnsigned(length, MIN_COMMAND) < 0 ? Reason.INVALID : Reason.OUT_OF_RANGE,
          Integer.toUnsignedString(length) + " bytes where " + room + " are left");
    }
    if (length % alignment != 0 && !misaligned) {
      misaligned = true;
      damage(
          "load_command",
          "cmdsize",
          at + 4,
          Reason.INVALID,
          length + " is no multiple of " + alignment);
    }
    size = length;
    return true;
  }

  /** {@return the cmd of the current command} */
  int type() {
    return bytes.getInt(at);
  }

  /** {@return where the current command starts, relative to the source} */
  int offset() {
    return at;
  }

  /** {@return the cmdsize of the current command} */
  int size() {
    return size;
  }

  /** {@return a field of the current command; the caller has looked at {@link #size}} */
  int int32(int offset) {
    return bytes.getInt(at + offset);
  }

  /** {@return a field of the current command; the caller has looked at {@link #size}} */
  long int64(int offset) {
    return bytes.getLong(at + offset);
  }

  private boolean stop(String field, int where, Reason reason, String detail) {
    left = 0;
    damage("load_command", field, where, reason, detail);
    return false;
  }

  private void damage(String structure, String field, long where, Reason reason, String detail) {
    problems.add(new Problem(structure, field, source.origin() + where, reason, detail));
  }
}
