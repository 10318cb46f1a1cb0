package dev.archcheck.inspect.pe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Structure;
import dev.archcheck.inspect.Witness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HybridLadderTest {

  @Test
  void knowsArm64ecByItsMetadata() throws IOException {
    PeImage image = PeImage.read(PeBuilder.hybrid(Machine.AMD64).source());

    assertThat(image.platforms()).hasToString("[windows/amd64[arm64ec]]");
    assertThat(image.problems()).isEmpty();
    CodeMap map = image.hybrid().orElseThrow().codeMap();
    assertThat(map.bytes(CodeRange.Type.ARM64EC)).isEqualTo(0x40);
    assertThat(map.share(CodeRange.Type.AMD64)).isEqualTo(0.2);
    assertThat(image.otherView()).isEmpty();
  }

  @Test
  void leavesAWitnessOfEveryStep() throws IOException {
    assertThat(PeImage.read(PeBuilder.arm64x().source()).witnesses())
        .extracting(Witness::meaning)
        .containsExactly(
            "ARM64",
            "hybrid metadata",
            "ARM64EC code",
            "becomes AMD64 for x64 processes",
            "executable");
  }

  @Test
  void replaysTheFixupsOfArm64x() throws IOException {
    PeImage image = PeImage.read(PeBuilder.arm64x().source());

    assertThat(image.platforms()).hasToString("[windows/arm64[arm64x], windows/amd64[arm64x]]");
    assertThat(image.hybrid().orElseThrow().fixups())
        .extracting(Arm64xFixup::target)
        .containsExactly("IMAGE_FILE_HEADER.Machine", "DataDirectory[EXPORT].VirtualAddress");
    PeImage other = image.otherView().orElseThrow();
    assertThat(other.fileHeader().machine()).isEqualTo(Machine.AMD64);
    assertThat(other.dataDirectory(DataDirectory.EXPORT).virtualAddress()).isEqualTo(0x1900);
    assertThat(other.platforms()).hasToString("[windows/amd64[arm64x]]");
    assertThat(image.dataDirectory(DataDirectory.EXPORT).virtualAddress()).isZero();
  }

  @Test
  void doesNotBelieveInAnX64ViewThatNothingShows() throws IOException {
    PeImage image = PeImage.read(PeBuilder.hybrid(Machine.ARM64).source());

    assertThat(image.platforms()).hasToString("[windows/arm64[arm64x]]");
    assertThat(image.problems()).extracting(Problem::reason).containsExactly(Reason.CONTRADICTION);
  }

  @Test
  void takesALoadConfigAloneForNothing() throws IOException {
    PeBuilder image =
        new PeBuilder(Machine.ARM64)
            .directory(DataDirectory.LOAD_CONFIG, 0x1100, 0x140)
            .rva32(0x1100, 0x140);

    assertThat(PeImage.read(image.source()).platforms()).hasToString("[windows/arm64]");
  }

  @Test
  void usesTheSizeOfTheStructureItself() throws IOException {
    PeBuilder image = PeBuilder.hybrid(Machine.AMD64).rva32(0x1100, 0xC8);

    PeImage read = PeImage.read(image.source());

    assertThat(read.platforms()).hasToString("[windows/amd64]");
    assertThat(read.witnesses())
        .extracting(Witness::meaning)
        .contains("too short for CHPEMetadataPointer, so no hybrid");
  }

  @Test
  void containsDamagedMetadata() throws IOException {
    PeBuilder image = PeBuilder.hybrid(Machine.AMD64).rva64(0x1100 + 0xC8, PeBuilder.BASE + 0x9000);

    PeImage read = PeImage.read(image.source());

    assertThat(read.platforms()).hasToString("[windows/amd64[arm64ec]]");
    assertThat(read.hybrid()).isEmpty();
    assertThat(read.problems()).extracting(Problem::reason).containsExactly(Reason.OUT_OF_RANGE);
  }

  @Test
  void containsACodeMapThatCannotBe() throws IOException {
    PeImage read =
        PeImage.read(PeBuilder.hybrid(Machine.AMD64).rva32(0x1308, 0xFFFF_FFFFL).source());

    assertThat(read.problems()).extracting(Problem::reason).containsExactly(Reason.LIMIT);
    assertThat(read.hybrid().orElseThrow().codeMap().ranges()).isEmpty();
  }

  @Test
  void endsAtABlockWithoutProgress() throws IOException {
    PeImage read = PeImage.read(PeBuilder.arm64x().rva32(0x1518, 0).source());

    assertThat(read.problems()).extracting(Problem::field).containsExactly("SizeOfBlock");
    assertThat(read.platforms()).hasToString("[windows/arm64[arm64x]]");
  }

  @Test
  void describesMetadataAndFixups() throws IOException {
    PeImage image = PeImage.read(PeBuilder.arm64x().source());
    List<Structure> rows = new ArrayList<>();
    image.describe(Detail.HYBRID, rows::add);
    image.describe(Detail.FIXUPS, rows::add);

    assertThat(rows)
        .extracting(Structure::name)
        .containsExactly(
            "IMAGE_LOAD_CONFIG_DIRECTORY64",
            "IMAGE_ARM64EC_METADATA",
            "IMAGE_CHPE_RANGE_ENTRY",
            "IMAGE_CHPE_RANGE_ENTRY",
            "IMAGE_DYNAMIC_RELOCATION_TABLE",
            "IMAGE_DYNAMIC_RELOCATION64",
            "IMAGE_DVRT_ARM64X_FIXUP_RECORD",
            "IMAGE_DVRT_ARM64X_FIXUP_RECORD");
  }
}
