package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.BytesSource;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Builds small Mach-O files: a header, load commands, and bytes behind them. */
final class MachBytes {

  static final int ARM64 = 0x0100_000C;
  static final int X86_64 = 0x0100_0007;
  static final int EXECUTE = 2;
  static final int DYLIB = 6;

  private final ByteOrder order;
  private final boolean wide;
  private final int cputype;
  private final int cpusubtype;
  private final int filetype;
  private final List<byte[]> commands = new ArrayList<>();
  private final ByteArrayOutputStream tail = new ByteArrayOutputStream();

  private MachBytes(ByteOrder order, boolean wide, int cputype, int cpusubtype, int filetype) {
    this.order = order;
    this.wide = wide;
    this.cputype = cputype;
    this.cpusubtype = cpusubtype;
    this.filetype = filetype;
  }

  static MachBytes file64(int cputype, int cpusubtype, int filetype) {
    return new MachBytes(ByteOrder.LITTLE_ENDIAN, true, cputype, cpusubtype, filetype);
  }

  static MachBytes file32(ByteOrder order, int cputype, int cpusubtype, int filetype) {
    return new MachBytes(order, false, cputype, cpusubtype, filetype);
  }

  /** Adds a command of 32-bit words; cmdsize is theirs and 8. */
  MachBytes command(int cmd, int... words) {
    return rawCommand(cmd, 8 + 4 * words.length, words);
  }

  /** Adds a command that says another size than it has. */
  MachBytes rawCommand(int cmd, int cmdsize, int... words) {
    ByteBuffer bytes = ByteBuffer.allocate(8 + 4 * words.length).order(order);
    bytes.putInt(cmd).putInt(cmdsize);
    for (int word : words) {
      bytes.putInt(word);
    }
    commands.add(bytes.array());
    return this;
  }

  MachBytes buildVersion(int platform, int minos) {
    return command(0x32, platform, minos, 0, 0);
  }

  /** Adds a segment_command_64 without sections. */
  MachBytes segment64(String name, long vmaddr, long fileoff, long filesize) {
    ByteBuffer bytes = ByteBuffer.allocate(72).order(order);
    bytes.putInt(0x19).putInt(72).put(name(name));
    bytes.putLong(vmaddr).putLong(filesize).putLong(fileoff).putLong(filesize);
    bytes.putInt(5).putInt(5).putInt(0).putInt(0);
    commands.add(bytes.array());
    return this;
  }

  /** Adds a segment_command_64 with one section of the same place. */
  MachBytes section64(String segment, String section, long addr, int offset, long size, int flags) {
    ByteBuffer bytes = ByteBuffer.allocate(152).order(order);
    bytes.putInt(0x19).putInt(152).put(name(segment));
    bytes.putLong(addr).putLong(size).putLong(offset).putLong(0);
    bytes.putInt(5).putInt(5).putInt(1).putInt(0);
    bytes.put(name(section)).put(name(segment)).putLong(addr).putLong(size).putInt(offset);
    bytes.putInt(0).putInt(0).putInt(0).putInt(flags);
    commands.add(bytes.array());
    return this;
  }

  MachBytes tail(byte[] bytes) {
    tail.writeBytes(bytes);
    return this;
  }

  byte[] build() {
    int size = 0;
    for (byte[] command : commands) {
      size += command.length;
    }
    int header = wide ? 32 : 28;
    ByteBuffer out = ByteBuffer.allocate(header + size + tail.size()).order(order);
    out.putInt(wide ? 0xFEED_FACF : 0xFEED_FACE).putInt(cputype).putInt(cpusubtype);
    out.putInt(filetype).putInt(commands.size()).putInt(size).putInt(0);
    if (wide) {
      out.putInt(0);
    }
    commands.forEach(out::put);
    out.put(tail.toByteArray());
    return out.array();
  }

  BytesSource source() {
    return new BytesSource("test", build());
  }

  /** A universal file: entries of the given CPU pairs, the slices behind each other at pages. */
  static byte[] fat(boolean wide, ByteOrder order, int[][] cpus, byte[]... slices) {
    int page = 0x4000;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer header = ByteBuffer.allocate(page).order(order);
    header.putInt(wide ? 0xCAFE_BABF : 0xCAFE_BABE).putInt(slices.length);
    int at = page;
    for (int i = 0; i < slices.length; i++) {
      header.putInt(cpus[i][0]).putInt(cpus[i][1]);
      if (wide) {
        header.putLong(at).putLong(slices[i].length).putInt(14).putInt(0);
      } else {
        header.putInt(at).putInt(slices[i].length).putInt(14);
      }
      at += (slices[i].length + page - 1) / page * page;
    }
    out.writeBytes(header.array());
    for (byte[] slice : slices) {
      out.writeBytes(slice);
      out.writeBytes(new byte[-out.size() & page - 1]);
    }
    return out.toByteArray();
  }

  private static byte[] name(String name) {
    byte[] field = new byte[16];
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, field, 0, text.length);
    return field;
  }
}
