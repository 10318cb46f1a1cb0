package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A linker_option_command of an object (mach-o/loader.h): 12 bytes and texts that end with NUL. */
public record LinkerOptionCommand(CommandType type, long offset, int size, List<String> options)
    implements LoadCommand {

  static LinkerOptionCommand read(CommandHead head, Cursor in) throws MalformedBinaryException {
    long count = in.u32("count");
    String all = new String(in.bytes("strings", in.remaining()), StandardCharsets.ISO_8859_1);
    List<String> options = new ArrayList<>();
    int start = 0;
    for (long i = 0; i < count && start < all.length(); i++) {
      int end = all.indexOf('\0', start);
      options.add(all.substring(start, end < 0 ? all.length() : end));
      start = end < 0 ? all.length() : end + 1;
    }
    return new LinkerOptionCommand(head.type(), head.offset(), head.size(), List.copyOf(options));
  }
}
