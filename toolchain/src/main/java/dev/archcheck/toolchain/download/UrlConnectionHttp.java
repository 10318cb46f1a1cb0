package dev.archcheck.toolchain.download;

import dev.archcheck.toolchain.ReadFailure;
import dev.archcheck.toolchain.download.FetchException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The real network, over the JDK's old client: it starts in a fraction of the time of {@code
 * java.net.http}, and HTTP/1.1 is all that archives and small documents need.
 */
public final class UrlConnectionHttp implements Http {

  private static final int MAX_REDIRECTS = 10;
  private static final String AGENT = "archcheck";

  /** Java refuses Basic credentials for tunnels through proxies unless this is empty. */
  private static final String REFUSED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

  static {
    if (System.getProperty(REFUSED_SCHEMES) == null) {
      System.setProperty(REFUSED_SCHEMES, "");
    }
  }

  private final HttpSettings settings;
  private final ProxyRules proxies;
  private @Nullable SSLSocketFactory sockets;

  private UrlConnectionHttp(HttpSettings settings) {
    this.settings = settings;
    this.proxies = ProxyRules.of(settings.machine());
  }

  /**
   * {@return the network of these settings} Nothing is connected yet.
   *
   * @throws IOException if the file of certificates cannot be read or holds none
   */
  public static UrlConnectionHttp of(HttpSettings settings) throws IOException {
    Path file = settings.caFile();
    if (file != null) {
      try {
        Trust.ofFile(file);
      } catch (CertificateException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
    return new UrlConnectionHttp(settings);
  }

  @Override
  public Response get(Request request) throws FetchException {
    URI asked = request.url();
    String scheme = String.valueOf(asked.getScheme()).toLowerCase(Locale.ROOT);
    if (scheme.equals("file")) {
      return file(asked);
    }
    refuseOtherSchemes(asked, asked, scheme);
    URI url = Credentials.without(asked);
    Map<String, String> headers = new HashMap<>(request.headers());
    Credentials credentials = Credentials.of(asked);
    if (credentials != null) {
      headers.put("Authorization", credentials.basic());
    }
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      Response answer = once(asked, url, headers);
      URI next = redirect(asked, url, answer);
      if (next == null) {
        return answer;
      }
      answer.close();
      if (!isSameServer(url, next)) {
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("Authorization"));
      }
      url = next;
    }
    throw new FetchException(
        asked, Kind.REDIRECT, "more than " + MAX_REDIRECTS + " redirects, the last one to " + url);
  }

