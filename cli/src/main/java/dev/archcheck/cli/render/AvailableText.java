package dev.archcheck.cli.render;

import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.release.Availability;
import dev.archcheck.toolchain.release.Catalog;
import dev.archcheck.toolchain.release.Release;
import dev.archcheck.toolchain.release.ReleaseFile;
import dev.archcheck.verify.proof.ProofKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The versions of Go that can be had, for people. */
public final class AvailableText {

  private static final long MEGABYTE = 1_000_000;

  private final Page page;

  /** A view on a page. */
  public AvailableText(Page page) {
    this.page = page;
  }

  /** Prints a line for each file, and one for each version that has none. */
  public void print(Availability availability) {
    Grid grid = new Grid("");
    for (Availability.Row row : availability.rows()) {
      String version = row.release().version();
      String state = row.release().stable() ? "stable" : "preview";
      if (row.files().isEmpty()) {
        grid.add(version, state, "no build for " + availability.target(), "", "");
      }
      for (ReleaseFile file : row.files()) {
        grid.add(version, state, file.name(), size(file), evidence(file));
      }
    }
    grid.print(page);
    page.flush();
  }

  private static String size(ReleaseFile file) {
    return file.size() < 0
        ? ""
        : String.format(Locale.ROOT, "%.1f MB", file.size() / (double) MEGABYTE);
  }

  private static String evidence(ReleaseFile file) {
    StringBuilder words = new StringBuilder();
    for (ProofKind kind : file.offers()) {
      words.append(words.isEmpty() ? "" : ", ").append(word(kind));
    }
    if (words.isEmpty()) {
      return "unverifiable: no digest is published";
    }
    return words.toString();
  }

  private static String word(ProofKind kind) {
    return kind == ProofKind.INDEX ? "sha256" : kind.word();
  }

  /** {@return what has to be said of where the list is from, or the empty string} */
  public static String note(Catalog.Origin origin, Instant now) {
    return switch (origin) {
      case Catalog.Fresh _ -> "";
      case Catalog.Kept(var _, Instant fetched, FetchException why) ->
          why.getMessage() + "; this is the list as it was " + age(fetched, now);
      case Catalog.Served(var url, FetchException why) ->
          why.getMessage()
              + "; this is what the module proxy at "
              + url.getHost()
              + " serves, which need not be all";
    };
  }

  private static String age(Instant then, Instant now) {
    Duration age = Duration.between(then, now);
    if (age.toDays() >= 2) {
      return age.toDays() + " days ago";
    }
    return age.toHours() >= 2 ? age.toHours() + " hours ago" : age.toMinutes() + " minutes ago";
  }

  /** {@return why nothing can be had, or the empty string} */
  public static String refusal(Availability availability) {
    String unsure = availability.isCertain() ? "" : "; the list that could be had is not complete";
    return switch (availability.outcome()) {
      case AVAILABLE -> "";
      case NO_SUCH_VERSION -> "no released version of Go is meant by that" + unsure;
      case NOT_FOR_PLATFORM -> "no build of it was made for " + availability.target() + unsure;
    };
  }

  /** {@return what to do then, or the empty string} */
  public static String hint(Availability availability) {
    Release newest = availability.newestForPlatform();
    return switch (availability.outcome()) {
      case AVAILABLE -> "";
      case NO_SUCH_VERSION -> "archcheck toolchain available lists them";
      case NOT_FOR_PLATFORM ->
          newest == null
              ? "--all-targets shows what it was made for"
              : "the newest one for " + availability.target() + " is " + newest.version();
    };
  }
}
