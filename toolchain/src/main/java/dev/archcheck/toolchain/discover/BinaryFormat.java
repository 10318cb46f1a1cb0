package dev.archcheck.toolchain.discover;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.toolchain.host.Machine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A format for which Linux starts an interpreter, QEMU for the programs of another processor for
 * example (Documentation/admin-guide/binfmt-misc.rst).
 *
 * @param magic the bytes that such a file has at an offset
 * @param mask which bits of them count
 */
record BinaryFormat(String interpreter, int offset, ByteBuffer magic, ByteBuffer mask) {

  private static final String FOLDER = "proc/sys/fs/binfmt_misc";

  /** The kernel looks at no more of a file. */
  private static final int LOOKED_AT = 256;

  /** {@return the formats that are registered and switched on} */
  static List<BinaryFormat> registered(Machine machine) {
    List<BinaryFormat> found = new ArrayList<>();
    Path folder = machine.root().resolve(FOLDER);
    if (says(folder.resolve("status"), "disabled")) {
      return found;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        BinaryFormat format = read(entry);
        if (format != null) {
          found.add(format);
        }
      }
    } catch (IOException | DirectoryIteratorException _) {
      return found; // the kernel has no such thing, or does not show it
    }
    return found;
  }

  private static boolean says(Path file, String word) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).strip().equals(word);
    } catch (IOException _) {
      return false;
    }
  }

  private static @Nullable BinaryFormat read(Path entry) {
    try {
      List<String> lines = Files.readAllLines(entry, StandardCharsets.ISO_8859_1);
      return lines.isEmpty() || !lines.getFirst().equals("enabled") ? null : parse(lines);
    } catch (IOException | IllegalArgumentException _) {
      return null; // "register", which cannot be read, or nothing that we know
    }
  }

  private static @Nullable BinaryFormat parse(List<String> lines) {
    String magic = value(lines, "magic ");
    if (magic.isEmpty()) {
      return null; // it goes by the ending of the name
    }
    byte[] bytes = HexFormat.of().parseHex(magic);
    String mask = value(lines, "mask ");
    byte[] bits = HexFormat.of().parseHex(mask.isEmpty() ? "ff".repeat(bytes.length) : mask);
    int offset = Integer.parseInt(value(lines, "offset "));
    if (bits.length != bytes.length || offset < 0 || offset + bytes.length > LOOKED_AT) {
      return null;
    }
    return new BinaryFormat(
        value(lines, "interpreter "),
        offset,
        ByteBuffer.wrap(bytes).asReadOnlyBuffer(),
        ByteBuffer.wrap(bits).asReadOnlyBuffer());
  }

  private static String value(List<String> lines, String key) {
    for (String line : lines) {
      if (line.startsWith(key)) {
        return line.substring(key.length()).strip();
      }
    }
    return "";
  }

  /** {@return whether its interpreter would be started for a program} */
  boolean takes(ByteSource program) throws IOException {
    int length = magic.capacity();
    if (program.size() < (long) offset + length) {
      return false;
    }
    ByteBuffer head = program.read(offset, length);
    for (int i = 0; i < length; i++) {
      if (((head.get(i) ^ magic.get(i)) & mask.get(i)) != 0) {
        return false;
      }
    }
    return true;
  }
}
