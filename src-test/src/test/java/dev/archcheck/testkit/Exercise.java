package dev.archcheck.testkit;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.UnknownBinary;
import dev.archcheck.inspect.ar.ArArchive;
import dev.archcheck.inspect.elf.ElfFile;
import dev.archcheck.inspect.macho.FatMachO;
import dev.archcheck.inspect.macho.MachO;
import dev.archcheck.inspect.pe.CoffObject;
import dev.archcheck.inspect.pe.ImportObject;
import dev.archcheck.inspect.pe.PeImage;
import dev.archcheck.inspect.plan9.Plan9Executable;
import dev.archcheck.inspect.wasm.WasmModule;
import dev.archcheck.inspect.xcoff.XcoffFile;
import java.io.IOException;
import java.util.Optional;

/**
 * Asks a parser everything that it can be asked. Its contract: nothing but {@link
 * MalformedBinaryException} comes out, whatever the bytes are.
 */
public final class Exercise {

  private Exercise() {}

  /**
   * Reads the identity and every detail.
   *
   * @return how many structures were described
   */
  public static long everything(ByteSource source) throws IOException {
    Binary binary;
    try {
      binary = BinaryReader.read(source);
    } catch (MalformedBinaryException expected) {
      require(expected);
      return 0;
    }
    return everything(binary);
  }

  /** Asks for everything that can be asked of a binary whose identity is known. */
  public static long everything(Binary binary) throws IOException {
    long[] structures = {0};
    require(binary.platforms() != null && binary.kind() != null && binary.witnesses() != null);
    binary.witnesses().forEach(witness -> require(witness.offset() >= 0));
    binary.problems().forEach(problem -> require(!problem.detail().isEmpty()));
    ask(binary::minimumOs);
    ask(binary::relabelling);
    ask(binary::entryProblem);
    for (Detail detail : Detail.values()) {
      try {
        binary.describe(
            detail,
            structure -> {
              require(structure.offset() >= 0);
              structures[0]++;
            });
      } catch (MalformedBinaryException expected) {
        require(expected);
      }
    }
    if (binary instanceof FatMachO fat) {
      for (Binary slice : fat.slices()) {
        structures[0] += everything(slice);
      }
    }
    structures[0] += own(binary);
    if (binary instanceof LoadedImage image) {
      structures[0] += GoExercise.everything(image);
    }
    return structures[0];
  }

  /** A question with an answer, with none, or with the typed error. */
  private interface Question {
    Optional<?> ask() throws IOException;
  }

  private static void ask(Question question) throws IOException {
    try {
      require(question.ask() != null);
    } catch (MalformedBinaryException expected) {
      require(expected);
    }
  }

  /** What only one format can be asked. */
  private static int own(Binary binary) throws IOException {
    try {
      return switch (binary) {
        case PeImage image -> {
          Optional<PeImage> other = image.otherView();
          require(other.isEmpty() || !other.get().platforms().isEmpty());
          yield image.loaderConcerns().size()
              + (image.hybrid().isPresent() ? 1 : 0)
              + (image.managed().isPresent() ? 1 : 0)
              + image.importedLibraries().size();
        }
        case MachO file -> file.codeSignature().isPresent() ? 1 : 0;
        case ElfFile file -> file.libc().isPresent() ? 1 : 0;
        case XcoffFile _, Plan9Executable _ -> 0;
        case ArArchive archive -> archive.members().size();
        case CoffObject object -> object.sections().size();
        case ImportObject object -> object.dllName().length();
        case FatMachO fat -> fat.entries().size();
        case WasmModule module -> module.sections().size();
        case UnknownBinary _ -> 0;
      };
    } catch (MalformedBinaryException expected) {
      require(expected);
      return 0;
    }
  }

  private static void require(MalformedBinaryException expected) {
    require(!expected.problem().structure().isEmpty());
    require(!expected.problem().detail().isEmpty());
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new AssertionError("a parser broke its contract");
    }
  }
}