  private static void refuseOtherSchemes(URI asked, URI url, String scheme) throws FetchException {
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new FetchException(
          asked, Kind.BAD_URL, "no address of http or https: " + FetchException.shown(url));
    }
    if (url.getHost() == null || url.getHost().isEmpty()) {
      throw new FetchException(asked, Kind.BAD_URL, "the address names no host");
    }
  }

  /** {@return where the answer sends to, or null if it is the answer itself} */
  private static @Nullable URI redirect(URI asked, URI url, Response answer) throws FetchException {
    boolean redirects =
        switch (answer.status()) {
          case 301, 302, 303, 307, 308 -> true;
          default -> false;
        };
    String place = answer.header("Location");
    if (!redirects || place.isEmpty()) {
      return null;
    }
    URI next;
    try {
      next = url.resolve(new URI(place));
    } catch (URISyntaxException _) {
      answer.close();
      throw new FetchException(asked, Kind.REDIRECT, "a redirect to what is no address");
    }
    String scheme = String.valueOf(next.getScheme()).toLowerCase(Locale.ROOT);
    boolean weaker = url.getScheme().equalsIgnoreCase("https") && !scheme.equals("https");
    if (weaker || next.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      answer.close();
      throw new FetchException(
          asked,
          Kind.REDIRECT,
          "a redirect to "
              + FetchException.shown(next)
              + (weaker ? ", which is not encrypted" : ", which is no address of http or https"));
    }
    return Credentials.without(next); // credentials that a server hands out are none of ours
  }

  private static boolean isSameServer(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getHost().equalsIgnoreCase(other.getHost())
        && one.getPort() == other.getPort();
  }

  private Response once(URI asked, URI url, Map<String, String> headers) throws FetchException {
    URI proxy = proxies.proxyFor(url);
    try {
      HttpURLConnection connection = connection(url, proxy);
      headers.forEach(connection::setRequestProperty);
      connection.connect();
      int status = connection.getResponseCode();
      if (status < 0) {
        connection.disconnect();
        throw new FetchException(asked, Kind.NETWORK, "the server does not speak HTTP");
      }
      return new Response(url, status, headers(connection), body(asked, connection, status));
    } catch (FetchException e) {
      throw e;
    } catch (IOException e) {
      throw NetworkFailures.of(asked, url, proxy, e);
    } catch (GeneralSecurityException e) {
      throw new FetchException(
          asked, Kind.TLS, 0, "TLS cannot be started: " + e.getMessage(), "", e);
    } catch (IllegalArgumentException e) {
      throw new FetchException(asked, Kind.BAD_URL, 0, "is no address that can be asked", "", e);
    }
  }

  private HttpURLConnection connection(URI url, @Nullable URI proxy)
      throws IOException, GeneralSecurityException {
    HttpURLConnection connection = open(url, proxy);
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(Math.toIntExact(settings.connect().toMillis()));
    connection.setReadTimeout(Math.toIntExact(settings.silence().toMillis()));
    connection.setUseCaches(false);
    connection.setRequestProperty("User-Agent", AGENT);
    connection.setRequestProperty("Accept", "*/*");
    connection.setRequestProperty("Accept-Encoding", "identity");
    if (connection instanceof HttpsURLConnection encrypted) {
      encrypted.setSSLSocketFactory(sockets());
    }
    return connection;
  }

  private static HttpURLConnection open(URI url, @Nullable URI proxy) throws IOException {
    if (proxy == null) {
      return (HttpURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
    }
    HttpURLConnection connection =
        (HttpURLConnection) url.toURL().openConnection(proxyOf(url, proxy));
    Credentials credentials = Credentials.of(proxy);
    if (credentials != null) {
      connection.setAuthenticator(new ProxyLogin(credentials));
    }
    return connection;
  }

  private static Proxy proxyOf(URI url, URI proxy) throws FetchException {
    String scheme = proxy.getScheme().toLowerCase(Locale.ROOT);
    int port = proxy.getPort();
    return switch (scheme) {
      case "http" ->
          new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port < 0 ? 80 : port));
      case "socks5", "socks5h", "socks" -> {
        if (proxy.getRawUserInfo() != null) {
          throw new FetchException(
              url, Kind.PROXY, "a SOCKS proxy that wants a password is not supported");
        }
        yield new Proxy(
            Proxy.Type.SOCKS, new InetSocketAddress(proxy.getHost(), port < 0 ? 1080 : port));
      }
      default ->
          throw new FetchException(
              url,
              Kind.PROXY,
              "a proxy that is spoken to by " + scheme + " is not supported; http and socks5 are");
    };
  }

  private static final class ProxyLogin extends Authenticator {
    private final Credentials credentials;

    ProxyLogin(Credentials credentials) {
      this.credentials = credentials;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      return getRequestorType() == RequestorType.PROXY
          ? new PasswordAuthentication(credentials.name(), credentials.password().toCharArray())
          : null;
    }
  }

  private synchronized SSLSocketFactory sockets() throws GeneralSecurityException {
    SSLSocketFactory factory = sockets;
    if (factory == null) {
      SSLContext context = SSLContext.getInstance("TLS");
      Trust trust = new Trust(settings.machine(), settings.caFile());
      context.init(null, new TrustManager[] {new LayeredTrustManager(trust)}, null);
      factory = context.getSocketFactory();
      sockets = factory;
    }
    return factory;
  }

  private static Map<String, String> headers(HttpURLConnection connection) {
    Map<String, String> headers = new HashMap<>();
    for (Map.Entry<String, List<String>> header : connection.getHeaderFields().entrySet()) {
      // The status line has no name.
      if (header.getKey() != null && !header.getValue().isEmpty()) {
        headers.put(header.getKey(), header.getValue().getLast());
      }
    }
    return headers;
  }

  private static InputStream body(URI asked, HttpURLConnection connection, int status)
      throws IOException {
    InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    return new Body(
        asked,
        body == null ? InputStream.nullInputStream() : body,
        body == null ? -1 : connection.getContentLengthLong(),
        connection::disconnect);
  }

  private static Response file(URI url) throws FetchException {
    Path path;
    try {
      path = Path.of(url);
    } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
      throw new FetchException(url, Kind.BAD_URL, 0, "names no file of this machine", "", e);
    }
    try {
      long size = Files.size(path);
      InputStream body = new Body(url, Files.newInputStream(path), size, () -> {});
      return new Response(url, 200, Map.of("Content-Length", String.valueOf(size)), body);
    } catch (NoSuchFileException e) {
      throw new FetchException(url, Kind.NO_FILE, 0, "there is no such file", "", e);
    } catch (IOException e) {
      throw new FetchException(
          url, Kind.NETWORK, 0, "cannot be read: " + ReadFailure.why(e), "", e);
    }
  }
}
