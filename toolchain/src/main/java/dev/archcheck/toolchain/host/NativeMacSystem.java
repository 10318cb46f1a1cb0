package dev.archcheck.toolchain.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Calls macOS: {@code int sysctlbyname(const char *, void *, size_t *, void *, size_t)} of {@code
 * <sys/sysctl.h>}. Asked here, {@code sysctl.proc_translated} is about this process; the program
 * {@code sysctl} answers for itself.
 */
final class NativeMacSystem implements MacSystem {

  /** Longer than any name of a processor or a model. */
  private static final int ROOM = 512;

  private static final int EPERM = 1;
  private static final int ENOENT = 2;

  private final Foreign foreign;
  private final Optional<MethodHandle> sysctlbyname;

  NativeMacSystem() {
    foreign = new Foreign(Linker.nativeLinker().defaultLookup(), Foreign.ERRNO);
    sysctlbyname =
        foreign.function(
            "sysctlbyname",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG));
  }

  @Override
  public Reply number(String name) {
    return ask(name, true);
  }

  @Override
  public Reply text(String name) {
    return ask(name, false);
  }

  private Reply ask(String name, boolean number) {
    if (sysctlbyname.isEmpty()) {
      return new Reply.Failed(Sources.NO_FUNCTION);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment error = foreign.errorMemory(arena);
      MemorySegment value = arena.allocate(ROOM, Long.BYTES);
      MemorySegment length = arena.allocate(JAVA_LONG);
      length.set(JAVA_LONG, 0, ROOM);
      int result =
          (int)
              sysctlbyname
                  .get()
                  .invokeExact(
                      error, arena.allocateFrom(name), value, length, MemorySegment.NULL, 0L);
      if (result != 0) {
        return new Reply.Failed(nameOf(foreign.error(error)));
      }
      return reply(value, length.get(JAVA_LONG, 0), number);
    } catch (Throwable e) {
      throw Foreign.impossible(e);
    }
  }

  /** {@return what the system wrote} A number has four bytes or eight, whatever its name. */
  static Reply reply(MemorySegment value, long length, boolean number) {
    if (!number) {
      byte[] text = value.asSlice(0, length).toArray(JAVA_BYTE);
      String word = new String(text, StandardCharsets.UTF_8);
      int end = word.indexOf('\0');
      return new Reply.Text(end < 0 ? word : word.substring(0, end));
    }
    return length == Long.BYTES
        ? Reply.Numbers.of(value.get(JAVA_LONG, 0))
        : Reply.Numbers.of(Integer.toUnsignedLong(value.get(JAVA_INT, 0)));
  }

  private static String nameOf(int errno) {
    return switch (errno) {
      case ENOENT -> Sources.NOT_THERE;
      case EPERM -> Sources.FORBIDDEN;
      default -> Sources.ERRNO + errno;
    };
  }
}
