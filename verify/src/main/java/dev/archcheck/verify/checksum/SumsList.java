package dev.archcheck.verify.checksum;

import dev.archcheck.verify.digest.OpenFile;
import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.proof.ProofKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A list of digests as it was found, with the proofs of itself. It is read once: what is parsed is
 * what was verified.
 */
final class SumsList {

  /** How a list came in. */
  enum Origin {
    /** Named by the user: a file that is not on it is wrong. */
    NAMED,
    /** Found in the folder: it need not be about this file. */
    FOUND
  }

  final Path path;
  final Origin origin;
  final List<Proof> signatures;
  private final @Nullable SumsFile sums;
  private final String problem;

  private SumsList(
      Path path, Origin origin, List<Proof> signatures, @Nullable SumsFile sums, String problem) {
    this.path = path;
    this.origin = origin;
    this.signatures = signatures;
    this.sums = sums;
    this.problem = problem;
  }

  static SumsList read(Path path, Origin origin, List<Path> signatureFiles, Signatures check) {
    List<Proof> signatures = new ArrayList<>();
    String fileName = String.valueOf(path.getFileName());
    try (OpenFile file = OpenFile.open(path, OpenFile.Links.FOLLOWED)) {
      byte[] bytes = file.readAll(SumsFile.MOST_BYTES);
      byte[] list = bytes;
      if (BareSignature.looksLike(bytes)) {
        BareSignature signature = BareSignature.read(bytes);
        signatures.add(check.within(signature, path.toString()));
        list = signature.message();
        fileName = withoutEnding(fileName);
      }
      for (Path signatureFile : signatureFiles) {
        signatures.add(check.over(bytes, signatureFile, file));
      }
      return new SumsList(path, origin, signatures, SumsFile.read(list, fileName), "");
    } catch (IOException e) {
      return new SumsList(path, origin, signatures, null, Trouble.of(e));
    }
  }

  private static String withoutEnding(String name) {
    return name.endsWith(".sig") ? name.substring(0, name.length() - 4) : name;
  }

  /** {@return whether it can be used: it was understood, and no signature of it is bad} */
  boolean isUsable() {
    if (sums == null) {
      return false;
    }
    for (Proof signature : signatures) {
      if (signature.state() == Proof.State.REFUTED) {
        return false;
      }
    }
    return true;
  }

  SumsFile sums() {
    return Objects.requireNonNull(sums);
  }

  ProofKind kind() {
    return origin == Origin.NAMED ? ProofKind.INDEX : ProofKind.SIDECAR;
  }

  /** {@return everything that it holds against a file} */
  List<Held> over(Path file) {
    return over(nameOf(file));
  }

  /** {@return everything that it holds against the file of a name, as it is listed} */
  List<Held> over(String name) {
    if (origin == Origin.FOUND && sums != null && sums.find(name) == null) {
      return List.of(unlisted(name)); // its signatures are no matter of this file then
    }
    List<Held> held = new ArrayList<>();
    Proof good = null;
    for (Proof signature : signatures) {
      if (signature.holds()) {
        good = signature;
      } else {
        held.add(new Held.Settled(signature));
      }
    }
    if (!isUsable()) {
      if (!problem.isEmpty()) {
        held.add(settled(Proof.State.NOT_HAD, "the list cannot be used: " + problem));
      }
      return held;
    }
    SumsEntry entry = sums().find(name);
    if (entry == null) {
      held.add(unlisted(name));
    } else if (good == null) {
      held.add(new Held.Value(kind(), path.toString(), entry.digest(), ", line " + entry.line()));
    } else {
      held.add(
          new Held.Value(
              ProofKind.SIGNATURE,
              path.toString(),
              entry.digest(),
              ", line " + entry.line() + "; the list is signed: " + good.detail()));
    }
    return held;
  }

  private Held unlisted(String name) {
    return origin == Origin.NAMED
        ? settled(Proof.State.REFUTED, name + " is not listed")
        : settled(Proof.State.NOT_HAD, name + " is not listed");
  }

  private Held settled(Proof.State state, String detail) {
    return new Held.Settled(new Proof(kind(), state, path.toString(), detail));
  }

  /** A file below the list is listed by its path from there, any other by its name. */
  private String nameOf(Path file) {
    Path target = file.toAbsolutePath().normalize();
    Path folder = path.toAbsolutePath().normalize().getParent();
    Path name =
        folder != null && target.startsWith(folder)
            ? folder.relativize(target)
            : Objects.requireNonNull(target.getFileName());
    return name.toString().replace(name.getFileSystem().getSeparator(), "/");
  }

  String problem() {
    return problem;
  }
}
