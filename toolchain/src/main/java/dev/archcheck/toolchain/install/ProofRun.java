package dev.archcheck.toolchain.install;

import dev.archcheck.toolchain.Later;
import dev.archcheck.toolchain.download.Arrival;
import dev.archcheck.toolchain.download.Downloaded;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.release.ReleaseFile;
import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.proof.ProofKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The proofs of one file, fetched while it is downloaded. */
final class ProofRun implements AutoCloseable {

  private final Candidate candidate;
  private final String index;
  private final @Nullable LogProver log;
  private final String logNotAsked;
  private final @Nullable Later<Beside> sidecar;
  private final @Nullable Later<Beside> signature;
  private final ReleaseSignature signatures;
  private @Nullable Later<Proof> signed;

  /**
   * Proofs under way.
   *
   * @param index the address of the list of releases
   * @param log the log that is asked, or null
   * @param logNotAsked why not, where none is
   * @param sidecar the digest beside the file, or null where there is none
   * @param signature the signature beside the file, or null where there is none
   */
  ProofRun(
      Candidate candidate,
      String index,
      @Nullable LogProver log,
      String logNotAsked,
      @Nullable Later<Beside> sidecar,
      @Nullable Later<Beside> signature,
      ReleaseSignature signatures) {
    this.candidate = candidate;
    this.index = index;
    this.log = log;
    this.logNotAsked = logNotAsked;
    this.sidecar = sidecar;
    this.signature = signature;
    this.signatures = signatures;
  }

  /** Takes the file on its way: its signature is judged as soon as it is there. */
  void of(Arrival arrival) {
    signed = new Later<>("signed", () -> signature(arrival));
  }

  /** {@return what could be proven of the file and what not, the strongest first} */
  List<Proof> judge(Downloaded file, String h1) throws IOException {
    List<Proof> proofs = new ArrayList<>();
    proofs.add(
        log == null
            ? new Proof(ProofKind.LOG, Proof.State.NOT_HAD, "log", logNotAsked)
            : log.prove(h1));
    if (candidate.isArchive()) {
      proofs.add(signed());
    }
    Pins pins = candidate.expected().pins();
    if (pins != null) {
      proofs.addAll(pins.judge(file, h1));
    }
    if (candidate.isArchive()) {
      proofs.add(index(file));
      proofs.add(sidecar(file));
    }
    return proofs;
  }

  /** {@return the log's proof in its portable form, or the empty string} */
  String logProof() {
    return log == null ? "" : log.text();
  }

  /** {@return the signature as it was had, or the empty string} */
  String signatureText() throws IOException {
    try {
      return signature == null ? "" : signature.get().text();
    } catch (ExecutionException _) {
      return ""; // the proof says why
    }
  }

  private Proof index(Downloaded file) {
    ReleaseFile published = candidate.published();
    if (published == null || !published.hasDigest()) {
      return new Proof(ProofKind.INDEX, Proof.State.NOT_HAD, index, candidate.expected().noIndex());
    }
    return digest(ProofKind.INDEX, index, published.sha256(), file.sha256());
  }

  private Proof sidecar(Downloaded file) throws IOException {
    String name = candidate.wanted().name() + ".sha256";
    if (sidecar == null) {
      return new Proof(ProofKind.SIDECAR, Proof.State.NOT_HAD, name, "was not asked for");
    }
    try {
      Beside beside = sidecar.get();
      return digest(ProofKind.SIDECAR, beside.source(), beside.text(), file.sha256());
    } catch (ExecutionException e) {
      return notHad(ProofKind.SIDECAR, name, e);
    }
  }

  static Proof digest(ProofKind kind, String source, String said, String actual) {
    return said.equals(actual)
        ? new Proof(kind, Proof.State.PROVEN, source, "SHA-256 " + actual)
        : new Proof(
            kind,
            Proof.State.REFUTED,
            source,
            "says SHA-256 " + said + ", but the file has " + actual);
  }

  private Proof signed() throws IOException {
    try {
      return Objects.requireNonNull(signed).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io; // the file could not be read
      }
      throw new IllegalStateException(e);
    }
  }

  private Proof signature(Arrival arrival) throws IOException {
    String name = candidate.wanted().name() + ".asc";
    if (signature == null) {
      return new Proof(
          ProofKind.SIGNATURE, Proof.State.NOT_HAD, name, "is not published for such files");
    }
    try {
      Beside beside = signature.get();
      byte[] text = beside.text().getBytes(StandardCharsets.UTF_8);
      Downloaded file = arrival.await();
      return signatures.judge(beside.source(), text, file.content(), file.file());
    } catch (ExecutionException e) {
      return notHad(ProofKind.SIGNATURE, name, e);
    }
  }

  private static Proof notHad(ProofKind kind, String source, ExecutionException e) {
    if (e.getCause() instanceof FetchException failure) {
      return new Proof(kind, Proof.State.NOT_HAD, source, failure.problem());
    }
    throw new IllegalStateException(e);
  }

  /** Whatever became of the file, nothing is left at work. */
  @Override
  public void close() {
    if (log != null) {
      log.close();
    }
    if (sidecar != null) {
      sidecar.close();
    }
    if (signature != null) {
      signature.close();
    }
    if (signed != null) {
      signed.close();
    }
  }
}
