package dev.archcheck.toolchain.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Calls Windows; the descriptors are those of winreg.h:
 *
 * <ul>
 *   <li>{@code LSTATUS RegOpenKeyExW(HKEY, LPCWSTR, DWORD, REGSAM, PHKEY)}
 *   <li>{@code LSTATUS RegEnumValueW(HKEY, DWORD, LPWSTR, LPDWORD, LPDWORD, LPDWORD, LPBYTE,
 *       LPDWORD)}
 *   <li>{@code LSTATUS RegEnumKeyExW(HKEY, DWORD, LPWSTR, LPDWORD, LPDWORD, LPWSTR, LPDWORD,
 *       PFILETIME)}
 *   <li>{@code LSTATUS RegCloseKey(HKEY)}
 * </ul>
 */
final class NativeRegistry implements Registry {

  private static final int KEY_READ = 0x2_0019;

  /** The keys of 64-bit programs, whatever this one is. */
  private static final int KEY_WOW64_64KEY = 0x0100;

  private static final int ERROR_SUCCESS = 0;
  private static final int ERROR_MORE_DATA = 234;
  private static final int REG_SZ = 1;
  private static final int REG_EXPAND_SZ = 2;

  /** Characters, with the one that ends them: the longest that Windows allows a name to have. */
  private static final int NAME = 16_384;

  /** Bytes; Windows keeps no longer text in a variable. */
  private static final int TEXT = 2 * 32_767 + 2;

  private static final int MOST = 10_000;

  private final Foreign foreign;

  @SuppressWarnings("restricted") // a known library, which Windows takes from its own folder
  NativeRegistry() {
    foreign =
        new Foreign(SymbolLookup.libraryLookup("advapi32.dll", Arena.global()), Foreign.LAST_ERROR);
  }

  /** What is asked of an open key, item by item, until there are no more. */
  private interface Item {
    /** {@return whether there was one} */
    boolean read(MemorySegment key, int index) throws Throwable;
  }

  @Override
  public List<Value> values(Root root, String key) {
    List<Value> found = new ArrayList<>();
    Optional<MethodHandle> function =
        foreign.function(
            "RegEnumValueW",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment error = foreign.errorMemory(arena);
      MemorySegment name = arena.allocate(2L * NAME, Short.BYTES);
      MemorySegment nameLength = arena.allocate(JAVA_INT);
      MemorySegment type = arena.allocate(JAVA_INT);
      MemorySegment data = arena.allocate(TEXT, Short.BYTES);
      MemorySegment dataLength = arena.allocate(JAVA_INT);
      MemorySegment none = MemorySegment.NULL;
      each(
          arena,
          root,
          key,
          (handle, index) -> {
            nameLength.set(JAVA_INT, 0, NAME);
            dataLength.set(JAVA_INT, 0, TEXT);
            int status =
                function.isEmpty()
                    ? -1
                    : (int)
                        function
                            .get()
                            .invokeExact(
                                error,
                                handle,
                                index,
                                name,
                                nameLength,
                                none,
                                type,
                                data,
                                dataLength);
            int kind = type.get(JAVA_INT, 0);
            if (status == ERROR_SUCCESS && (kind == REG_SZ || kind == REG_EXPAND_SZ)) {
              found.add(
                  new Value(
                      text(name, 2L * nameLength.get(JAVA_INT, 0)),
                      text(data, dataLength.get(JAVA_INT, 0))));
            }
            return status == ERROR_SUCCESS || status == ERROR_MORE_DATA;
          });
    }
    return found;
  }

  @Override
  public List<String> keys(Root root, String key) {
    List<String> found = new ArrayList<>();
    Optional<MethodHandle> function =
        foreign.function(
            "RegEnumKeyExW",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment error = foreign.errorMemory(arena);
      MemorySegment name = arena.allocate(2L * NAME, Short.BYTES);
      MemorySegment length = arena.allocate(JAVA_INT);
      MemorySegment none = MemorySegment.NULL;
      each(
          arena,
          root,
          key,
          (handle, index) -> {
            length.set(JAVA_INT, 0, NAME);
            int status =
                function.isEmpty()
                    ? -1
                    : (int)
                        function
                            .get()
                            .invokeExact(
                                error, handle, index, name, length, none, none, none, none);
            if (status == ERROR_SUCCESS) {
              found.add(text(name, 2L * length.get(JAVA_INT, 0)));
            }
            return status == ERROR_SUCCESS;
          });
    }
    return found;
  }

  private void each(Arena arena, Root root, String key, Item item) {
    Optional<MethodHandle> open =
        foreign.function(
            "RegOpenKeyExW",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
    Optional<MethodHandle> close =
        foreign.function("RegCloseKey", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    if (open.isEmpty() || close.isEmpty()) {
      return;
    }
    try {
      MemorySegment error = foreign.errorMemory(arena);
      MemorySegment handle = arena.allocate(ADDRESS);
      // A predefined key is a number of 32 bits that is extended with its sign.
      MemorySegment predefined = MemorySegment.ofAddress(root.number());
      int status =
          (int)
              open.get()
                  .invokeExact(
                      error,
                      predefined,
                      arena.allocateFrom(key, StandardCharsets.UTF_16LE),
                      0,
                      KEY_READ | KEY_WOW64_64KEY,
                      handle);
      if (status != ERROR_SUCCESS) {
        return;
      }
      MemorySegment opened = handle.get(ADDRESS, 0);
      try {
        for (int i = 0; i < MOST && item.read(opened, i); i++) {} // to its end
      } finally {
        int _ = (int) close.get().invokeExact(error, opened);
      }
    } catch (Throwable e) {
      throw Foreign.impossible(e);
    }
  }

  /** {@return UTF-16 of some bytes, without the characters that end it} */
  static String text(MemorySegment from, long bytes) {
    byte[] some = from.asSlice(0, Math.min(bytes, from.byteSize())).toArray(JAVA_BYTE);
    String text = new String(some, StandardCharsets.UTF_16LE);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }
}
