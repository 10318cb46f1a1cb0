package dev.archcheck.toolchain.release;

import dev.archcheck.inspect.go.GoVersion;
import dev.archcheck.toolchain.GoToolchain;
import dev.archcheck.verify.proof.ProofKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A published file of a release.
 *
 * @param name its file name, safe in a path and a URL
 * @param version of the release: {@code go1.27.0}
 * @param os as Go names it, or the empty string for sources
 * @param fileArch as the file is named: {@code armv6l} for Go's {@code arm}
 * @param kind what sort of file it is
 * @param sha256 64 hexadecimal digits in lower case, or the empty string where none is published
 * @param size in bytes, or -1 where none is published
 */
public record ReleaseFile(
    String name, String version, String os, String fileArch, Kind kind, String sha256, long size) {

  private static final String VERSION =
      "(go1(?:\\.[0-9]{1,6}){0,2}(?:(?:alpha|beta|rc)[0-9]{1,6})?)";
  private static final Pattern SOURCE_NAME = Pattern.compile(VERSION + "\\.src\\.tar\\.gz");

  /** Early archives for macOS say the oldest version that they run on. */
  private static final Pattern NAME =
      Pattern.compile(
          VERSION
              + "\\.([a-z][a-z0-9]*)-([a-z0-9_]+)(?:-osx10\\.[0-9]+)?\\.(?:tar\\.gz|zip|msi|pkg)");

  /** The key that signs releases is of April 2016: the first minor version after it. */
  private static final int FIRST_SIGNED = 7;

  /** What was released before this was put into the log later, converted, not as it was. */
  private static final int FIRST_LOGGED = 21;

  /** Sorts of files. */
  public enum Kind {
    /** Unpacked, it is a toolchain. */
    ARCHIVE("archive"),
    /** It runs and installs a toolchain: msi, pkg. */
    INSTALLER("installer"),
    /** The sources. */
    SOURCE("source"),
    /** The zip of the module {@code golang.org/toolchain}. */
    MODULE("module"),
    /** Something that this program knows nothing of. */
    OTHER("other");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** {@return the word for documents and people} */
    public String word() {
      return word;
    }

    static Kind of(String word) {
      for (Kind kind : values()) {
        if (kind.word.equals(word) && kind != MODULE) {
          return kind;
        }
      }
      return OTHER;
    }
  }

  /**
   * {@return what a file name alone says, if it is that of a release} There is no digest and no
   * size in it, and nothing says that such a file was ever published.
   */
  public static Optional<ReleaseFile> named(String name) {
    Matcher source = SOURCE_NAME.matcher(name);
    if (source.matches()) {
      return Optional.of(new ReleaseFile(name, source.group(1), "", "", Kind.SOURCE, "", -1));
    }
    Matcher form = NAME.matcher(name);
    if (!form.matches()) {
      return Optional.empty();
    }
    boolean unpacks = name.endsWith(".tar.gz") || name.endsWith(".zip");
    return Optional.of(
        new ReleaseFile(
            name,
            form.group(1),
            form.group(2),
            form.group(3),
            unpacks ? Kind.ARCHIVE : Kind.INSTALLER,
            "",
            -1));
  }

  /**
   * {@return the processor as Go names it, or the empty string} The archives for 32-bit ARM are
   * called after the oldest processor that they run on.
   */
  public String arch() {
    return switch (fileArch) {
      case "armv6l", "arm6" -> "arm";
      default -> fileArch;
    };
  }

  /** {@return whether it is for a platform, by the whole words and not by how a name starts} */
  public boolean isFor(String os, String arch) {
    return this.os.equals(os) && arch().equals(arch);
  }

  /** {@return the toolchain that it holds, if it is the archive or the module of one} */
  public Optional<GoToolchain> toolchain() {
    boolean holdsOne = kind == Kind.ARCHIVE || kind == Kind.MODULE;
    return holdsOne ? GoToolchain.parse(version + "." + os + "-" + arch()) : Optional.empty();
  }

  /** {@return whether the list itself says what its bytes must be} */
  public boolean hasDigest() {
    return !sha256.isEmpty();
  }

  /**
   * {@return what it can be proven by, the weakest first} A file without a published digest is not
   * offered any proof by signature either: those files are older than the signing key.
   */
  public List<ProofKind> offers() {
    List<ProofKind> offers = new ArrayList<>();
    if (hasDigest()) {
      offers.add(ProofKind.INDEX);
    }
    if (name.endsWith(".tar.gz") && hasDigest() && isSince(FIRST_SIGNED)) {
      offers.add(ProofKind.SIGNATURE);
    }
    if (kind == Kind.MODULE || (kind == Kind.ARCHIVE && isSince(FIRST_LOGGED))) {
      offers.add(ProofKind.LOG);
    }
    return List.copyOf(offers);
  }

  private boolean isSince(int minor) {
    return GoVersion.parse(version).filter(found -> found.minor() >= minor).isPresent();
  }
}
