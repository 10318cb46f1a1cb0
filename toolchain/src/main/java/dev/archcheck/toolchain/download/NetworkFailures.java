package dev.archcheck.toolchain.download;

import dev.archcheck.toolchain.download.FetchException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What the JDK's exceptions mean. */
final class NetworkFailures {

  private static final String TUNNEL = "Unable to tunnel through proxy";

  private NetworkFailures() {}

  /** {@return the failure of a connection to an address, through a proxy or directly} */
  static FetchException of(URI asked, URI url, @Nullable URI proxy, IOException e) {
    UntrustedException untrusted = UntrustedException.in(e);
    if (untrusted != null) {
      return new FetchException(
          asked, Kind.TLS, 0, elsewhere(asked, url) + untrusted.problem(), untrusted.hint(), e);
    }
    String message = String.valueOf(e.getMessage());
    if (message.startsWith(TUNNEL)) {
      return refusedByProxy(asked, proxy, message, e);
    }
    if (proxy != null) {
      return throughProxy(asked, proxy, e);
    }
    String host = String.valueOf(url.getHost());
    return switch (e) {
      case UnknownHostException _ ->
          new FetchException(
              asked, Kind.DNS, 0, "the host " + host + " is not known here", noNetwork(), e);
      case SocketTimeoutException _ -> timedOut(asked, host, message, e);
      case ConnectException _ when isTimeout(message) -> timedOut(asked, host, message, e);
      case ConnectException _ ->
          new FetchException(
              asked, Kind.REFUSED, 0, host + port(url) + " refuses connections", "", e);
      case NoRouteToHostException _ ->
          new FetchException(asked, Kind.NETWORK, 0, "no route to " + host, noNetwork(), e);
      case SSLException _ ->
          new FetchException(
              asked, Kind.TLS, 0, elsewhere(asked, url) + "TLS failed: " + message, "", e);
      // What the JDK says where a server closes a connection in place of an answer.
      case SocketException _ when message.startsWith("Unexpected end of file") ->
          new FetchException(asked, Kind.CUT, 0, "the connection broke before an answer", "", e);
      default ->
          new FetchException(
              asked, Kind.CUT, 0, "the connection broke before an answer: " + message, "", e);
    };
  }

  private static FetchException timedOut(URI asked, String host, String message, IOException e) {
    boolean connecting = message.toLowerCase(Locale.ROOT).contains("connect");
    return new FetchException(
        asked,
        Kind.TIMED_OUT,
        0,
        connecting ? "no connection to " + host + " in time" : host + " did not answer in time",
        "",
        e);
  }

  private static boolean isTimeout(String message) {
    return message.toLowerCase(Locale.ROOT).contains("timed out");
  }

  private static FetchException refusedByProxy(
      URI asked, @Nullable URI proxy, String message, IOException e) {
    boolean login = message.contains(" 407 ");
    int quoted = message.indexOf('"');
    String answer = quoted < 0 ? "" : ": " + message.substring(quoted).replace("\"", "");
    String problem =
        "the proxy " + shown(proxy) + (login ? " wants a login" : " does not connect") + answer;
    String hint = login ? "the variable may hold it: http://NAME:PASSWORD@HOST:PORT" : "";
    return new FetchException(asked, Kind.PROXY, 0, problem, hint, e);
  }

  private static FetchException throughProxy(URI asked, URI proxy, IOException e) {
    String problem =
        switch (e) {
          case UnknownHostException _ -> "the proxy " + shown(proxy) + " is not known here";
          case ConnectException _ -> "the proxy " + shown(proxy) + " refuses connections";
          case SocketTimeoutException _ -> "no answer through the proxy " + shown(proxy);
          case SSLException _ ->
              "TLS failed through the proxy " + shown(proxy) + ": " + e.getMessage();
          default ->
              "the connection through the proxy " + shown(proxy) + " broke: " + e.getMessage();
        };
    Kind kind =
        switch (e) {
          case SocketTimeoutException _ -> Kind.TIMED_OUT;
          case SSLException _ -> Kind.TLS;
          case UnknownHostException _ -> Kind.PROXY;
          case ConnectException _ -> Kind.PROXY;
          default -> Kind.CUT;
        };
    return new FetchException(asked, kind, 0, problem, "", e);
  }

  private static String shown(@Nullable URI proxy) {
    return proxy == null ? "" : FetchException.shown(proxy);
  }

  private static String noNetwork() {
    return "is there a network? behind an HTTP proxy set HTTPS_PROXY";
  }

  private static String elsewhere(URI asked, URI url) {
    String host = String.valueOf(url.getHost());
    return host.equals(asked.getHost()) ? "" : host + ": ";
  }

  private static String port(URI url) {
    return url.getPort() < 0 ? "" : ":" + url.getPort();
  }
}
