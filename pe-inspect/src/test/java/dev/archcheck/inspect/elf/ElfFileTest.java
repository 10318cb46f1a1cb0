package dev.archcheck.inspect.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.inspect.BytesSource;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Structure;
import dev.archcheck.inspect.Witness;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElfFileTest {

  private static ElfBuilder wide() {
    return new ElfBuilder(true, false);
  }

  private static ElfFile read(ElfBuilder file) throws IOException {
    return ElfFile.read(file.build().source());
  }

  private static String platform(ElfBuilder file) throws IOException {
    return read(file).platforms().getFirst().toString();
  }

  @ParameterizedTest
  @CsvSource({
    "62, true, false, 0, -/amd64",
    "62, false, false, 0, -/amd64[x32]",
    "3, false, false, 0, -/386",
    "183, true, false, 0, -/arm64",
    "40, false, false, 0x5000400, -/arm[armhf]",
    "40, false, false, 0x5000202, -/arm[armel]",
    "40, false, false, 0x5000002, -/arm",
    "40, false, false, 0x400, -/arm",
    "8, false, true, 0x1000, -/mips",
    "8, false, false, 0x1000, -/mipsle",
    "8, true, false, 0x80000007, -/mips64le",
    "8, true, true, 0, -/mips64",
    "8, false, true, 0x20, -/mips64[n32]",
    "21, true, true, 0, -/ppc64",
    "21, true, true, 2, -/ppc64[elfv2]",
    "21, true, false, 2, -/ppc64le",
    "22, true, true, 0, -/s390x",
    "22, false, true, 0, -/s390",
    "18, false, true, 0x100, -/sparc",
    "43, true, true, 0, -/sparc64",
    "243, true, false, 5, -/riscv64",
    "243, true, false, 1, -/riscv64[lp64]",
    "258, true, false, 0x43, -/loong64",
    "258, true, false, 0x41, -/loong64[lp64s]",
    "0x9026, true, false, 0, -/alpha",
    "0x1234, true, false, 0, -/machine-0x1234"
  })
  void namesArchitectureAndAbi(
      String machine, boolean wide, boolean big, String flags, String expected) throws IOException {
    ElfBuilder object =
        new ElfBuilder(wide, big)
            .type(ElfFormat.ET_REL)
            .machine(Integer.decode(machine))
            .flags(Long.decode(flags));

    assertThat(platform(object)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "/lib64/ld-linux-x86-64.so.2, 62, linux",
    "/lib/ld-musl-x86_64.so.1, 62, linux",
    "/system/bin/linker64, 62, android",
    "/apex/com.android.runtime/bin/linker64, 62, android",
    "/libexec/ld-elf.so.1, 62, freebsd",
    "/usr/libexec/ld-elf.so.2, 62, dragonfly",
    "/usr/libexec/ld.elf_so, 62, netbsd",
    "/usr/libexec/ld.so, 62, openbsd",
    "/lib/amd64/ld.so.1, 62, solaris",
    "/lib64/ld.so.1, 8, linux",
    "/system/runtime_loader, 62, haiku"
  })
  void takesTheSystemFromTheInterpreter(String path, int machine, String os) throws IOException {
    ElfFile file = read(wide().machine(machine).entry(1).interpreter(path));

    assertThat(file.platforms().getFirst().os().name()).isEqualTo(os);
    assertThat(file.osAssumed()).isFalse();
    assertThat(file.kind()).isEqualTo(Kind.EXECUTABLE);
    assertThat(file.interpreter()).isEqualTo(path);
    assertThat(file.witnesses()).extracting(Witness::value).contains(path);
  }

  @ParameterizedTest
  @CsvSource({"9, freebsd", "2, netbsd", "12, openbsd", "6, solaris", "3, linux"})
  void takesTheSystemFromTheIdent(int osAbi, String os) throws IOException {
    ElfFile file = read(wide().osAbi(osAbi));

    assertThat(file.platforms().getFirst().os().name()).isEqualTo(os);
    assertThat(file.osAssumed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "GNU, 1, 0, linux",
    "GNU, 1, 2, solaris",
    "Android, 1, 21, android",
    "FreeBSD, 1, 1400097, freebsd",
    "NetBSD, 1, 1000000000, netbsd",
    "OpenBSD, 1, 0, openbsd",
    "DragonFly, 1, 600200, dragonfly"
  })
  void takesTheSystemFromANote(String owner, int type, long word, String os) throws IOException {
    assertThat(platform(wide().note(owner, type, word, 3, 2, 0))).isEqualTo(os + "/amd64");
  }

  @Test
  void aBuildIdNamesNoSystem() throws IOException {
    ElfFile file = read(wide().note("GNU", 3, 1, 2, 3, 4, 5));

    assertThat(file.platforms()).hasToString("[linux/amd64]");
    assertThat(file.osAssumed()).isTrue();
    assertThat(file.kind()).isEqualTo(Kind.SHARED_LIBRARY);
  }

  @Test
  void anAndroidNoteBesideALinuxOneWins() throws IOException {
    assertThat(platform(wide().note("GNU", 1, 0, 3, 2, 0).note("Android", 1, 21)))
        .isEqualTo("android/amd64");
  }

  @Test
  void contradictingEvidenceIsAProblem() throws IOException {
    ElfFile file = read(wide().interpreter("/lib/ld-linux.so.2").note("OpenBSD", 1, 0));

    assertThat(file.problems()).extracting("reason").containsExactly(Reason.CONTRADICTION);
  }

  @Test
  void androidHasOneAbi() throws IOException {
    ElfBuilder file = new ElfBuilder(false, false).machine(40).flags(0x5000200);

    assertThat(platform(file.note("Android", 1, 21))).isEqualTo("android/arm");
  }

  @Test
  void anObjectNamesNoSystem() throws IOException {
    ElfFile file = read(wide().type(ElfFormat.ET_REL));

    assertThat(file.platforms()).hasToString("[-/amd64]");
    assertThat(file.osAssumed()).isFalse();
    assertThat(file.kind()).isEqualTo(Kind.OBJECT);
  }

  @ParameterizedTest
  @CsvSource({"190", "224", "247"})
  void codeForADeviceIsNoHostCode(int machine) throws IOException {
    assertThat(read(wide().type(ElfFormat.ET_REL).machine(machine)).kind())
        .isEqualTo(Kind.DEVICE_CODE);
  }

  @Test
  void aProgramForAMicrocontrollerIsFirmware() throws IOException {
    ElfFile file = read(new ElfBuilder(false, false).type(ElfFormat.ET_EXEC).machine(83));

    assertThat(file.kind()).isEqualTo(Kind.FIRMWARE);
    assertThat(file.platforms()).hasToString("[-/avr]");
  }

  @Test
  void aFileWithoutItsCodeHoldsDebugSymbols() throws IOException {
    assertThat(read(wide().code(0, 4096)).kind()).isEqualTo(Kind.DEBUG_SYMBOLS);
    assertThat(read(wide().code(16, 16)).kind()).isEqualTo(Kind.SHARED_LIBRARY);
  }

  @Test
  void aLibraryMayNameAnInterpreter() throws IOException {
    assertThat(read(wide().interpreter("/system/bin/linker64")).kind())
        .isEqualTo(Kind.SHARED_LIBRARY);
  }

  @Test
  void absurdSectionHeadersAreContained() throws IOException {
    ElfFile file = read(wide().osAbi(9).sections(Long.MAX_VALUE, 3));

    assertThat(file.platforms()).hasToString("[freebsd/amd64]");
    assertThat(file.problems()).extracting("field").containsExactly("e_shoff");
    assertThatThrownBy(() -> file.describe(Detail.SECTIONS, _ -> {}))
        .isInstanceOf(MalformedBinaryException.class);
  }

  @Test
  void aCutSegmentIsAProblem() throws IOException {
    byte[] whole = wide().code(64, 64).build().bytes();
    byte[] cut = Arrays.copyOf(whole, whole.length - 1);

    ElfFile file = ElfFile.read(new BytesSource("cut", cut));

    assertThat(file.problems()).extracting("reason").containsExactly(Reason.TRUNCATED);
  }

  @Test
  void rejectsAnUnknownClass() {
    Bytes file = wide().build();
    byte[] bytes = file.bytes();
    bytes[4] = 3;

    assertThatThrownBy(() -> ElfFile.read(new BytesSource("bad", bytes)))
        .isInstanceOf(MalformedBinaryException.class)
        .hasMessageContaining("e_ident.EI_CLASS at offset 0x4");
  }

  /** A library with libc.so.6 and GLIBC_2.34, whose every table is in one loaded segment. */
  static ElfBuilder library() {
    ElfBuilder file = wide();
    int base = 64 + 2 * 56;
    int dynamicSize = 9 * 16;
    int strings = dynamicSize;
    Bytes load = new Bytes(ByteOrder.LITTLE_ENDIAN);
    // Index 1 libc.so.6, 11 GLIBC_2.34, 22 puts.
    int symbols = strings + 32;
    int hash = symbols + 48;
    int versions = hash + 24;
    int needs = versions + 8;
    load.u64(1, 1, 5, base + strings, 10, 32, 6, base + symbols, 4, base + hash);
    load.u64(0x6FFFFFF0L, base + versions, 0x6FFFFFFEL, base + needs, 0x6FFFFFFFL, 1, 0, 0);
    load.text("\0libc.so.6\0GLIBC_2.34\0puts\0").to(symbols);
    load.to(symbols + 24).u32(22).u8(0x12, 0).u16(0).u64(0, 0);
    load.u32(1, 2, 1, 0, 0, 0).u16(0, 2).to(needs);
    load.u16(1, 1).u32(1, 16, 0).u32(0).u16(0, 2).u32(11, 0);
    byte[] bytes = load.bytes();
    file.segment(ElfFormat.PT_LOAD, bytes);
    byte[] dynamic = Arrays.copyOf(bytes, dynamicSize);
    return file.segment(ElfFormat.PT_DYNAMIC, dynamic);
  }

  @Test
  void readsLibrariesVersionsAndSymbols() throws IOException {
    ElfFile file = read(library());
    List<Structure> imports = new ArrayList<>();

    file.describe(Detail.IMPORTS, imports::add);

    assertThat(file.platforms()).hasToString("[linux/amd64]");
    assertThat(file.osAssumed()).isFalse();
    assertThat(file.libc().orElseThrow().name()).isEqualTo("glibc");
    assertThat(file.minimumOs().orElseThrow().what()).isEqualTo("glibc");
    assertThat(file.minimumOs().orElseThrow().version()).isEqualTo("2.34");
    assertThat(imports).extracting(Structure::name).containsExactly("Elf64_Dyn", "Elf64_Sym");
    assertThat(imports.getFirst().fields().get(1).value())
        .hasToString("Numeral[raw=1, label=libc.so.6]");
    assertThat(imports.get(1).fields().getFirst().value())
        .hasToString("Numeral[raw=22, label=puts@GLIBC_2.34]");
  }

  @Test
  void anAbiTagNamesTheOldestKernel() throws IOException {
    assertThat(read(wide().note("GNU", 1, 0, 3, 2, 5)).minimumOs().orElseThrow().version())
        .isEqualTo("3.2.5");
  }
}
