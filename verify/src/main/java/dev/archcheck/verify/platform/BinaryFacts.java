package dev.archcheck.verify.platform;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.MinimumOs;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Relabelling;
import dev.archcheck.inspect.elf.ElfFile;
import dev.archcheck.inspect.go.GoBuildInfo;
import dev.archcheck.inspect.pe.LoaderConcern;
import dev.archcheck.inspect.pe.PeImage;
import dev.archcheck.verify.Severity;
import dev.archcheck.verify.platform.Facts.GoBuild;
import dev.archcheck.verify.platform.Facts.LibcNeed;
import dev.archcheck.verify.platform.Facts.LoaderFact;
import dev.archcheck.verify.platform.Facts.PartMinimum;
import dev.archcheck.verify.platform.Facts.Relabelled;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one place where facts are taken out of a binary. */
final class BinaryFacts implements Facts.Depth {

  private final Binary binary;

  /** Several rules ask for it. */
  private @Nullable List<GoBuild> goBuilds;

  private BinaryFacts(Binary binary) {
    this.binary = binary;
  }

  static Facts of(Binary binary) {
    return new Facts(
        binary.format(),
        binary.kind(),
        binary.platforms(),
        binary.osAssumed(),
        binary.witnesses(),
        binary.problems(),
        new BinaryFacts(binary));
  }

  @Override
  public List<PartMinimum> minimums() throws IOException {
    List<PartMinimum> minimums = new ArrayList<>(1);
    for (Binary slice : binary.slices()) {
      Optional<MinimumOs> minimum = slice.minimumOs();
      if (minimum.isPresent() && !slice.platforms().isEmpty()) {
        Platform platform = slice.platforms().getFirst();
        minimums.add(new PartMinimum(platform, minimum.get()));
      }
    }
    return minimums;
  }

  @Override
  public List<LibcNeed> libcs() throws IOException {
    if (!(binary instanceof ElfFile elf)) {
      return List.of();
    }
    Optional<dev.archcheck.inspect.elf.Libc> libc = elf.libc();
    return libc.isEmpty()
        ? List.of()
        : switch (libc.get().name()) {
          case "glibc" -> List.of(new LibcNeed(Libc.GLIBC, libc.get().witness()));
          case "musl" -> List.of(new LibcNeed(Libc.MUSL, libc.get().witness()));
          default -> List.of();
        };
  }

  @Override
  public List<LoaderFact> loaderFacts() throws IOException {
    if (!(binary instanceof PeImage image)) {
      return List.of();
    }
    List<LoaderFact> facts = new ArrayList<>(0);
    for (LoaderConcern.Fact fact : image.loaderConcerns()) {
      facts.add(new LoaderFact(requirement(fact.concern()), severity(fact), fact.witness()));
    }
    return facts;
  }

  private static String requirement(LoaderConcern concern) {
    return switch (concern) {
      case NOT_NX_COMPATIBLE -> "it is not marked NX_COMPAT";
      case FIXED_BASE -> "it is not marked DYNAMIC_BASE";
      case RELOCATIONS_STRIPPED -> "its base relocations have been stripped";
      case EMPTY_RELOCATION_DIRECTORY -> "its base relocation directory has no size";
      case LOW_IMAGE_BASE -> "its image base is below 4 GiB";
      case RELOCATIONS_OUT_OF_ORDER -> "its base relocations are not in ascending order";
    };
  }

  /** A low image base is refused by the linker; the loader moves such an image if it can. */
  private static Severity severity(LoaderConcern.Fact fact) {
    return fact.concern() == LoaderConcern.LOW_IMAGE_BASE ? Severity.WARNING : Severity.ERROR;
  }

  @Override
  public List<Relabelled> relabelled() throws IOException {
    List<Relabelled> found = new ArrayList<>(0);
    for (Binary slice : binary.slices()) {
      Optional<Relabelling> relabelling = slice.relabelling();
      if (relabelling.isPresent()) {
        Relabelling one = relabelling.get();
        found.add(new Relabelled(one.label(), one.linkedFor(), one.witnesses()));
      }
    }
    return found;
  }

  @Override
  public List<GoBuild> goBuilds() throws IOException {
    List<GoBuild> known = goBuilds;
    if (known == null) {
      known = readGoBuilds();
      goBuilds = known;
    }
    return known;
  }

  private List<GoBuild> readGoBuilds() throws IOException {
    List<GoBuild> builds = new ArrayList<>(0);
    for (Binary slice : binary.slices()) {
      if (slice instanceof LoadedImage image) {
        Optional<GoBuildInfo> info = image.goBuildInfo();
        if (info.isPresent()) {
          builds.add(new GoBuild(of(slice), info.get()));
        }
      }
    }
    return builds;
  }

  @Override
  public List<Problem> entryProblems() throws IOException {
    List<Problem> problems = new ArrayList<>(0);
    for (Binary slice : binary.slices()) {
      slice.entryProblem().ifPresent(problems::add);
    }
    return problems;
  }
}
