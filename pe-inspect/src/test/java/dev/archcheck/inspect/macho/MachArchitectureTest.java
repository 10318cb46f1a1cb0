package dev.archcheck.inspect.macho;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachArchitectureTest {

  @ParameterizedTest
  @CsvSource({
    "0100000C, 00000000, arm64, ''",
    "0100000C, 00000001, arm64v8, arm64v8",
    "0100000C, 80000002, arm64e, arm64e",
    "0100000C, 00000002, arm64e.old, arm64e.old",
    "0100000C, 81000002, arm64e.v1, arm64e.v1",
    "0100000C, C0000002, arm64e.kernel, arm64e.kernel",
    "0100000C, C1000002, arm64e.kernel.v1, arm64e.kernel.v1",
    "0100000C, C2000002, arm64e.kernel.v2, arm64e.kernel.v2",
    "0100000C, 00000003, arm64.x1, arm64.x1",
    "0100000C, 8000000C, arm64e.x1, arm64e.x1",
    "0100000C, 0000000C, arm64e.x1.old, arm64e.x1.old",
    "0200000C, 00000001, arm64_32, ''",
    "01000007, 00000003, x86_64, ''",
    "01000007, 80000003, x86_64, ''",
    "01000007, 00000008, x86_64h, x86_64h",
    "00000007, 00000003, i386, ''",
    "0000000C, 00000009, armv7, armv7",
    "0000000C, 0000000B, armv7s, armv7s",
    "00000012, 00000000, ppc, ''",
  })
  void namesAsDyldAndLipoDo(String type, String subtype, String name, String abi) {
    MachArchitecture architecture = of(type, subtype);
    assertThat(architecture.dyldName()).isEqualTo(name);
    assertThat(architecture.abi()).isEqualTo(abi);
  }

  @ParameterizedTest
  @CsvSource({
    "0100000C, 00000063, cputype 0x100000c subtype 0x63",
    "0100000C, 40000002, cputype 0x100000c subtype 0x40000002",
    "0BADCAFE, 00000007, cputype 0xbadcafe subtype 0x7",
  })
  void keepsUnknownOnesReadable(String type, String subtype, String name) {
    assertThat(of(type, subtype).dyldName()).isEqualTo(name);
  }

  @Test
  void comparesCapabilitiesOnArm64Alone() {
    assertThat(of("01000007", "00000003").matches(of("01000007", "80000003"))).isTrue();
    assertThat(of("0100000C", "00000002").matches(of("0100000C", "80000002"))).isFalse();
  }

  private static MachArchitecture of(String type, String subtype) {
    return MachArchitecture.of(
        Integer.parseUnsignedInt(type, 16), Integer.parseUnsignedInt(subtype, 16));
  }
}
