package dev.archcheck.servers;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Plays go.dev/dl, dl.google.com/go, a mirror, a module proxy and whatever else is on the web. It
 * speaks HTTP/1.1 over plain sockets, because it also has to do what a decent server does not: cut
 * connections, lie about lengths, fall silent.
 *
 * <pre>
 *   try (ReleaseServer server = ReleaseServer.start()) {
 *     server.release("go1.27.0", true, archive);          // the list, the file, its .sha256
 *     server.put("/go1.27.0.linux-amd64.tar.gz.asc", signature);
 *     server.module("v0.0.1-go1.27.0.linux-amd64", zip);   // as a module proxy has it
 *     server.handle("/sumdb/local/", path -&gt; answers.get(path));
 *     server.mode("/go1.27.0.linux-amd64.tar.gz", Mode.good().cutAfter(1000).times(1));
 *     ... ARCHCHECK_GO_DL=server.url() GOPROXY=server.url()
 *   }
 * </pre>
 *
 * <p>It listens on the loopback interface only; {@code url("localhost")} gives it a second name.
 */
public final class ReleaseServer implements Closeable {

  private static final String LOGIN_PAGE =
      "<!DOCTYPE html>\n<html><head><title>Welcome</title></head><body>Log in</body></html>\n";
  private static final String OLD_DATE = "Wed, 01 Apr 2026 10:00:00 GMT";
  private static final String MODULES = "/golang.org/toolchain/@v/";
  private static final int BUFFER = 64 << 10;

  /**
   * What was asked.
   *
   * @param target path and query
   * @param headers by name in lower case
   */
  public record Request(String target, Map<String, String> headers) {

    /** {@return a header, or the empty string} */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }

