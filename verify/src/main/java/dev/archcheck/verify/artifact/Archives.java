package dev.archcheck.verify.artifact;

import java.io.IOException;
import java.util.List;

/** Opens what is an archive, layer by layer, and hands everything else to the visitor. */
final class Archives {

  /** An archive in an archive in an archive in an archive is opened, a fifth layer is not. */
  private static final int DEPTH = 4;

  private final ArtifactVisitor visitor;

  Archives(ArtifactVisitor visitor) {
    this.visitor = visitor;
  }

  /**
   * Meets a file or a member. Everything that goes wrong with it alone has been reported when this
   * returns.
   *
   * @return whether it is a file of which nothing but the count will be told: neither an archive
   *     nor, by its magic number, a binary
   */
  boolean meet(Met met) {
    try {
      Container container = Container.of(met);
      if (container == Container.NONE) {
        boolean binary = Container.binary(met.source());
        visit(met);
        return !binary;
      }
      open(met, container);
    } catch (IOException e) {
      notChecked(met.path(), e);
    }
    return false;
  }

  private void open(Met met, Container container) throws IOException {
    // Data may begin like an archive by chance: only what is also named like one, or what the user
    // pointed at, is a reason to complain.
    boolean plainly = met.root() || container.named(met.extension());
    if (!container.opened()) {
      if (plainly) {
        visitor.notChecked(met.path(), "not opened: " + container.label());
      } else {
        visit(met);
      }
    } else if (met.depth() == DEPTH) {
      visitor.notChecked(
          met.path(), "not opened: archives are opened " + DEPTH + " deep, not deeper");
    } else {
      visitor.enter(met.names());
      try {
        members(met, container, plainly);
      } catch (IOException e) {
        notChecked(met.path(), e);
      }
      visitor.leave(met.path());
    }
  }

  private void members(Met met, Container container, boolean plainly) throws IOException {
    switch (container) {
      case ZIP -> zip(met, plainly);
      case GZIP -> new CompressedFile(met, Compression.GZIP, this).read(plainly);
      case BZIP2 -> new CompressedFile(met, Compression.BZIP2, this).read(plainly);
      case TAR -> new TarMembers(met, Compression.NONE, this).read();
      case DEB -> new DebMembers(met, this).read();
      default -> throw new AssertionError(container);
    }
  }

  private void zip(Met met, boolean plainly) throws IOException {
    ZipDirectory directory;
    try {
      directory = ZipDirectory.find(met.source());
    } catch (IOException e) {
      if (plainly && startsLikeZip(met)) {
        throw e;
      }
      visit(met);
      return;
    }
    directory.checkPrefix(met.source());
    new ZipReader(met, directory, this).read();
  }

  private static boolean startsLikeZip(Met met) throws IOException {
    return met.source().read(0, 2).getShort(0) == 0x4B50;
  }

  /** Says that what is met next under this path is a link. */
  void link(String path, String target) {
    visitor.link(path, target);
  }

  /** Hands something to the visitor as it is. */
  void visit(Met met) throws IOException {
    visitor.artifact(new Artifact(met.path(), met.names(), met.source(), met.content()));
  }

  boolean wantsAgain(List<String> names, List<String> metAs) {
    return visitor.wantsAgain(names, metAs);
  }

  boolean wantsFolderAgain(List<String> names, List<String> metAs) {
    return visitor.wantsFolderAgain(names, metAs);
  }

  void notChecked(String path, String reason) {
    visitor.notChecked(path, reason);
  }

  void notChecked(String path, IOException failure) {
    visitor.notChecked(path, Reasons.of(failure));
  }
}
