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

  /** Room for what a call writes; the functions that enumerate take the same kinds of arguments. */
  private static final class Room {

    private final MemorySegment error;
    private final MemorySegment name;
    private final MemorySegment nameLength;
    private final MemorySegment type;
    private final MemorySegment data;
    private final MemorySegment dataLength;

    Room(Foreign foreign, Arena arena) {
      error = foreign.errorMemory(arena);
      name = arena.allocate(2L * NAME, Short.BYTES);
      nameLength = arena.allocateFrom(JAVA_INT, NAME);
      type = arena.allocate(JAVA_INT);
      data = arena.allocate(TEXT, Short.BYTES);
      dataLength = arena.allocate(JAVA_INT);
    }

    String name() {
      return text(name, 2L * nameLength.get(JAVA_INT, 0));
    }
  }

  @Override
  public List<Value> values(Root root, String key) {
    List<Value> found = new ArrayList<>();
    each(
        root,
        key,
        "RegEnumValueW",
        (function, handle, index, room) -> {
          room.dataLength.set(JAVA_INT, 0, TEXT);
          int status =
              (int)
                  function.invokeExact(
                      room.error,
                      handle,
                      index,
                      room.name,
                      room.nameLength,
                      MemorySegment.NULL,
                      room.type,
                      room.data,
                      room.dataLength);
          int kind = room.type.get(JAVA_INT, 0);
          if (status == ERROR_SUCCESS && (kind == REG_SZ || kind == REG_EXPAND_SZ)) {
            long length = room.dataLength.get(JAVA_INT, 0);
            found.add(new Value(room.name(), text(room.data, length)));
          }
          return status == ERROR_SUCCESS || status == ERROR_MORE_DATA;
        });
    return found;
  }

  @Override
  public List<String> keys(Root root, String key) {
    List<String> found = new ArrayList<>();
    MemorySegment none = MemorySegment.NULL;
    each(
        root,
        key,
        "RegEnumKeyExW",
        (function, handle, index, room) -> {
          int status =
              (int)
                  function.invokeExact(
                      room.error,
                      handle,
                      index,
                      room.name,
                      room.nameLength,
                      none,
                      none,
                      none,
                      none);
          if (status == ERROR_SUCCESS) {
            found.add(room.name());
          }
          return status == ERROR_SUCCESS;
        });
    return found;
  }

  /** What is asked of an open key, item by item, until there are no more. */
  private interface Item {
    /** {@return whether there was one} */
    boolean read(MethodHandle function, MemorySegment key, int index, Room room) throws Throwable;
  }

  private void each(Root root, String key, String name, Item item) {
    Optional<MethodHandle> function =
        foreign.function(
            name,
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    Optional<MethodHandle> open =
        foreign.function(
            "RegOpenKeyExW",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
    Optional<MethodHandle> close =
        foreign.function("RegCloseKey", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    if (function.isEmpty() || open.isEmpty() || close.isEmpty()) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      Room room = new Room(foreign, arena);
      MemorySegment handle = arena.allocate(ADDRESS);
      // A predefined key is a number of 32 bits that is extended with its sign.
      MemorySegment predefined = MemorySegment.ofAddress(root.number());
      int status =
          (int)
              open.get()
                  .invokeExact(
                      room.error,
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
        for (int i = 0; i < MOST && item.read(function.get(), opened, i, room); i++) {
          room.nameLength.set(JAVA_INT, 0, NAME);
        }
      } finally {
        int _ = (int) close.get().invokeExact(room.error, opened);
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
