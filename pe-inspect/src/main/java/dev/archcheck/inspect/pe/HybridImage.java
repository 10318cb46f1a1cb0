package dev.archcheck.inspect.pe;

import java.util.List;
import java.util.Optional;

/**
 * What makes an image ARM64EC or ARM64X.
 *
 * @param codeMap its ranges are empty if it is damaged
 * @param fixups what the loader rewrites for an x64 process; empty for ARM64EC
 */
public record HybridImage(
    LoadConfig loadConfig, HybridMetadata metadata, CodeMap codeMap, List<Arm64xFixup> fixups) {

  /** {@return the machine that an x64 process sees, if the loader rewrites it} */
  public Optional<Machine> rewrittenMachine() {
    for (Arm64xFixup fixup : fixups) {
      if (fixup instanceof Arm64xFixup.Value value && isMachine(value)) {
        return Optional.of(new Machine((int) value.value()));
      }
    }
    return Optional.empty();
  }

  static boolean isMachine(Arm64xFixup.Value fixup) {
    return fixup.size() == 2 && fixup.target().equals(FileHeader.NAME + ".Machine");
  }
}
