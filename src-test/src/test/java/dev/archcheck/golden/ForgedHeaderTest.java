package dev.archcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.BytesSource;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Relabelling;
import dev.archcheck.testkit.Corpus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real binaries whose headers are changed by hand: the label alone is not believed. */
final class ForgedHeaderTest {

  private static final int MACHINE_OF_ELF = 18;
  private static final int AMD64_OF_ELF = 62;
  private static final int ARM64_OF_ELF = 183;
  private static final int AMD64_OF_PE = 0x8664;
  private static final int ARM64_OF_PE = 0xAA64;
  private static final int MH_MAGIC_64 = 0xFEED_FACF;
  private static final int AMD64_OF_MACHO = 0x0100_0007;
  private static final int ARM64_OF_MACHO = 0x0100_000C;

  /** A file in memory. */
  private static final class Forged {
    final ByteBuffer bytes;

    Forged(Path file) throws IOException {
      bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    }

    Binary read() throws IOException {
      return BinaryReader.read(new BytesSource("forged", bytes.array()));
    }

    /** {@return where IMAGE_FILE_HEADER is, 0 in other formats} */
    int fileHeader() {
      return bytes.getShort(0) == 0x5A4D ? bytes.getInt(60) + 4 : 0;
    }

    /** Names the other of the two usual 64-bit machines; false if it has neither. */
    boolean relabel() {
      int pe = fileHeader();
      if (pe != 0) {
        return swap(pe, AMD64_OF_PE, ARM64_OF_PE);
      }
      if (bytes.getInt(0) == MH_MAGIC_64) {
        int type = bytes.getInt(4);
        bytes.putInt(4, type == AMD64_OF_MACHO ? ARM64_OF_MACHO : AMD64_OF_MACHO);
        bytes.putInt(8, type == AMD64_OF_MACHO ? 0 : 3);
        return true;
      }
      return swap(MACHINE_OF_ELF, AMD64_OF_ELF, ARM64_OF_ELF);
    }

    private boolean swap(int at, int amd64, int arm64) {
      int machine = bytes.getShort(at) & 0xFFFF;
      if (machine != amd64 && machine != arm64) {
        return false;
      }
      bytes.putShort(at, (short) (machine == amd64 ? arm64 : amd64));
      return true;
    }
  }

  @Test
  void noGoProgramPassesUnderTheOtherLabel() throws IOException {
    List<String> missed = new ArrayList<>();
    int forged = 0;
    for (Path file : goPrograms()) {
      Forged program = new Forged(file);
      assertThat(program.read().relabelling()).as(file.toString()).isEmpty();
      if (program.relabel()) {
        forged++;
        Relabelling found = program.read().relabelling().orElse(null);
        if (found == null || found.label().equals(found.linkedFor())) {
          missed.add(file.toString());
        }
      }
    }
    assertThat(missed).isEmpty();
    assertThat(forged).isGreaterThan(15);
  }

  @Test
  void noLibraryPassesUnderTheOtherLabel() throws IOException {
    for (String name :
        List.of("elf/relabelled-amd64-as-arm64.so", "pe/relabelled-x64-as-arm64.dll")) {
      Relabelling found = new Forged(Corpus.fixture(name)).read().relabelling().orElseThrow();
      assertThat(found.label()).isEqualTo("arm64");
      assertThat(found.linkedFor()).isEqualTo("amd64");
      assertThat(found.witnesses()).hasSize(2);
    }
  }

  @Test
  void theWitnessStandsWhereGoWroteIt() throws IOException {
    for (Path file : goPrograms()) {
      Forged program = new Forged(file);
      if (program.relabel()) {
        Relabelling found = program.read().relabelling().orElseThrow();
        if (found.witnesses().getLast().field().equals("GOARCH")) {
          int at = (int) found.witnesses().getLast().offset();
          String text = new String(program.bytes.array(), at, 12, StandardCharsets.US_ASCII);
          assertThat(text).startsWith("GOARCH=" + found.linkedFor());
        }
      }
    }
  }

  @Test
  void codeOfNothingButZerosDoesNotStart() throws IOException {
    int blanked = 0;
    for (Path file : goPrograms()) {
      Forged program = new Forged(file);
      Binary whole = program.read();
      assertThat(whole.entryProblem()).as(file.toString()).isEmpty();
      byte[] bytes = program.bytes.array();
      Arrays.fill(bytes, 4096, bytes.length / 2, (byte) 0);
      Problem problem = program.read().entryProblem().orElse(null);
      if (problem != null) {
        blanked++;
        assertThat(problem.reason()).isEqualTo(Problem.Reason.NOT_LOADABLE);
      }
    }
    assertThat(blanked).isGreaterThan(30);
  }

  @Test
  void headersThatNoLoaderTakesAreProblems() throws IOException {
    Forged image = new Forged(Corpus.fixture("pe/arm64.exe"));
    int header = image.fileHeader();
    image.bytes.putShort(header + 18, (short) (image.bytes.getShort(header + 18) & ~2));
    assertNotLoadable(image, "Characteristics");

    image = new Forged(Corpus.fixture("pe/arm64.exe"));
    image.bytes.putShort(header, (short) 0x14C);
    assertNotLoadable(image, "Magic");

    image = new Forged(Corpus.fixture("pe/arm64.exe"));
    image.bytes.putInt(header + 20 + 16, 0x0FFF_0000);
    assertThat(image.read().entryProblem().orElseThrow().field()).isEqualTo("AddressOfEntryPoint");

    Forged elf =
        new Forged(
            goPrograms().stream()
                .filter(file -> file.endsWith("linux_arm64/hello"))
                .findFirst()
                .orElseThrow());
    elf.bytes.putLong(24, 0x7777_0000L);
    assertThat(elf.read().entryProblem().orElseThrow().field()).isEqualTo("e_entry");
    elf.bytes.putShort(56, (short) 0);
    assertNotLoadable(elf, "e_phnum");
  }

  private static void assertNotLoadable(Forged file, String field) throws IOException {
    assertThat(file.read().problems())
        .anyMatch(one -> one.field().equals(field) && one.reason() == Problem.Reason.NOT_LOADABLE);
  }

  private static List<Path> goPrograms() throws IOException {
    return Corpus.files("go").stream()
        .filter(file -> file.getFileName().toString().startsWith("hello"))
        .toList();
  }
}
