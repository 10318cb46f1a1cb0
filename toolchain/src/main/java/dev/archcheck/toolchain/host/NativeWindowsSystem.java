package dev.archcheck.toolchain.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.archcheck.inspect.FileByteSource;
import dev.archcheck.inspect.pe.PeImage;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Calls Windows; the descriptors are those of its headers:
 *
 * <ul>
 *   <li>processthreadsapi.h: {@code HANDLE GetCurrentProcess(void)}
 *   <li>wow64apiset.h: {@code BOOL IsWow64Process2(HANDLE, USHORT *, USHORT *)}
 *   <li>processthreadsapi.h: {@code BOOL GetProcessInformation(HANDLE, PROCESS_INFORMATION_CLASS,
 *       LPVOID, DWORD)} with {@code PROCESS_MACHINE_INFORMATION {USHORT ProcessMachine; USHORT
 *       Res0; MACHINE_ATTRIBUTES MachineAttributes;}}
 *   <li>sysinfoapi.h: {@code void GetNativeSystemInfo(LPSYSTEM_INFO)}; {@code SYSTEM_INFO} has 48
 *       bytes in 64-bit programs and begins with {@code WORD wProcessorArchitecture}
 *   <li>processthreadsapi.h: {@code HRESULT GetMachineTypeAttributes(USHORT, MACHINE_ATTRIBUTES *)}
 *   <li>wdm.h: {@code NTSTATUS RtlGetVersion(PRTL_OSVERSIONINFOW)}; {@code RTL_OSVERSIONINFOW} is
 *       five {@code ULONG} and {@code WCHAR szCSDVersion[128]}
 * </ul>
 */
final class NativeWindowsSystem implements WindowsSystem {

  /** PROCESS_INFORMATION_CLASS in processthreadsapi.h. */
  private static final int PROCESS_MACHINE_TYPE_INFO = 9;

  private static final int PROCESS_MACHINE_INFORMATION_SIZE = 8;
  private static final int SYSTEM_INFO_SIZE = 48;
  private static final int OSVERSIONINFO_SIZE = 5 * 4 + 2 * 128;

  private final Foreign foreign;

  /** Both libraries are in every process from its start and stay there. */
  @SuppressWarnings("restricted") // known libraries, which Windows takes from its own folder
  NativeWindowsSystem() {
    SymbolLookup libraries =
        SymbolLookup.libraryLookup("kernel32.dll", Arena.global())
            .or(SymbolLookup.libraryLookup("ntdll.dll", Arena.global()));
    foreign = new Foreign(libraries, Foreign.LAST_ERROR);
  }

  @Override
  public Reply isWow64Process2() {
    Optional<MethodHandle> function =
        foreign.function(
            "IsWow64Process2", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    if (function.isEmpty()) {
      return new Reply.Failed(Sources.NO_FUNCTION);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment error = foreign.errorMemory(arena);
      MemorySegment process = arena.allocate(JAVA_SHORT);
      MemorySegment machine = arena.allocate(JAVA_SHORT);
      int done = (int) function.get().invokeExact(error, currentProcess(arena), process, machine);
      return done == 0 ? failed(error) : Reply.Numbers.of(unsigned(process), unsigned(machine));
    } catch (Throwable e) {
      throw Foreign.impossible(e);
    }
  }

  @Override
  public Reply processMachineTypeInfo() {
    Optional<MethodHandle> function =
        foreign.function(
            "GetProcessInformation",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
    if (function.isEmpty()) {
      return new Reply.Failed(Sources.NO_FUNCTION);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment error = foreign.errorMemory(arena);
      MemorySegment info = arena.allocate(PROCESS_MACHINE_INFORMATION_SIZE, Integer.BYTES);
      int done =
          (int)
              function
                  .get()
                  .invokeExact(
                      error,
                      currentProcess(arena),
                      PROCESS_MACHINE_TYPE_INFO,
                      info,
                      PROCESS_MACHINE_INFORMATION_SIZE);
      return done == 0
          ? failed(error)
          : Reply.Numbers.of(unsigned(info), Integer.toUnsignedLong(info.get(JAVA_INT, 4)));
    } catch (Throwable e) {
      throw Foreign.impossible(e);
    }
  }

  @Override
  public Reply nativeSystemInfo() {
    Optional<MethodHandle> function =
        foreign.function("GetNativeSystemInfo", FunctionDescriptor.ofVoid(ADDRESS));
    if (function.isEmpty()) {
      return new Reply.Failed(Sources.NO_FUNCTION);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(SYSTEM_INFO_SIZE, Long.BYTES);
      function.get().invokeExact(foreign.errorMemory(arena), info);
      return Reply.Numbers.of(unsigned(info));
    } catch (Throwable e) {
      throw Foreign.impossible(e);
    }
  }

  @Override
  public Reply machineTypeAttributes(int machine) {
    Optional<MethodHandle> function =
        foreign.function(
            "GetMachineTypeAttributes", FunctionDescriptor.of(JAVA_INT, JAVA_SHORT, ADDRESS));
    if (function.isEmpty()) {
      return new Reply.Failed(Sources.NO_FUNCTION);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attributes = arena.allocate(JAVA_INT);
      int result =
          (int) function.get().invokeExact(foreign.errorMemory(arena), (short) machine, attributes);
      return result < 0
          ? new Reply.Failed(Sources.ERROR + String.format("0x%08X", result))
          : Reply.Numbers.of(Integer.toUnsignedLong(attributes.get(JAVA_INT, 0)));
    } catch (Throwable e) {
      throw Foreign.impossible(e);
    }
  }

  @Override
  public Reply rtlGetVersion() {
    Optional<MethodHandle> function =
        foreign.function("RtlGetVersion", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    if (function.isEmpty()) {
      return new Reply.Failed(Sources.NO_FUNCTION);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(OSVERSIONINFO_SIZE, Integer.BYTES);
      info.set(JAVA_INT, 0, OSVERSIONINFO_SIZE);
      int status = (int) function.get().invokeExact(foreign.errorMemory(arena), info);
      return status < 0
          ? new Reply.Failed(Sources.ERROR + String.format("0x%08X", status))
          : Reply.Numbers.of(info.get(JAVA_INT, 4), info.get(JAVA_INT, 8), info.get(JAVA_INT, 12));
    } catch (Throwable e) {
      throw Foreign.impossible(e);
    }
  }

  @Override
  public Reply ownProgramMachine() {
    Optional<String> program = ProcessHandle.current().info().command();
    if (program.isEmpty()) {
      return new Reply.Failed(Sources.NOT_THERE);
    }
    try (FileByteSource source = FileByteSource.open(Path.of(program.get()))) {
      return Reply.Numbers.of(PeImage.read(source).fileHeader().machine().raw());
    } catch (IOException _) {
      return new Reply.Failed(Sources.UNREADABLE);
    }
  }

  /** A pseudo handle, which nobody has to close. */
  private MemorySegment currentProcess(Arena arena) throws Throwable {
    MethodHandle function =
        foreign.function("GetCurrentProcess", FunctionDescriptor.of(ADDRESS)).orElseThrow();
    return (MemorySegment) function.invokeExact(foreign.errorMemory(arena));
  }

  private Reply failed(MemorySegment error) {
    return new Reply.Failed(Sources.ERROR + foreign.error(error));
  }

  private static long unsigned(MemorySegment word) {
    return Short.toUnsignedLong(word.get(JAVA_SHORT, 0));
  }
}
