package dev.archcheck.toolchain.download;

/** For work with what is stored on this machine: every request fails, and none is sent. */
public final class NoNetwork implements Http {

  /** No network. */
  public NoNetwork() {}

  @Override
  public Response get(Request request) throws FetchException {
    throw new FetchException(
        request.url(), FetchException.Kind.NOT_CONFIGURED, "no network is to be used (--offline)");
  }
}
