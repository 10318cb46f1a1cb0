package dev.archcheck.cli;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The smallest Go programs: an ELF executable for linux/amd64 with a function table of Go 1.20 to
 * 1.25, and build information of Go 1.18 and later.
 */
final class GoSamples {

  /** A program of Go has these at least. */
  static final List<String> PURE = List.of("runtime.main", "main.main");

  /** And one that uses cgo has something like these. */
  static final List<String> CGO =
      List.of("runtime.main", "crosscall2", "net._Cfunc_getaddrinfo", "main._Cfunc_add");

  /** Where the function table starts. */
  static final int TABLE = 0x1000;

  private static final int E_MACHINE = 18;
  private static final int INFO = 0x4000;
  private static final int SECTIONS = 0x5000;
  private static final int HEAD = 72;
  private static final int RECORD = 44;
  private static final String FRAME = "0123456789abcdef";

  private GoSamples() {}

  /**
   * A program.
   *
   * @param goVersion for example {@code go1.24.1}; empty for no build information
   * @param modules the lines of the build information, for example {@code build\tGOOS=linux\n}
   */
  static byte[] program(List<String> functions, String goVersion, String modules) {
    ByteBuffer elf = ByteBuffer.allocate(0x6000).order(ByteOrder.LITTLE_ENDIAN);
    elf.put(0, Samples.elf());
    elf.putLong(0x60, SECTIONS).putLong(0x68, SECTIONS);
    byte[] table = table(functions);
    elf.put(TABLE, table);
    byte[] info = goVersion.isEmpty() ? new byte[0] : info(goVersion, modules);
    elf.put(INFO, info);
    sections(elf, table.length, info.length);
    return elf.array();
  }

  /**
   * The go command.
   *
   * @param machine e_machine of the header
   */
  static byte[] command(int machine, String goVersion) {
    byte[] program = program(PURE, goVersion, "path\tcmd/go\n");
    ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN).putShort(E_MACHINE, (short) machine);
    return program;
  }

  private static byte[] table(List<String> functions) {
    int files = align(HEAD + functions.stream().mapToInt(name -> name.length() + 1).sum());
    int cuTable = files;
    int fileTable = cuTable + 4;
    byte[] file = "main.go\0".getBytes(StandardCharsets.US_ASCII);
    int values = fileTable + file.length;
    int list = values + 8;
    int count = functions.size();
    int records = (2 * count + 1) * 4;
    ByteBuffer table =
        ByteBuffer.allocate(list + records + count * RECORD).order(ByteOrder.LITTLE_ENDIAN);
    table.putInt(0xFFFFFFF1).putShort((short) 0).put((byte) 1).put((byte) 8);
    table.putLong(count).putLong(1).putLong(0x400078).putLong(HEAD).putLong(cuTable);
    table.putLong(fileTable).putLong(values).putLong(list);
    table.put(fileTable, file);
    // Value 0 (file 0) or 6 (line) for the whole of every function.
    table.put(values + 1, new byte[] {2, 16, 0}).put(values + 4, new byte[] {14, 16, 0});
    int name = HEAD;
    for (int i = 0; i < count; i++) {
      int record = records + i * RECORD;
      table.putInt(list + 8 * i, i * 16).putInt(list + 8 * i + 4, record);
      table.putInt(list + record, i * 16).putInt(list + record + 4, name - HEAD);
      table.putInt(list + record + 20, 1).putInt(list + record + 24, 4);
      byte[] text = functions.get(i).getBytes(StandardCharsets.UTF_8);
      table.put(name, text);
      name += text.length + 1;
    }
    table.putInt(list + 8 * count, count * 16);
    return table.array();
  }

  private static int align(int value) {
    return (value + 7) & -8;
  }

  private static byte[] info(String goVersion, String modules) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("\u00ff Go buildinf:\u0008\u0002".getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(new byte[16]);
    text(out, goVersion);
    text(out, FRAME + modules + FRAME);
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    int length = text.length();
    for (; length > 0x7F; length >>>= 7) {
      out.write(0x80 | length);
    }
    out.write(length);
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void sections(ByteBuffer elf, int table, int info) {
    List<String> names = new ArrayList<>(List.of("", ".gopclntab", ".go.buildinfo", ".shstrtab"));
    String texts = String.join("\0", names) + "\0";
    int strings = SECTIONS + 0x200;
    elf.put(strings, texts.getBytes(StandardCharsets.US_ASCII));
    elf.putLong(0x28, SECTIONS).putShort(0x3A, (short) 64);
    elf.putShort(0x3C, (short) names.size()).putShort(0x3E, (short) 3);
    int[][] places = {{0, 0, 0}, {TABLE, table, 2}, {INFO, info, 3}, {strings, texts.length(), 0}};
    int name = 0;
    for (int i = 0; i < places.length; i++) {
      int at = SECTIONS + 64 * i;
      elf.putInt(at, name);
      elf.putInt(at + 4, i == 0 ? 0 : i == 3 ? 3 : 1);
      elf.putLong(at + 8, places[i][2]);
      elf.putLong(at + 16, places[i][2] == 0 ? 0 : 0x400000 + places[i][0]);
      elf.putLong(at + 24, places[i][0]).putLong(at + 32, places[i][1]);
      name += names.get(i).length() + 1;
    }
  }
}
