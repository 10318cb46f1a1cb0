package dev.archcheck.toolchain.store;

import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.verify.sumdb.Hash1;
import dev.archcheck.verify.sumdb.ToolchainModule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A GOROOT on disk, hashed: whoever installed it. */
public final class GoTree {

  private final GoToolchain toolchain;
  private final TreeReader.Tree tree;

  private GoTree(GoToolchain toolchain, TreeReader.Tree tree) {
    this.toolchain = toolchain;
    this.tree = tree;
  }

  /** Reads a tree that this program installed: no link belongs there. */
  static GoTree sealed(Path goroot, GoToolchain toolchain) throws IOException {
    return new GoTree(toolchain, new TreeReader(goroot, TreeReader.Links.REPORT).read());
  }

  /**
   * Reads a tree that others installed. Links are followed, as distributions spread a GOROOT over
   * several places; and what the go command adds to the toolchains that it fetches is left out.
   *
   * @throws IOException if it cannot be read
   */
  public static GoTree foreign(Path goroot, GoToolchain toolchain) throws IOException {
    TreeReader.Tree tree = new TreeReader(goroot, TreeReader.Links.FOLLOW).read();
    return new GoTree(
        toolchain, new TreeReader.Tree(asInArchive(tree.files()), tree.odd(), List.of()));
  }

  /**
   * A module that the go command unpacked has its module files as {@code _go.mod}, and once it was
   * run, beside them copies with the usual name, which count then (Go, cmd/go/internal/toolchain,
   * Exec).
   */
  private static List<SealedFile> asInArchive(List<SealedFile> files) {
    boolean copied =
        files.stream().anyMatch(file -> file.path().equals("src/go.mod"))
            || files.stream().noneMatch(GoTree::isRenamed);
    List<SealedFile> kept = new ArrayList<>(files.size());
    for (SealedFile file : files) {
      if (!isRenamed(file)) {
        kept.add(file);
      } else if (!copied) {
        kept.add(renamed(file));
      }
    }
    return kept;
  }

  private static boolean isRenamed(SealedFile file) {
    return file.path().equals("_go.mod") || file.path().endsWith("/_go.mod");
  }

  private static SealedFile renamed(SealedFile file) {
    String path = file.path();
    String folder = path.substring(0, path.length() - "_go.mod".length());
    return new SealedFile(folder + "go.mod", file.mode(), file.size(), file.sha256());
  }

  /** {@return what it is} */
  public GoToolchain toolchain() {
    return toolchain;
  }

  /** {@return how many files it has} */
  public int count() {
    return tree.files().size();
  }

  /**
   * {@return the hash of its files as the module has them; where no module can have such files, why
   * there is none, which equals no hash}
   */
  public String h1() {
    return h1OrWhyNot(toolchain.module(), tree.files());
  }

  /** {@return the same of the files that a seal lists} */
  public static String h1(Seal seal) {
    return h1OrWhyNot(seal.toolchain().module(), seal.files());
  }

  private static String h1OrWhyNot(ToolchainModule module, List<SealedFile> files) {
    try {
      return h1(module, files);
    } catch (IllegalArgumentException e) {
      return "no hash (" + e.getMessage() + ")";
    }
  }

  /**
   * {@return what stands where the module has its files and is no file that could be read, so that
   * no hash speaks of it}
   */
  public List<Difference> unhashed() {
    return new Differences(toolchain)
        .between(
            List.of(),
            new TreeReader.Tree(List.of(), oddInModule(), List.of()),
            Differences.Modes.UNKNOWN);
  }

  private List<TreeReader.Odd> oddInModule() {
    return tree.odd().stream()
        .filter(one ->
            ToolchainModule.below(one.path()) != null
                && ToolchainModule.below(one.path() + "/") != null)
        .toList();
  }

  /**
   * {@return how many of its files the module leaves out, so that its hash says nothing of them}
   */
  public int notInModule() {
    int count = 0;
    for (SealedFile file : tree.files()) {
      if (ToolchainModule.below(file.path()) == null) {
        count++;
      }
    }
    return count;
  }

  static String h1(ToolchainModule module, List<SealedFile> files) {
    Hash1 hash = new Hash1(module.prefix());
    for (SealedFile file : files) {
      String name = ToolchainModule.below(file.path());
      if (name != null) {
        hash.add(name, file.sha256());
      }
    }
    return hash.value();
  }

  /** {@return how it differs from what was sealed} */
  public List<Difference> differencesTo(Seal seal) {
    return new Differences(toolchain).between(seal.files(), tree, Differences.Modes.COMPARED);
  }

  /** {@return how it differs from the module, in the files that the module has} */
  public List<Difference> differencesTo(HashedArchive zip) {
    List<SealedFile> comparable = new ArrayList<>();
    for (SealedFile file : tree.files()) {
      if (ToolchainModule.below(file.path()) != null) {
        comparable.add(file);
      }
    }
    return new Differences(toolchain)
        .between(
            zip.files(),
            new TreeReader.Tree(comparable, oddInModule(), List.of()),
            Differences.Modes.UNKNOWN);
  }
}
