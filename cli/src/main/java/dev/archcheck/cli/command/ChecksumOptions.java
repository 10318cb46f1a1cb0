package dev.archcheck.cli.command;

import dev.archcheck.cli.command.ChecksumCommand.UnreadableKeyException;
import dev.archcheck.cli.render.Failures;
import dev.archcheck.toolchain.install.GoReleaseProofs;
import dev.archcheck.verify.checksum.BareKey;
import dev.archcheck.verify.checksum.ChecksumRequest;
import dev.archcheck.verify.checksum.ChecksumRequest.SideFiles;
import dev.archcheck.verify.checksum.Keys;
import dev.archcheck.verify.checksum.ReleaseProofs;
import dev.archcheck.verify.digest.Algorithm;
import dev.archcheck.verify.digest.Digest;
import dev.archcheck.verify.digest.OpenFile;
import dev.archcheck.verify.openpgp.Fingerprint;
import dev.archcheck.verify.openpgp.GoReleaseKey;
import dev.archcheck.verify.openpgp.Keyring;
import dev.archcheck.verify.openpgp.Verifier;
import dev.archcheck.verify.proof.ProofKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The options of {@code checksum}, from words to what they mean. */
final class ChecksumOptions {

  private static final int LARGEST_KEY = 4 << 10;

  private static final List<Algorithm> WITH_OPTION =
      List.of(Algorithm.SHA256, Algorithm.SHA384, Algorithm.SHA512);

  private final ParseResult arguments;

  ChecksumOptions(ParseResult arguments) {
    this.arguments = arguments;
  }

  static void addTo(CommandSpec spec) {
    for (Algorithm algorithm : WITH_OPTION) {
      spec.addOption(
          Options.value("HEX", "The digest that the file must have.", "--" + algorithm.word()));
    }
    spec.addOption(
        Options.values(
            "ALGORITHM:HEX",
            "The same by another algorithm: sha3-256, sha3-512, blake2b-512, blake3; md5, sha1 and"
                + " crc32 can refute, but not prove. Repeatable.",
            "--digest"));
    spec.addOption(
        Options.values(
            "FILE",
            "A list of digests that every PATH must be on, as sha256sum, BSD's tools or signify"
                + " write it. Repeatable.",
            "--sums"));
    spec.addOption(
        Options.values(
            "FILE",
            "A detached signature by OpenPGP, minisign or signify: over the lists, or without"
                + " --sums over PATH. Repeatable.",
            "--signature"));
    spec.addOption(
        Options.values("FILE", "Trusted OpenPGP keys, armored or not. Repeatable.", "--keyring"));
    spec.addOption(
        Options.values(
            "HEX",
            "Trust of the keyrings only the primary key with this fingerprint. Repeatable.",
            "--fingerprint"));
    spec.addOption(
        Options.values("KEY|FILE", "A trusted key of minisign. Repeatable.", "--minisign-key"));
    spec.addOption(
        Options.values("KEY|FILE", "A trusted key of signify. Repeatable.", "--signify-key"));
    spec.addOption(
        Options.value(
            "KIND",
            "The weakest proof that is enough: sidecar, index, pinned, signature or log.",
            "--require"));
    spec.addOption(
        Options.flag("Take nothing that lies beside a file or in a folder.", "--no-side-files"));
    spec.addOption(Options.flag("Print the digests, check nothing.", "--print"));
    spec.addOption(
        Options.values(
            "ALGORITHM",
            "A digest to make in any case. Default: sha256. Repeatable.",
            "--algorithm"));
    spec.addOption(Options.flag("Nothing on the terminal, only the exit code.", "-q", "--quiet"));
    spec.addOption(Options.flag("Show every file, however many.", "-v", "--verbose"));
  }

  boolean isPrint() {
    return Options.isSet(arguments, "--print");
  }

  /** {@return the weakest kind that is enough, or null for any} */
  @Nullable ProofKind required() throws UsageException {
    String word = Options.text(arguments, "--require", "");
    ProofKind kind = ProofKind.of(word);
    if (kind == null && Options.isSet(arguments, "--require")) {
      throw new UsageException(
          "--require is one of sidecar, index, pinned, signature, log, not '" + word + "'", "");
    }
    return kind;
  }

  /**
   * {@return what is to be checked}
   *
   * @param releases what publishers say of their own files
   */
  ChecksumRequest request(ReleaseProofs releases) throws UsageException, UnreadableKeyException {
    List<Path> paths = paths(Options.positionals(arguments));
    List<Digest> expected = expected();
    List<Path> sums = paths(Options.texts(arguments, "--sums"));
    List<Path> signatures = paths(Options.texts(arguments, "--signature"));
    required();
    checkSense(paths, expected, sums, signatures);
    return new ChecksumRequest(
        paths,
        expected,
        sums,
        signatures,
        keys(signatures),
        shown(),
        Options.isSet(arguments, "--no-side-files") || isPrint()
            ? SideFiles.IGNORED
            : SideFiles.USED,
        isPrint() ? ReleaseProofs.NONE : releases);
  }

  private void checkSense(
      List<Path> paths, List<Digest> expected, List<Path> sums, List<Path> signatures)
      throws UsageException {
    if (isPrint()
        && !(expected.isEmpty()
            && sums.isEmpty()
            && signatures.isEmpty()
            && !Options.isSet(arguments, "--require"))) {
      throw new UsageException("--print checks nothing, so nothing can be held against it", "");
    }
    boolean several = paths.size() > 1 || Files.isDirectory(paths.getFirst());
    if (several && !expected.isEmpty()) {
      throw new UsageException("a digest is of one file", "write several into a list: --sums FILE");
    }
    if (several && sums.isEmpty() && !signatures.isEmpty()) {
      throw new UsageException(
          "a signature is over one file", "name the list that it signs, too: --sums FILE");
    }
    if (sums.size() > 1 && !signatures.isEmpty()) {
      throw new UsageException("--signature goes with one --sums", "");
    }
  }

