package dev.archcheck.toolchain.install;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.toolchain.Later;
import dev.archcheck.toolchain.download.Document;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.download.Http;
import dev.archcheck.toolchain.download.NoNetwork;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.log.LogAccess;
import dev.archcheck.toolchain.release.Catalog;
import dev.archcheck.toolchain.release.Catalogs;
import dev.archcheck.toolchain.release.ModuleProxies;
import dev.archcheck.toolchain.release.ReleaseFile;
import dev.archcheck.toolchain.release.ReleaseSites;
import dev.archcheck.toolchain.release.Sidecars;
import dev.archcheck.toolchain.store.HashedArchive;
import dev.archcheck.toolchain.store.Layout;
import dev.archcheck.toolchain.store.RefusedArchiveException;
import dev.archcheck.toolchain.store.Store;
import dev.archcheck.verify.checksum.ReleaseProofs;
import dev.archcheck.verify.digest.Algorithm;
import dev.archcheck.verify.digest.ContentDigests;
import dev.archcheck.verify.digest.OpenFile;
import dev.archcheck.verify.openpgp.DetachedSignature;
import dev.archcheck.verify.openpgp.Keyring;
import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.proof.ProofKind;
import dev.archcheck.verify.sumdb.SumDatabase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is published of releases of Go, for files that are called like one: the digest of the list,
 * the one beside the file, the signature, and what the log has of the same files. Of the zip of the
 * module {@code golang.org/toolchain} the log alone speaks.
 */
public final class GoReleaseProofs implements ReleaseProofs, AutoCloseable {

  private static final Pattern NAME =
      Pattern.compile(
          "(go1[0-9a-z.]*)\\.(?:(src)|([a-z0-9]+)-([a-z0-9]+))\\.(tar\\.gz|zip|msi|pkg)");

  /** The zip of the module, as proxies and the module cache call it. */
  private static final Pattern MODULE = Pattern.compile("v0\\.0\\.1-(go1.*)\\.zip");

  private final Catalogs catalogs;
  private final ReleaseSites sites;
  private final Sidecars sidecars;
  private final LogAccess log;
  private final ReleaseSignature signatures;

  /** What was asked for before the file is read. */
  private final Map<String, @Nullable Asked> asked = new HashMap<>();

  private @Nullable Later<Catalog> catalog;

  /**
   * {@return the proofs that a machine can have}
   *
   * @param keyring whose certificates are trusted to sign releases, too, or null
   * @param network offline, only what is stored on this machine counts
   */
  public static GoReleaseProofs of(
      Machine machine,
      Store store,
      Http http,
      InstantSource clock,
      @Nullable Keyring keyring,
      LogAccess.Network network) {
    Http used = network == LogAccess.Network.OFFLINE ? new NoNetwork() : http;
    ReleaseSites sites = ReleaseSites.of(machine);
    ModuleProxies proxies = ModuleProxies.of(machine, used, sites);
    return new GoReleaseProofs(
        new Catalogs(used, sites, proxies, store, clock),
        sites,
        new Sidecars(used, sites),
        LogAccess.of(machine, store, used, proxies, network),
        new ReleaseSignature(used, clock, keyring));
  }

  private GoReleaseProofs(
      Catalogs catalogs,
      ReleaseSites sites,
      Sidecars sidecars,
      LogAccess log,
      ReleaseSignature signatures) {
    this.catalogs = catalogs;
    this.sites = sites;
    this.sidecars = sidecars;
    this.log = log;
    this.signatures = signatures;
  }

  /** What was asked for of one file. */
  private record Asked(
      @Nullable Published published,
      @Nullable LogProver log,
      String logNotAsked,
      @Nullable GoToolchain toolchain) {

    /** {@return whether it is the zip of the module} */
    boolean isModule() {
      return published == null;
    }

    void close() {
      if (log != null) {
        log.close();
      }
      if (published != null) {
        published.sidecar.close();
      }
      if (published != null && published.signature != null) {
        published.signature.close();
      }
    }
  }

  /** What the site has of a file. */
  private record Published(
      Later<Catalog> catalog, Later<String> sidecar, @Nullable Later<Document> signature) {}

  /** {@return whether a file is called like a release of Go that go.dev/dl has} */
  public static boolean isRelease(String name) {
    return NAME.matcher(name).matches();
  }