    /** {@return the target without its query} */
    public String path() {
      int query = target.indexOf('?');
      return query < 0 ? target : target.substring(0, query);
    }
  }

  /** Bytes that are served: in memory or in a file. */
  private interface Content {
    long size();

    int read(long position, byte[] buffer, int length) throws IOException;
  }

  private final ServerSocket socket;
  private final String scheme;
  private final Map<String, Content> contents = new ConcurrentHashMap<>();
  private final Map<String, Mode> modes = new ConcurrentHashMap<>();
  private final Map<String, Function<String, byte @Nullable []>> handlers =
      new ConcurrentHashMap<>();
  private final Map<String, List<String>> index = new LinkedHashMap<>();
  private final List<String> moduleVersions = new ArrayList<>();
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<Socket> connections = Collections.synchronizedList(new ArrayList<>());
  private final Thread listener;
  private volatile boolean closed;

  private ReleaseServer(ServerSocket socket, String scheme) {
    this.socket = socket;
    this.scheme = scheme;
    this.listener = Thread.ofVirtual().start(this::listen);
  }

  /** {@return a server that listens} */
  public static ReleaseServer start() throws IOException {
    return new ReleaseServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http");
  }

  /** {@return a server that speaks TLS} */
  public static ReleaseServer start(SSLContext context) throws IOException {
    return new ReleaseServer(
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
        "https");
  }

  /** {@return its address, with a slash at the end} */
  public URI url() {
    return url("127.0.0.1");
  }

  /** {@return its address by another name of this machine: {@code localhost}} */
  public URI url(String host) {
    return URI.create(scheme + "://" + host + ":" + socket.getLocalPort() + "/");
  }

  /** {@return what was asked so far, in order} */
  public List<Request> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /** Forgets what was asked so far. */
  public void forget() {
    requests.clear();
  }

  /** Serves bytes under a path. */
  public ReleaseServer put(String path, byte[] bytes) {
    contents.put(path, inMemory(bytes));
    return this;
  }

  private static Content inMemory(byte[] bytes) {
    return new Content() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public int read(long position, byte[] buffer, int length) {
        int n = (int) Math.min(length, bytes.length - position);
        System.arraycopy(bytes, (int) position, buffer, 0, n);
        return n;
      }
    };
  }

  /** Serves text under a path. */
  public ReleaseServer put(String path, String text) {
    return put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Serves a file under a path; its bytes are not held in memory. */
  public ReleaseServer put(String path, Path file) throws IOException {
    long size = Files.size(file);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    contents.put(
        path,
        new Content() {
          @Override
          public long size() {
            return size;
          }

          @Override
          public int read(long position, byte[] buffer, int length) throws IOException {
            int n = (int) Math.min(length, size - position);
            return channel.read(ByteBuffer.wrap(buffer, 0, n), position);
          }
        });
    return this;
  }

  /** Serves nothing under a path any more. */
  public void remove(String path) {
    contents.remove(path);
  }

  /** Answers all paths with a prefix, which the function gets in whole; null is 404. */
  public ReleaseServer handle(String prefix, Function<String, byte @Nullable []> answer) {
    handlers.put(prefix, answer);
    return this;
  }

  /** Serves a path wrongly from now on. */
  public ReleaseServer mode(String path, Mode mode) {
    modes.put(path, mode);
    return this;
  }

  /**
   * Publishes an archive as go.dev/dl does: with a row in the list, and the file and its digest
   * beside it.
   *
   * @param file its name is the name that it is published under
   */
  public ReleaseServer release(String version, boolean stable, Path file) throws IOException {
    String name = file.getFileName().toString();
    String sha256 = sha256(file);
    put("/" + name, file);
    put("/" + name + ".sha256", sha256);
    return row(version, stable, name, sha256, Files.size(file));
  }

  /** Adds a row to the list, as it is; the file need not be there. */
  public ReleaseServer row(String version, boolean stable, String name, String sha256, long size) {
    String[] platform = platform(version, name);
    String row =
        """
        {"filename":"%s","os":"%s","arch":"%s","version":"%s","sha256":"%s","size":%d,"kind":"%s"}\
        """
            .formatted(
                name,
                platform[0],
                platform[1],
                version,
                sha256,
                size,
                platform[0].isEmpty()
                    ? "source"
                    : name.endsWith(".msi") || name.endsWith(".pkg") ? "installer" : "archive");
    synchronized (index) {
      index.computeIfAbsent(version + " " + stable, _ -> new ArrayList<>()).add(row);
      put("/index.json", indexJson());
    }
    return this;
  }

  private static String[] platform(String version, String name) {
    String rest = name.substring(version.length() + 1);
    int dot = rest.indexOf('.');
    String[] words = (dot < 0 ? rest : rest.substring(0, dot)).split("-", -1);
    return words.length < 2 ? new String[] {"", ""} : words;
  }

  private String indexJson() {
    StringBuilder json = new StringBuilder("[");
    index.forEach((key, rows) -> {
      String[] release = key.split(" ", -1);
      json.append(json.length() > 1 ? ",\n" : "");
      json.append("{\"version\":\"").append(release[0]).append("\",\"stable\":");
      json.append(release[1]).append(",\"files\":[").append(String.join(",\n", rows));
      json.append("]}");
    });
    return json.append("]\n").toString();
  }

  /**
   * Publishes a toolchain module as a module proxy does.
   *
   * @param version {@code v0.0.1-go1.27.0.linux-amd64}
   */
  public ReleaseServer module(String version, Path zip) throws IOException {
    synchronized (moduleVersions) {
      moduleVersions.add(version);
      put(MODULES + "list", String.join("\n", moduleVersions) + "\n");
    }
    put(MODULES + version + ".info", "{\"Version\":\"" + version + "\"}");
    put(MODULES + version + ".mod", "module golang.org/toolchain\n");
    return put(MODULES + version + ".zip", zip);
  }

  /** {@return the SHA-256 of a file} */
  public static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void listen() {
    while (!closed) {
      try {
        Socket connection = socket.accept();
        connections.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      OutputStream out = connection.getOutputStream();
      for (Request request = read(in); request != null; request = read(in)) {
        requests.add(request);
        if (!answer(request, out)) {
          return;
        }
      }
    } catch (IOException | UncheckedIOException _) {
      // the client has gone
    } finally {
      connections.remove(connection);
    }
  }

  private static @Nullable Request read(InputStream in) throws IOException {
    String first = line(in);
    if (first == null || first.isEmpty()) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new Request(first.split(" ", -1)[1], headers);
  }

  private static @Nullable String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        return null;
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** {@return whether the connection goes on} */
  private boolean answer(Request request, OutputStream out) throws IOException {
    Mode mode = mode(request.path());
    if (mode.redirect != null) {
      return send(out, 302, "text/html", "<a>Found</a>", "Location: " + mode.redirect);
    }
    if (mode.status != 0) {
      return send(out, mode.status, "text/plain", "This is not available.\n");
    }
    if (mode.html) {
      return send(out, 200, "text/html; charset=utf-8", LOGIN_PAGE);
    }
    Content content = content(request.path(), request.target());
    if (content == null) {
      return send(out, 404, "text/plain", "not found\n");
    }
    return file(request, content, mode, out);
  }

  private synchronized Mode mode(String path) {
    Mode mode = modes.get(path);
    if (mode == null || mode.times <= 0) {
      return Mode.good();
    }
    mode.times--;
    return mode;
  }

  private @Nullable Content content(String path, String target) {
    if (path.equals("/") && target.contains("mode=json")) {
      return contents.get("/index.json");
    }
    Content content = contents.get(path);
    if (content != null) {
      return content;
    }
    for (Map.Entry<String, Function<String, byte @Nullable []>> handler : handlers.entrySet()) {
      if (path.startsWith(handler.getKey())) {
        byte[] bytes = handler.getValue().apply(path);
        if (bytes != null) {
          return inMemory(bytes);
        }
      }
    }
    return null;
  }

  private static boolean send(
      OutputStream out, int status, String type, String text, String... headers)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = head(status);
    head.append("Content-Type: ").append(type).append("\r\n");
    head.append("Content-Length: ").append(body.length).append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
    out.flush();
    return true;
  }

  private static StringBuilder head(int status) {
    String now = ZonedDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.RFC_1123_DATE_TIME);
    return new StringBuilder("HTTP/1.1 ")
        .append(status)
        .append(" Status\r\nDate: ")
        .append(now)
        .append("\r\n");
  }

  private boolean file(Request request, Content content, Mode mode, OutputStream out)
      throws IOException {
    long size = mode.truncateTo >= 0 ? mode.truncateTo : content.size();
    String tag = tag(request.path(), content, mode);
    if (!tag.isEmpty() && request.header("if-none-match").equals(tag)) {
      out.write((head(304) + "ETag: " + tag + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      return true;
    }
    long start = 0;
    long end = size;
    int status = 200;
    String range = request.header("range");
    boolean same = isSame(request.header("if-range"), tag, mode);
    if (range.startsWith("bytes=") && !mode.ignoreRange && same) {
      String[] ends = range.substring("bytes=".length()).split("-", -1);
      start = Long.parseLong(ends[0]) - (mode.wrongRange ? 1 : 0);
      end = ends[1].isEmpty() ? size : Math.min(size, Long.parseLong(ends[1]) + 1);
      if (start >= size) {
        return send(out, 416, "text/plain", "", "Content-Range: bytes */" + size);
      }
      status = 206;
    }
    StringBuilder head = head(status).append("Content-Type: application/octet-stream\r\n");
    head.append(mode.offerRange ? "Accept-Ranges: bytes\r\n" : "");
    head.append(tag.isEmpty() ? "" : "ETag: " + tag + "\r\n");
    head.append(mode.tag == Mode.Tag.DATE ? "Last-Modified: " + OLD_DATE + "\r\n" : "");
    if (status == 206) {
      head.append("Content-Range: bytes " + start + "-" + (end - 1) + "/" + size + "\r\n");
    }
    if (mode.gzip) {
      return gzip(content, head, out);
    }
    long length = mode.lengthSaid >= 0 ? mode.lengthSaid : end - start;
    head.append(
        mode.noLength ? "Transfer-Encoding: chunked\r\n" : "Content-Length: " + length + "\r\n");
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    return body(content, start, end, mode, out) && mode.lengthSaid < 0;
  }

  private static boolean isSame(String condition, String tag, Mode mode) {
    return condition.isEmpty()
        || (condition.equals(tag) && !tag.startsWith("W/"))
        || (mode.tag == Mode.Tag.DATE && condition.equals(OLD_DATE));
  }

  private String tag(String path, Content content, Mode mode) throws IOException {
    byte[] start = new byte[64];
    int n = content.size() == 0 ? 0 : content.read(0, start, start.length);
    int hash = Arrays.hashCode(Arrays.copyOf(start, n));
    String strong =
        "\"" + Integer.toHexString(hash) + Long.toHexString(content.size()) + path.length() + "\"";
    return switch (mode.tag) {
      case STRONG -> strong;
      case WEAK -> "W/" + strong;
      case NONE, DATE -> "";
      case CHANGING -> "\"" + requests.size() + "\"";
    };
  }

  private static boolean gzip(Content content, StringBuilder head, OutputStream out)
      throws IOException {
    byte[] all = new byte[Math.toIntExact(content.size())];
    for (int at = 0; at < all.length; ) {
      byte[] buffer = new byte[BUFFER];
      int n = content.read(at, buffer, buffer.length);
      System.arraycopy(buffer, 0, all, at, n);
      at += n;
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(all);
    }
    head.append("Content-Encoding: gzip\r\nContent-Length: ").append(packed.size());
    out.write(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    packed.writeTo(out);
    out.flush();
    return true;
  }

  private boolean body(Content content, long start, long end, Mode mode, OutputStream out)
      throws IOException {
    byte[] buffer = new byte[mode.bytesPerSecond > 0 ? 8 << 10 : BUFFER];
    long began = System.nanoTime();
    long sent = 0;
    for (long at = start; at < end; ) {
      long limit = Math.min(buffer.length, end - at);
      limit = mode.cutAfter < 0 ? limit : Math.min(limit, mode.cutAfter - sent);
      limit = mode.silentAfter < 0 ? limit : Math.min(limit, mode.silentAfter - sent);
      int n = limit <= 0 ? 0 : content.read(at, buffer, (int) limit);
      if (n > 0) {
        if (mode.corruptAt >= at && mode.corruptAt < at + n) {
          buffer[(int) (mode.corruptAt - at)] ^= 1;
        }
        chunk(buffer, n, mode, out);
      }
      at += n;
      sent += n;
      if (mode.cutAfter >= 0 && sent >= mode.cutAfter) {
        out.flush();
        return false;
      }
      if (mode.silentAfter >= 0 && sent >= mode.silentAfter) {
        out.flush();
        waitUntilClosed();
        return false;
      }
      throttle(mode, began, sent);
    }
    if (mode.noLength) {
      out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }
    out.flush();
    return true;
  }

  private static void chunk(byte[] buffer, int n, Mode mode, OutputStream out) throws IOException {
    if (mode.noLength) {
      out.write((Integer.toHexString(n) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
    out.write(buffer, 0, n);
    if (mode.noLength) {
      out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static void throttle(Mode mode, long began, long sent) throws IOException {
    if (mode.bytesPerSecond > 0) {
      long due = began + sent * 1_000_000_000 / mode.bytesPerSecond;
      sleep((due - System.nanoTime()) / 1_000_000);
    }
  }

  private void waitUntilClosed() throws IOException {
    while (!closed) {
      sleep(20);
    }
  }

  private static void sleep(long millis) throws IOException {
    try {
      if (millis > 0) {
        Thread.sleep(millis);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    socket.close();
    try {
      // Until it has noticed, the system still takes connections for it.
      listener.join(Duration.ofSeconds(10));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    synchronized (connections) {
      for (Socket connection : connections) {
        connection.close();
      }
    }
  }
}
