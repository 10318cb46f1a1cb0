package dev.archcheck.cli;

import dev.archcheck.toolchain.store.HashedArchive;
import dev.archcheck.verify.sumdb.ToolchainModule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Publishes one version of Go on the loopback interface, with a log of a single record, so that an
 * installation can be trained from its first request to its seal.
 */
final class TrainingSite implements AutoCloseable {

  private static final String LOG = "training.invalid";

  private final ServerSocket server;
  private final Map<String, byte[]> answers = new HashMap<>();
  private final KeyPair pair;

  TrainingSite(Path archive) throws IOException {
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      publish(archive);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    server = new ServerSocket(0, 0, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofPlatform().daemon().start(this::serve);
  }

  private void publish(Path archive) throws IOException, GeneralSecurityException {
    byte[] bytes = Files.readAllBytes(archive);
    String name = archive.getFileName().toString();
    String sha256 = HexFormat.of().formatHex(sha256(bytes));
    answer(
        "/",
        """
        [{"version": "go1.99.0", "stable": true, "files": [{"filename": "%s", "os": "linux",
        "arch": "amd64", "version": "go1.99.0", "sha256": "%s", "size": %d, "kind": "archive"}]}]
        """
            .formatted(name, sha256, bytes.length));
    answers.put("/" + name, bytes);
    answer("/" + name + ".sha256", sha256);
    ToolchainModule module = new ToolchainModule("go1.99.0", "linux", "amd64");
    String h1;
    try (InputStream in = Files.newInputStream(archive)) {
      h1 = HashedArchive.tar(name, in, module).h1();
    }
    String line = ToolchainModule.PATH + " " + module.version();
    String text = line + " " + h1 + "\n" + line + "/go.mod " + h1 + "\n";
    byte[] leaf = sha256(("\0" + text).getBytes(StandardCharsets.UTF_8));
    String head = note("go.sum database tree\n1\n" + base64(leaf) + "\n");
    answer("/sumdb/supported", "");
    answer("/sumdb/latest", head);
    answer(
        "/sumdb/lookup/" + ToolchainModule.PATH + "@" + module.version(),
        "0\n" + text + "\n" + head);
    answers.put("/sumdb/tile/8/0/000.p/1", leaf);
  }

  private void answer(String path, String text) {
    answers.put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private void serve() {
    while (true) {
      try (Socket socket = server.accept()) {
        answer(socket);
      } catch (IOException e) {
        if (server.isClosed()) {
          return;
        }
        System.out.println(e);
      }
    }
  }

  /** One request for each connection (RFC 9112). */
  private void answer(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    String request = in.readLine();
    if (request == null) {
      return;
    }
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      // no header matters
    }
    byte[] body = answers.get(URI.create(request.split(" ", -1)[1]).getPath());
    String status = body == null ? "404 Not Found" : "200 OK";
    int length = body == null ? 0 : body.length;
    String head =
        "HTTP/1.1 " + status + "\r\nContent-Length: " + length + "\r\nConnection: close\r\n\r\n";
    OutputStream out = socket.getOutputStream();
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    if (body != null) {
      out.write(body);
    }
    out.flush();
  }

  /** {@return settings that lead every request here} */
  Map<String, String> environment(Path store) throws IOException {
    String url = "http://127.0.0.1:" + server.getLocalPort() + "/";
    try {
      return Map.of(
          "ARCHCHECK_HOME",
          store.toString(),
          "ARCHCHECK_GO_DL",
          url,
          "GOPROXY",
          "off",
          "GOSUMDB",
          verifierKey() + " " + url + "sumdb",
          "GOENV",
          "off",
          "GOPATH",
          store.resolve("gopath").toString(),
          "GOMODCACHE",
          store.resolve("modules").toString());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The encoded key, with its algorithm in front (golang.org/x/mod/sumdb/note). */
  private byte[] key() {
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] key = Arrays.copyOfRange(encoded, encoded.length - 33, encoded.length);
    key[0] = 1;
    return key;
  }

  private byte[] keyHash() throws GeneralSecurityException {
    byte[] start = (LOG + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] named = Arrays.copyOf(start, start.length + key().length);
    System.arraycopy(key(), 0, named, start.length, key().length);
    return Arrays.copyOf(sha256(named), 4);
  }

  private String verifierKey() throws GeneralSecurityException {
    return LOG + "+" + HexFormat.of().formatHex(keyHash()) + "+" + base64(key());
  }

  private String note(String text) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update(text.getBytes(StandardCharsets.UTF_8));
    byte[] bytes = ByteBuffer.allocate(68).put(keyHash()).put(signature.sign()).array();
    return text + "\n\u2014 " + LOG + " " + base64(bytes) + "\n";
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
