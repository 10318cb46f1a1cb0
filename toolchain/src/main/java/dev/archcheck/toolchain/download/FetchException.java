package dev.archcheck.toolchain.download;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A resource that could not be had, and why. */
public class FetchException extends IOException {

  private static final long serialVersionUID = 1;

  private final URI url;
  private final Kind kind;
  private final String problem;
  private final String hint;
  private final int status;

  /** What went wrong. */
  public enum Kind {
    /** The address makes no sense, or its kind is not supported. */
    BAD_URL,
    /** The name of the host is not known. */
    DNS,
    /** Nobody listens there. */
    REFUSED,
    /** No connection, or no more bytes, within the time limit. */
    TIMED_OUT,
    /** No trusted connection: who answers could not be proven, or TLS failed otherwise. */
    TLS,
    /** The HTTP proxy between did not let it through. */
    PROXY,
    /** A redirect that must not be followed, or too many. */
    REDIRECT,
    /** The server answered, and its status is not a success. */
    STATUS,
    /** The connection ended within the answer. */
    CUT,
    /** The answer is longer than what was asked for can be. */
    TOO_LARGE,
    /** Something else than what was asked for: a page for people, another length, other bytes. */
    NOT_AS_EXPECTED,
    /** All bytes are there, and their digest is not the one that they should have. */
    DIGEST,
    /** Another process is at it. */
    BUSY,
    /** There is no file on this machine where one is named. */
    NO_FILE,
    /** Nothing says whom to ask. */
    NOT_CONFIGURED,
    /** What the network did has no better name. */
    NETWORK
  }

  /** A failure with a status, a hint or a cause. */
  FetchException(
      URI url, Kind kind, int status, String problem, String hint, @Nullable Throwable cause) {
    super(shown(url) + ": " + problem, cause);
    this.url = url;
    this.kind = kind;
    this.status = status;
    this.problem = problem;
    this.hint = hint;
  }

  /**
   * A failure.
   *
   * @param problem what happened, without the address and without a full stop
   */
  public FetchException(URI url, Kind kind, String problem) {
    this(url, kind, 0, problem, "", null);
  }

  /** {@return the failure of an answer whose status is no success} */
  public static FetchException ofStatus(URI url, int status) {
    return new FetchException(
        url, Kind.STATUS, status, "the server answered " + StatusWords.of(status), "", null);
  }

  /**
   * {@return the failure of an answer that is a page for people}
   *
   * @param answered what answered in the end
   */
  public static FetchException html(URI asked, URI answered) {
    return HtmlPage.instead(asked, answered);
  }

  /** {@return the same failure in other words} */
  public final FetchException saying(String words) {
    return new FetchException(url, kind, status, words, hint, getCause());
  }

  /** {@return each reason by itself, in the order of asking} */
  public List<FetchException> reasons() {
    return List.of(this);
  }

  /** {@return what was asked for} */
  public final URI url() {
    return url;
  }

  /** {@return what went wrong} */
  public final Kind kind() {
    return kind;
  }

  /** {@return the status code of HTTP, or 0 where there was none} */
  public final int status() {
    return status;
  }

  /** {@return what happened, without the address} */
  public final String problem() {
    return problem;
  }

  /** {@return what to do about it, or the empty string} */
  public final String hint() {
    return hint;
  }

  /** {@return whether somebody answered that there is no such thing: 404 and 410 for Go} */
  public final boolean isNotFound() {
    return kind == Kind.NO_FILE || status == 404 || status == 410;
  }

  /** {@return whether the same question may well be answered a moment later} */
  public final boolean isPassing() {
    return switch (kind) {
      case CUT, TIMED_OUT -> true;
      case STATUS -> status >= 500 || status == 408 || status == 429;
      default -> false;
    };
  }

  /**
   * {@return an address without what must not be shown: names and passwords, signed queries} The
   * path of a file has no steps to the same folder in it.
   */
  public static String shown(URI url) {
    String text = url.toString();
    String authority = url.getRawAuthority();
    int at = authority == null ? -1 : authority.lastIndexOf('@');
    if (authority != null && at >= 0) {
      text = text.replace(authority, authority.substring(at + 1));
    }
    while ("file".equals(url.getScheme()) && text.contains("/./")) {
      text = text.replace("/./", "/");
    }
    return text;
  }
}
