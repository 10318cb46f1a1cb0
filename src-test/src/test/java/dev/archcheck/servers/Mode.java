package dev.archcheck.servers;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What is wrong with how a {@link ReleaseServer} serves a path. Nothing is, to begin with. */
public final class Mode {

  /** How a file is identified. */
  public enum Tag {
    STRONG,
    WEAK,
    NONE,
    /** Another strong one with each answer, as if the file were exchanged all the time. */
    CHANGING,
    /** Only a Last-Modified of long ago. */
    DATE
  }

  Tag tag = Tag.STRONG;
  boolean ignoreRange;
  boolean offerRange = true;
  boolean noLength;
  boolean html;
  boolean gzip;
  boolean wrongRange;
  int status;
  int bytesPerSecond;
  long cutAfter = -1;
  long silentAfter = -1;
  long corruptAt = -1;
  long truncateTo = -1;
  long lengthSaid = -1;
  int times = Integer.MAX_VALUE;
  @Nullable URI redirect;

  /** {@return a mode with nothing wrong} */
  public static Mode good() {
    return new Mode();
  }

  /** Identifies the file otherwise. */
  public Mode tag(Tag tag) {
    this.tag = tag;
    return this;
  }

  /** Answers every request for a part with the whole. */
  public Mode ignoringRange() {
    ignoreRange = true;
    offerRange = false;
    return this;
  }

  /** Says that parts can be had, and answers every request for one with the whole. */
  public Mode pretendingRange() {
    ignoreRange = true;
    return this;
  }

  /** Answers a request for a part with another part. */
  public Mode wrongRange() {
    wrongRange = true;
    return this;
  }

  /** Says no Content-Length; the body comes in chunks. */
  public Mode chunked() {
    noLength = true;
    return this;
  }

  /** Answers 200 with a login page. */
  public Mode portal() {
    html = true;
    return this;
  }

  /** Packs the body once more and says so. */
  public Mode gzipped() {
    gzip = true;
    return this;
  }

  /** Answers with a status and a short text. */
  public Mode status(int status) {
    this.status = status;
    return this;
  }

  /** Sends slowly, each connection for itself. */
  public Mode slow(int bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
    return this;
  }

  /** Cuts the connection after so many bytes of the body. */
  public Mode cutAfter(long bytes) {
    cutAfter = bytes;
    return this;
  }

  /** Falls silent after so many bytes of the body, with the connection open. */
  public Mode silentAfter(long bytes) {
    silentAfter = bytes;
    return this;
  }

  /** Flips a bit of one byte of the file. */
  public Mode corruptAt(long offset) {
    corruptAt = offset;
    return this;
  }

  /** Serves the start of the file as if it were all of it. */
  public Mode truncateTo(long bytes) {
    truncateTo = bytes;
    return this;
  }

  /** Says a Content-Length that is not right. */
  public Mode lengthSaid(long bytes) {
    lengthSaid = bytes;
    return this;
  }

  /** Sends on to another address. */
  public Mode redirect(URI place) {
    redirect = place;
    return this;
  }

  /** Is so only for the first requests; then nothing is wrong any more. */
  public Mode times(int times) {
    this.times = times;
    return this;
  }
}
