package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Witness;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells ARM64EC and ARM64X images from plain ones, step by step: load config, CHPEMetadataPointer,
 * code map, fixup of the machine. Every step that was taken leaves a witness, also when it says no.
 */
final class HybridLadder {

  private final ImageHeaders image;
  private final Consumer<Witness> witnesses;
  private final Consumer<Problem> problems;
  private boolean hybrid;
  private boolean rewritesMachine;
  private @Nullable HybridImage facts;

  private HybridLadder(
      ImageHeaders image, Consumer<Witness> witnesses, Consumer<Problem> problems) {
    this.image = image;
    this.witnesses = witnesses;
    this.problems = problems;
  }

  static HybridLadder climb(
      ImageHeaders image, Consumer<Witness> witnesses, Consumer<Problem> problems)
      throws IOException {
    HybridLadder ladder = new HybridLadder(image, witnesses, problems);
    ladder.fromLoadConfig();
    return ladder;
  }

  /** {@return whether the image has hybrid metadata} */
  boolean isHybrid() {
    return hybrid;
  }

  /** {@return whether the loader is shown to make an x64 image of it} */
  boolean rewritesMachine() {
    return rewritesMachine;
  }

  /** {@return what was read, or nothing if it is no hybrid or the metadata is damaged} */
  @Nullable HybridImage facts() {
    return facts;
  }

  private void fromLoadConfig() throws IOException {
    DataDirectory directory = image.directory(DataDirectory.LOAD_CONFIG);
    if (!directory.isPresent()) {
      witness(
          OptionalHeader.name(image.optional().magic()),
          "DataDirectory[LOAD_CONFIG]",
          directory.offset(),
          0,
          "no load config, so no hybrid");
      return;
    }
    LoadConfig config;
    try {
      config = LoadConfig.read(image);
    } catch (MalformedBinaryException e) {
      problems.accept(e.problem());
      return;
    }
    if (!config.hasChpeMetadataPointer()) {
      witness(
          config.name(),
          "Size",
          config.offset(),
          config.size(),
          "too short for CHPEMetadataPointer, so no hybrid");
      return;
    }
    fromPointer(config);
  }

  private void fromPointer(LoadConfig config) throws IOException {
    long at = config.offset() + LoadConfig.chpeMetadataPointerAt(config.wide());
    long pointer = config.chpeMetadataPointer();
    hybrid = pointer != 0;
    witness(
        config.name(),
        "CHPEMetadataPointer",
        at,
        pointer,
        hybrid ? "hybrid metadata" : "no hybrid metadata");
    if (!hybrid || !config.wide()) {
      return;
    }
    Address address =
        new Address(pointer - image.optional().imageBase(), "CHPEMetadataPointer", at);
    try {
      HybridMetadata metadata =
          HybridMetadata.read(HybridMetadata.cursor(image, address, false), address.rva());
      CodeMap codeMap = codeMap(metadata);
      facts = new HybridImage(config, metadata, codeMap, fixups(config, metadata));
    } catch (MalformedBinaryException e) {
      problems.accept(e.problem());
    }
  }

  private CodeMap codeMap(HybridMetadata metadata) throws IOException {
    try {
      CodeMap map = CodeMap.read(image, metadata, problems);
      witnesses.accept(
          Witness.at(
              image.source(),
              CodeRange.NAME,
              "",
              map.offset(),
              map.summary(),
              map.bytes(CodeRange.Type.ARM64EC) > 0 ? "ARM64EC code" : "no ARM64EC code"));
      return map;
    } catch (MalformedBinaryException e) {
      problems.accept(e.problem());
      return new CodeMap(metadata.offset() + 4, List.of());
    }
  }

  private List<Arm64xFixup> fixups(LoadConfig config, HybridMetadata metadata) throws IOException {
    long at = config.offset() + LoadConfig.dynamicValueRelocTableOffsetAt(config.wide());
    if (!DynamicRelocationTable.isPresent(config)) {
      witness(config.name(), "DynamicValueRelocTableOffset", at, 0, "no dynamic value relocations");
      return List.of();
    }
    try {
      DynamicRelocationTable table = DynamicRelocationTable.read(image, config);
      for (DynamicRelocation entry : table.entries()) {
        if (entry.symbol() == DynamicRelocation.ARM64X) {
          return machineFixup(
              entry,
              DynamicRelocationTable.fixups(image, entry, new FixupTargets(image, metadata)));
        }
      }
      witness(
          DynamicRelocationTable.NAME,
          "Version",
          table.offset(),
          table.version(),
          "no ARM64X fixups");
    } catch (MalformedBinaryException e) {
      problems.accept(e.problem());
    }
    return List.of();
  }

  private List<Arm64xFixup> machineFixup(DynamicRelocation entry, List<Arm64xFixup> fixups) {
    for (Arm64xFixup fixup : fixups) {
      if (fixup instanceof Arm64xFixup.Value value && HybridImage.isMachine(value)) {
        Machine machine = new Machine((int) value.value());
        rewritesMachine = machine.equals(Machine.AMD64);
        witness(
            DynamicRelocationTable.RECORD,
            "Machine",
            fixup.offset(),
            machine.raw(),
            "becomes " + machine.label() + " for x64 processes");
        return fixups;
      }
    }
    problems.accept(
        image.problem(
            DynamicRelocation.name(image.optional().isWide()),
            "Symbol",
            entry.offset(),
            Reason.CONTRADICTION,
            "ARM64X fixups do not rewrite the machine"));
    return fixups;
  }

  private void witness(String structure, String field, long offset, long value, String meaning) {
    witnesses.accept(Witness.at(image.source(), structure, field, offset, value, meaning));
  }
}
