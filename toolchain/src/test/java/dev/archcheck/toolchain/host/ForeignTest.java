package dev.archcheck.toolchain.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** How the system is called, with functions of C that every Unix has. */
@DisabledOnOs(OS.WINDOWS)
class ForeignTest {

  private static final int ENOENT = 2;
  private static final int EBADF = 9;

  private final Foreign libc = new Foreign(Linker.nativeLinker().defaultLookup(), Foreign.ERRNO);

  @Test
  void keepsTheErrorOfTheCall() throws Throwable {
    MethodHandle chdir =
        libc.function("chdir", FunctionDescriptor.of(JAVA_INT, ADDRESS)).orElseThrow();
    MethodHandle close =
        libc.function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT)).orElseThrow();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment first = libc.errorMemory(arena);
      MemorySegment second = libc.errorMemory(arena);
      int nowhere = (int) chdir.invokeExact(first, arena.allocateFrom("/no/such/folder"));
      int closed = (int) close.invokeExact(second, -1);

      assertThat(nowhere).isEqualTo(-1);
      assertThat(closed).isEqualTo(-1);
      assertThat(libc.error(first)).isEqualTo(ENOENT);
      assertThat(libc.error(second)).isEqualTo(EBADF);
    }
  }

  /** The shape of {@code sysctlbyname}: memory that the system fills, and how much there is. */
  @Test
  void letsTheSystemFillMemory() throws Throwable {
    MethodHandle getcwd =
        libc.function("getcwd", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG)).orElseThrow();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment room = arena.allocate(4096);
      MemorySegment folder =
          (MemorySegment) getcwd.invokeExact(libc.errorMemory(arena), room, room.byteSize());

      assertThat(folder.address()).isEqualTo(room.address());
      assertThat(room.getString(0)).startsWith("/");
    }
  }

  @Test
  void findsNoFunctionThatIsNotThere() {
    assertThat(libc.function("no_such_function", FunctionDescriptor.ofVoid())).isEmpty();
  }

  /** Which is why the class for Windows is loaded on Windows only. */
  @Test
  void knowsNoErrorOfAnotherSystem() {
    var lookup = Linker.nativeLinker().defaultLookup();

    assertThatThrownBy(() -> new Foreign(lookup, Foreign.LAST_ERROR))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void asksLinuxInVainWhatMacOsKnows() {
    MacSystem mac = new NativeMacSystem();

    assertThat(mac.number("hw.optional.arm64")).isEqualTo(new Reply.Failed("absent"));
  }

  @Test
  @EnabledOnOs(OS.MAC)
  void asksMacOs() {
    MacSystem mac = new NativeMacSystem();

    assertThat(mac.text("kern.osproductversion")).isInstanceOf(Reply.Text.class);
    assertThat(mac.number("no.such.key")).isEqualTo(new Reply.Failed("ENOENT"));
  }

  @Test
  void readsWhatMacOsWrites() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(16, 8);
      value.set(JAVA_INT, 0, 1);
      value.set(JAVA_INT, 4, -1);
      assertThat(NativeMacSystem.reply(value, 4, true)).isEqualTo(Reply.Numbers.of(1));

      value.set(JAVA_LONG, 0, 1L << 40);
      assertThat(NativeMacSystem.reply(value, 8, true)).isEqualTo(Reply.Numbers.of(1L << 40));

      value.setString(0, "Apple M2");
      assertThat(NativeMacSystem.reply(value, 9, false)).isEqualTo(new Reply.Text("Apple M2"));
    }
  }
}
