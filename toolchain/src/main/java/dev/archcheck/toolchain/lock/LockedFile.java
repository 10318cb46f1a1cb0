package dev.archcheck.toolchain.lock;

import dev.archcheck.toolchain.GoToolchain;

/**
 * What a version must be on one platform.
 *
 * @param name of the published file
 * @param url where it was when it was locked; for people, it is never asked
 * @param size in bytes, or -1 where none was published
 * @param digest of the file
 * @param record of the log
 */
public record LockedFile(
    GoToolchain toolchain, String name, String url, long size, Digest digest, LogEntry record) {

  /** The SHA-256 of the file. */
  public sealed interface Digest {}

  /** It is known. */
  public record Sha256(String hex) implements Digest {}

  /** It could not be had. */
  public record NoDigest(String why) implements Digest {}

  /** What the log says of the files in it. */
  public sealed interface LogEntry {}

  /**
   * A record.
   *
   * @param h1 the hash of the files
   * @param index of the record in the log
   * @param proof in its portable form
   */
  public record Logged(String h1, long index, String proof) implements LogEntry {}

  /** It could not be had. */
  public record NotLogged(String why) implements LogEntry {}

  /** {@return 64 hexadecimal digits, or the empty string} */
  public String sha256() {
    return digest instanceof Sha256(String hex) ? hex : "";
  }

  /** {@return the hash of the files, or the empty string} */
  public String h1() {
    return record instanceof Logged logged ? logged.h1() : "";
  }

  /** {@return whether it is the zip of the module and not what is published for download} */
  public boolean isModule() {
    return name.equals(toolchain.module().version() + ".zip");
  }

  /**
   * {@return whether all is known that there can be of such a file} A module's zip has no digest.
   */
  public boolean isWhole() {
    return record instanceof Logged && (isModule() || digest instanceof Sha256);
  }
}