  private List<Digest> expected() throws UsageException {
    List<Digest> expected = new ArrayList<>();
    for (Algorithm algorithm : WITH_OPTION) {
      String option = "--" + algorithm.word();
      if (Options.isSet(arguments, option)) {
        expected.add(digest(option, algorithm, Options.text(arguments, option, "")));
      }
    }
    for (String word : Options.texts(arguments, "--digest")) {
      int colon = word.indexOf(':');
      expected.add(
          digest(
              "--digest",
              algorithm("--digest", word.substring(0, Math.max(0, colon))),
              word.substring(colon + 1)));
    }
    return expected;
  }

  private static Digest digest(String option, Algorithm algorithm, String hex)
      throws UsageException {
    try {
      return new Digest(algorithm, hex.strip());
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage(), "");
    }
  }

  private static Algorithm algorithm(String option, String word) throws UsageException {
    Algorithm algorithm = Algorithm.named(word);
    if (algorithm == null) {
      StringBuilder all = new StringBuilder();
      for (Algorithm one : Algorithm.all()) {
        all.append(all.isEmpty() ? "" : ", ").append(one.word());
      }
      throw new UsageException(option + " knows no algorithm '" + word + "'", "one of " + all);
    }
    return algorithm;
  }

  private Set<Algorithm> shown() throws UsageException {
    Set<Algorithm> shown = EnumSet.noneOf(Algorithm.class);
    for (String word : Options.texts(arguments, "--algorithm")) {
      shown.add(algorithm("--algorithm", word));
    }
    return shown;
  }

  private Keys keys(List<Path> signatures) throws UsageException, UnreadableKeyException {
    List<BareKey> bare = new ArrayList<>();
    for (String word : Options.texts(arguments, "--minisign-key")) {
      bare.add(bareKey(word, BareKey.Tool.MINISIGN));
    }
    for (String word : Options.texts(arguments, "--signify-key")) {
      bare.add(bareKey(word, BareKey.Tool.SIGNIFY));
    }
    Verifier verifier = verifier();
    if (verifier == null && bare.isEmpty() && !signatures.isEmpty()) {
      throw new UsageException(
          "--signature needs a key that is trusted",
          "--keyring FILE for OpenPGP, --minisign-key or --signify-key for those");
    }
    return new Keys(verifier, bare);
  }

  private static BareKey bareKey(String word, BareKey.Tool tool)
      throws UsageException, UnreadableKeyException {
    try {
      if (BareKey.isKey(word)) {
        return BareKey.read(word, tool);
      }
      return BareKey.read(new String(read(path(word), LARGEST_KEY), StandardCharsets.UTF_8), tool);
    } catch (IOException e) {
      throw new UnreadableKeyException(word, Failures.message(e));
    }
  }

  private @Nullable Verifier verifier() throws UsageException, UnreadableKeyException {
    Keyring keyring = keyring();
    Set<Fingerprint> pinned = pinned(keyring);
    if (keyring == null) {
      return onlyGoReleases()
          ? Verifier.pinned(GoReleaseKey.embedded(), Set.of(GoReleaseKey.PRIMARY), Instant.now())
          : null;
    }
    return pinned.isEmpty()
        ? Verifier.ofAll(keyring, Instant.now())
        : Verifier.pinned(keyring, pinned, Instant.now());
  }

  /** {@return whether all files are called like releases of Go, whose key is known} */
  private boolean onlyGoReleases() throws UsageException {
    for (Path path : paths(Options.positionals(arguments))) {
      if (!GoReleaseProofs.isRelease(String.valueOf(path.getFileName()))) {
        return false;
      }
    }
    return true;
  }

  /** {@return the keys that the user names, for those who ask themselves; or null} */
  @Nullable Keyring keyring() throws UnreadableKeyException, UsageException {
    Keyring keyring = null;
    for (String file : Options.texts(arguments, "--keyring")) {
      try {
        Keyring one = Keyring.read(read(path(file), Keyring.MOST_BYTES));
        keyring = keyring == null ? one : keyring.with(one);
      } catch (IOException e) {
        throw new UnreadableKeyException(file, Failures.message(e));
      }
    }
    return keyring;
  }

  private Set<Fingerprint> pinned(@Nullable Keyring keyring) throws UsageException {
    Set<Fingerprint> pinned = new HashSet<>();
    for (String word : Options.texts(arguments, "--fingerprint")) {
      Fingerprint fingerprint;
      try {
        fingerprint = new Fingerprint(word);
      } catch (IllegalArgumentException e) {
        throw new UsageException("--fingerprint: " + e.getMessage(), "");
      }
      if (keyring == null || keyring.find(fingerprint) == null) {
        throw new UsageException(
            "no keyring holds a primary key " + fingerprint, "name its file: --keyring FILE");
      }
      pinned.add(fingerprint);
    }
    return pinned;
  }

  private static byte[] read(Path file, int limit) throws IOException {
    try (OpenFile open = OpenFile.open(file, OpenFile.Links.FOLLOWED)) {
      return open.readAll(limit);
    }
  }

  private static List<Path> paths(List<String> names) throws UsageException {
    List<Path> paths = new ArrayList<>();
    for (String name : names) {
      paths.add(path(name));
    }
    return paths;
  }

  private static Path path(String name) throws UsageException {
    if (name.equals("-") || name.isEmpty()) {
      throw new UsageException(
          "checksum reads no standard input", "a digest is of a file; ./- names a file -");
    }
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new UsageException("'" + name + "' cannot name a file: " + e.getReason(), "");
    }
  }
}
