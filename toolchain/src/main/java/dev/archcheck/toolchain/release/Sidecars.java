package dev.archcheck.toolchain.release;

import dev.archcheck.toolchain.download.Document;
import dev.archcheck.toolchain.download.Fetch;
import dev.archcheck.toolchain.download.FetchException;
import dev.archcheck.toolchain.download.FetchException.Kind;
import dev.archcheck.toolchain.download.Http;
import java.net.URI;

/** The small files that are published beside an archive: its digest, its signature. */
public final class Sidecars {

  private static final int MAX_DIGEST = 1 << 10;
  private static final int MAX_SIGNATURE = 64 << 10;
  private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";

  private final Fetch fetch;
  private final ReleaseSites sites;

  /** Reads the sidecars of a site. */
  public Sidecars(Http http, ReleaseSites sites) {
    this.fetch = new Fetch(http);
    this.sites = sites;
  }

  /** {@return the SHA-256 that a text is, in lower case, or the empty string if it is none} */
  public static String digest(String text) {
    return IndexReader.digest(text);
  }

  /** {@return where the digest of a file lies} */
  public URI digestUrl(String name) {
    return sites.sidecar(name + ".sha256");
  }

  /** {@return where the signature of a file lies} */
  public URI signatureUrl(String name) {
    return sites.sidecar(name + ".asc");
  }

  /**
   * {@return the SHA-256 that lies beside a file, 64 hexadecimal digits}
   *
   * @throws FetchException if it cannot be had, or is no digest
   */
  public String sha256(String name) throws FetchException {
    URI url = digestUrl(name);
    String digest = IndexReader.digest(fetch.get(url, MAX_DIGEST).text());
    if (digest.isEmpty()) {
      throw new FetchException(url, Kind.NOT_AS_EXPECTED, "is no SHA-256 of 64 digits");
    }
    return digest;
  }

  /**
   * {@return the detached OpenPGP signature that lies beside a file, in ASCII armour}
   *
   * @throws FetchException if it cannot be had, or is no signature
   */
  public Document signature(String name) throws FetchException {
    URI url = signatureUrl(name);
    Document document = fetch.get(url, MAX_SIGNATURE);
    if (!document.text().stripLeading().startsWith(SIGNATURE)) {
      throw new FetchException(url, Kind.NOT_AS_EXPECTED, "is no OpenPGP signature");
    }
    return document;
  }
}