  /** {@return whether anything is published of a file that is called so, or in the log} */
  public static boolean isPublished(String name) {
    return isRelease(name) || ofModule(name) != null;
  }

  private static @Nullable GoToolchain ofModule(String name) {
    Matcher form = MODULE.matcher(name);
    return form.matches() ? GoToolchain.parse(form.group(1)).orElse(null) : null;
  }

  @Override
  public Set<Algorithm> algorithms(OpenFile file) {
    EnumSet<Algorithm> needed = EnumSet.noneOf(Algorithm.class);
    Asked ask = ask(file.fileName());
    asked.put(file.fileName(), ask);
    if (ask == null) {
      return needed;
    }
    needed.add(Algorithm.SHA256);
    Later<Document> signature = ask.published() == null ? null : ask.published().signature();
    if (signature != null) {
      try {
        needed.addAll(DetachedSignature.read(signature.get().bytes()).algorithms());
      } catch (ExecutionException | IOException _) {
        // said when it is judged
      }
    }
    return needed;
  }

  private @Nullable Asked ask(String name) {
    GoToolchain module = ofModule(name);
    if (module != null) {
      SumDatabase client = log.client();
      return client == null
          ? new Asked(null, null, log.whyNot(), module)
          : new Asked(null, new LogProver(client, module.module()), "", module);
    }
    Matcher form = NAME.matcher(name);
    if (!form.matches()) {
      return null;
    }
    GoToolchain toolchain = toolchain(form);
    boolean packed = name.endsWith(".tar.gz") || name.endsWith(".zip");
    if (catalog == null) {
      catalog = new Later<>("index", catalogs::load);
    }
    LogProver prover = null;
    String notAsked = "has no record of such files";
    SumDatabase client = log.client();
    if (toolchain != null && packed) {
      if (toolchain.order().filter(it -> it.minor() >= 21).isEmpty()) {
        notAsked = "has converted copies of releases before Go 1.21, not the archives themselves";
      } else if (client == null) {
        notAsked = log.whyNot();
      } else {
        prover = new LogProver(client, toolchain.module());
      }
    }
    return new Asked(
        new Published(
            catalog,
            new Later<>("sidecar", () -> sidecars.sha256(name)),
            name.endsWith(".tar.gz")
                ? new Later<>("signature", () -> sidecars.signature(name))
                : null),
        prover,
        notAsked,
        toolchain);
  }

  private static @Nullable GoToolchain toolchain(Matcher form) {
    if (form.group(2) != null) {
      return null;
    }
    String arch = form.group(4).equals("armv6l") ? "arm" : form.group(4);
    Optional<GoToolchain> toolchain =
        GoToolchain.parse(form.group(1) + "." + form.group(3) + "-" + arch);
    return toolchain.orElse(null);
  }

  @Override
  public List<Proof> proofs(OpenFile file, ContentDigests content) throws IOException {
    Asked ask = asked.get(file.fileName());
    if (ask == null) {
      return List.of();
    }
    Published published = ask.published();
    if (published == null) {
      return List.of(log(ask, file, false));
    }
    String sha256 = content.value(Algorithm.SHA256).hex();
    List<Proof> proofs = new ArrayList<>();
    proofs.add(signature(published, file.fileName(), content));
    proofs.add(index(published, file.fileName(), sha256));
    proofs.add(sidecar(published, file.fileName(), sha256));
    boolean whole = proofs.stream().anyMatch(Proof::holds);
    proofs.addFirst(log(ask, file, whole));
    return proofs;
  }

  /** Lets what was asked for end: not every answer is used, but each may be being stored. */
  @Override
  public void close() {
    for (Asked ask : asked.values()) {
      if (ask != null) {
        ask.close();
      }
    }
    if (catalog != null) {
      catalog.close();
    }
  }

  private Proof index(Published ask, String name, String sha256) throws IOException {
    String source = sites.list().toString();
    try {
      Catalog catalog = ask.catalog().get();
      if (catalog.origin() instanceof Catalog.Served(_, FetchException why)) {
        return notHad(ProofKind.INDEX, source, "could not be asked: " + why.problem());
      }
      Optional<ReleaseFile> listed = catalog.index().file(name);
      if (listed.isEmpty() || !listed.get().hasDigest()) {
        return notHad(
            ProofKind.INDEX,
            source,
            listed.isEmpty() ? "the list does not have it" : "lists no SHA-256 for it");
      }
      return ProofRun.digest(ProofKind.INDEX, source, listed.get().sha256(), sha256);
    } catch (ExecutionException e) {
      return notHad(ProofKind.INDEX, source, reason(e));
    }
  }

