package dev.archcheck.verify.checksum;

import dev.archcheck.verify.digest.Algorithm;
import dev.archcheck.verify.digest.ContentDigests;
import dev.archcheck.verify.digest.OpenFile;
import dev.archcheck.verify.openpgp.DetachedSignature;
import dev.archcheck.verify.openpgp.Verifier;
import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.proof.ProofKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads signature files of any kind, and holds them against files or bytes. */
final class Signatures {

  private final Keys keys;

  Signatures(Keys keys) {
    this.keys = keys;
  }

  /** {@return what a signature file holds against a file} */
  List<Held> over(Path file) {
    String source = file.toString();
    byte[] bytes;
    try (OpenFile open = OpenFile.open(file, OpenFile.Links.FOLLOWED)) {
      bytes = open.readAll(DetachedSignature.MOST_BYTES);
    } catch (IOException e) {
      return settled(Proof.State.NOT_HAD, source, Trouble.of(e));
    }
    return BareSignature.looksLike(bytes) ? bare(bytes, source) : openPgp(bytes, source);
  }

  private List<Held> openPgp(byte[] bytes, String source) {
    Verifier verifier = keys.openpgp();
    return verifier == null
        ? settled(Proof.State.NOT_HAD, source, "there is no key to check it with: --keyring FILE")
        : List.of(new Held.OpenPgp(source, DetachedSignature.read(bytes), verifier));
  }

  private List<Held> bare(byte[] bytes, String source) {
    if (keys.bare().isEmpty()) {
      return settled(
          Proof.State.NOT_HAD,
          source,
          "there is no key to check it with: --minisign-key or --signify-key");
    }
    try {
      BareSignature signature = BareSignature.read(bytes);
      if (signature.hasMessage()) {
        return settled(
            Proof.State.NOT_HAD, source, "it holds what it signs; name it as a list: --sums FILE");
      }
      // A key with another ID is no evidence against the file; one with this ID is asked.
      List<Held> held = new ArrayList<>();
      for (BareKey key : keys.bare()) {
        if (held.isEmpty() || signature.isBy(key)) {
          held = List.of(new Held.Bare(source, signature, key));
        }
        if (signature.isBy(key)) {
          break;
        }
      }
      return held;
    } catch (IOException e) {
      return settled(Proof.State.REFUTED, source, "the signature " + e.getMessage());
    }
  }

  private static List<Held> settled(Proof.State state, String source, String detail) {
    return List.of(new Held.Settled(new Proof(ProofKind.SIGNATURE, state, source, detail)));
  }

  /** {@return the proof of bytes that were read, such as a list} */
  Proof over(byte[] message, Path file, OpenFile messageFile) throws IOException {
    List<Held> held = over(file);
    Set<Algorithm> needed = new HashSet<>(Set.of(Algorithm.SHA256));
    for (Held one : held) {
      needed.addAll(one.algorithms());
    }
    ContentDigests content = new ContentDigests(needed);
    content.update(message, 0, message.length);
    return held.getFirst().proof(messageFile, content);
  }

  /** {@return the proof of a message that stands in the same file as its signature} */
  Proof within(BareSignature signature, String source) {
    Proof last =
        new Proof(
            ProofKind.SIGNATURE,
            Proof.State.NOT_HAD,
            source,
            "there is no key to check it with: --signify-key FILE");
    for (BareKey key : keys.bare()) {
      last = signature.proof(key, source, signature.message());
      if (signature.isBy(key)) {
        return last;
      }
    }
    return last;
  }
}
