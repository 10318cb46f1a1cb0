package dev.archcheck.toolchain.release;

import dev.archcheck.toolchain.host.Machine;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Where releases are had from.
 *
 * @param index the page that lists them; ends with a slash
 * @param files the folder of their files; ends with a slash
 * @param mirrors other folders with the same files, asked first
 */
public record ReleaseSites(URI index, URI files, List<URI> mirrors) {

  /** The variable that names another page in place of go.dev/dl. */
  public static final String INDEX_VARIABLE = "ARCHCHECK_GO_DL";

  /** The variable that names mirrors, separated by commas. */
  public static final String MIRRORS_VARIABLE = "ARCHCHECK_GO_MIRRORS";

  private static final String INDEX = "https://go.dev/dl/";

  /** go.dev/dl sends there, but answers with a page for people where sidecars are asked for. */
  private static final String FILES = "https://dl.google.com/go/";

  /** Sites that keep their own copy of the list. */
  public ReleaseSites {
    mirrors = List.copyOf(mirrors);
  }

  /**
   * {@return the sites that the environment names, or the official ones}
   *
   * @throws IllegalArgumentException if a variable holds no address, with a message that says so
   */
  public static ReleaseSites of(Machine machine) {
    String index = machine.variable(INDEX_VARIABLE).strip();
    List<URI> mirrors = new ArrayList<>();
    for (String mirror : machine.variable(MIRRORS_VARIABLE).split(",", -1)) {
      if (!mirror.isBlank()) {
        mirrors.add(folder(MIRRORS_VARIABLE, mirror.strip()));
      }
    }
    return index.isEmpty()
        ? new ReleaseSites(URI.create(INDEX), URI.create(FILES), mirrors)
        : new ReleaseSites(folder(INDEX_VARIABLE, index), folder(INDEX_VARIABLE, index), mirrors);
  }

  private static URI folder(String variable, String text) {
    URI url;
    try {
      url = URI.create(text.endsWith("/") ? text : text + "/");
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(variable + " holds no address");
    }
    boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    if (!(web && url.getHost() != null) && !"file".equals(url.getScheme())) {
      throw new IllegalArgumentException(variable + " holds no address of http, https or file");
    }
    return url;
  }

  /** {@return the address of the whole list} */
  public URI list() {
    return index.getScheme().equals("file")
        ? index.resolve("index.json")
        : index.resolve("?mode=json&include=all");
  }

  /** {@return where a file may be had, in the order to ask} Its digest decides, not the place. */
  public List<URI> places(String name) {
    List<URI> places = new ArrayList<>();
    for (URI mirror : mirrors) {
      places.add(mirror.resolve(name));
    }
    places.add(files.resolve(name));
    return List.copyOf(places);
  }

  /** {@return where a sidecar is had: never from a mirror, which could vouch for itself} */
  public URI sidecar(String name) {
    return files.resolve(name);
  }
}
