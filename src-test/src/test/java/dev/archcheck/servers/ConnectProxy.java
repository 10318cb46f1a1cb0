package dev.archcheck.servers;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * An HTTP proxy on the loopback interface: tunnels for {@code CONNECT}, passes on what is asked for
 * by a whole address, wants a login if it is told to, or refuses everything. Whatever host is asked
 * for, it connects to this machine: so a test can use names that do not exist.
 */
public final class ConnectProxy implements Closeable {

  private final ServerSocket socket;
  private final String login;
  private final boolean refusing;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  private ConnectProxy(String login, boolean refusing) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.login = login;
    this.refusing = refusing;
    Thread.ofVirtual().start(this::listen);
  }

  /** {@return a proxy for everybody} */
  public static ConnectProxy open() throws IOException {
    return new ConnectProxy("", false);
  }

  /** {@return a proxy for one login: {@code name:password}} */
  public static ConnectProxy withLogin(String login) throws IOException {
    return new ConnectProxy(login, false);
  }

  /** {@return a proxy that lets nobody through} */
  public static ConnectProxy refusing() throws IOException {
    return new ConnectProxy("", true);
  }

  /** {@return its address} */
  public URI url() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** {@return its address with a login in it} */
  public String urlWith(String login) {
    return "http://" + login + "@127.0.0.1:" + socket.getLocalPort();
  }

  /** {@return the first lines of what it was asked} */
  public List<String> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  private void listen() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      while (request(client)) {
        // one after the other on the same connection
      }
    } catch (IOException _) {
      // somebody has gone
    }
  }

  private boolean request(Socket client) throws IOException {
    InputStream in = client.getInputStream();
    String first = line(in);
    if (first.isEmpty()) {
      return false;
    }
    requests.add(first);
    String authorization = "";
    StringBuilder others = new StringBuilder();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("proxy-authorization: basic ")) {
        authorization = line.substring("proxy-authorization: basic ".length());
      } else {
        others.append(line).append("\r\n");
      }
    }
    OutputStream out = client.getOutputStream();
    String wanted = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    if (!login.isEmpty() && !authorization.equals(wanted)) {
      say(
          out,
          """
          HTTP/1.1 407 Proxy Authentication Required\r
          Proxy-Authenticate: Basic realm="test"\r
          Content-Length: 0\r
          \r
          """);
      return true;
    }
    if (refusing) {
      say(out, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
      return false;
    }
    String[] words = first.split(" ", -1);
    if (words[0].equals("CONNECT")) {
      tunnel(client, words[1], "");
    } else {
      URI url = URI.create(words[1]);
      String request = words[0] + " " + url.getRawPath() + " HTTP/1.1\r\n" + others + "\r\n";
      tunnel(client, url.getHost() + ":" + url.getPort(), request);
    }
    return false;
  }

  private static void tunnel(Socket client, String authority, String request) throws IOException {
    int port = Integer.parseInt(authority.substring(authority.lastIndexOf(':') + 1));
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      if (request.isEmpty()) {
        say(client.getOutputStream(), "HTTP/1.1 200 Connection established\r\n\r\n");
      } else {
        say(server.getOutputStream(), request);
      }
      Thread back = Thread.ofVirtual().start(() -> pump(server, client));
      pump(client, server);
      back.join();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException _) {
      // one of them has gone
    }
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