  private Proof sidecar(Published ask, String name, String sha256) throws IOException {
    String source = sidecars.digestUrl(name).toString();
    try {
      return ProofRun.digest(ProofKind.SIDECAR, source, ask.sidecar().get(), sha256);
    } catch (ExecutionException e) {
      return notHad(ProofKind.SIDECAR, source, reason(e));
    }
  }

  private Proof signature(Published ask, String name, ContentDigests content) throws IOException {
    String source = sidecars.signatureUrl(name).toString();
    if (ask.signature() == null) {
      return notHad(ProofKind.SIGNATURE, source, "is not published for such files");
    }
    try {
      DetachedSignature signature = DetachedSignature.read(ask.signature().get().bytes());
      return signatures.judge(source, signature, content);
    } catch (ExecutionException e) {
      return notHad(ProofKind.SIGNATURE, source, reason(e));
    }
  }

  /**
   * The log speaks of the files of the module alone; an archive has more.
   *
   * @param whole whether something else proves all bytes
   */
  private Proof log(Asked ask, OpenFile file, boolean whole) throws IOException {
    LogProver prover = ask.log();
    GoToolchain toolchain = ask.toolchain();
    if (prover == null || toolchain == null) {
      return notHad(ProofKind.LOG, "log", ask.logNotAsked());
    }
    try {
      HashedArchive archive = hashed(ask, file, toolchain);
      Proof proof = prover.prove(archive.h1());
      return whole || !proof.holds() || archive.notLogged() == 0
          ? proof
          : notHad(
              ProofKind.LOG,
              prover.name(),
              proof.detail()
                  + ", but it does not speak of "
                  + archive.notLogged()
                  + " more files in it, and nothing else proves them");
    } catch (MalformedBinaryException | RefusedArchiveException e) {
      return new Proof(
          ProofKind.LOG,
          Proof.State.REFUTED,
          prover.name(),
          (ask.isModule() ? "it is not the module: " : "it is not a whole Go distribution: ")
              + e.getMessage());
    }
  }

  private static HashedArchive hashed(Asked ask, OpenFile file, GoToolchain toolchain)
      throws IOException {
    if (ask.isModule()) {
      return HashedArchive.zip(
          new Opened(file), new Layout.Module(toolchain.module()), toolchain.module());
    }
    return file.fileName().endsWith(".zip")
        ? HashedArchive.zip(new Opened(file), new Layout.Distribution(), toolchain.module())
        : HashedArchive.tar(
            file.fileName(), Channels.newInputStream(new OpenChannel(file)), toolchain.module());
  }

  private static Proof notHad(ProofKind kind, String source, String why) {
    return new Proof(kind, Proof.State.NOT_HAD, source, why);
  }

  private static String reason(ExecutionException e) {
    return switch (e.getCause()) {
      case FetchException failure -> failure.problem();
      case IOException io -> String.valueOf(io.getMessage());
      case null, default -> throw new IllegalStateException(e);
    };
  }

  /** The open file as bytes at an offset. */
  private record Opened(OpenFile file) implements ByteSource {

    @Override
    public String name() {
      return file.fileName();
    }

    @Override
    public long size() {
      return file.size();
    }

    @Override
    public ByteBuffer read(long offset, int length) throws IOException {
      if (offset < 0 || length < 0 || offset > size() - length) {
        throw MalformedBinaryException.truncated(this, "file", offset, length);
      }
      ByteBuffer bytes = ByteBuffer.allocate(length);
      while (bytes.hasRemaining()) {
        if (file.read(offset + bytes.position(), bytes) < 0) {
          throw MalformedBinaryException.truncated(this, "file", offset, length);
        }
      }
      return bytes.flip().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  /** The open file from its first byte to its last. */
  private static final class OpenChannel implements ReadableByteChannel {

    private final OpenFile file;
    private long position;

    OpenChannel(OpenFile file) {
      this.file = file;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      int got = file.read(position, into);
      position += Math.max(0, got);
      return got;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {
      // the file belongs to whoever opened it
    }
  }
}
