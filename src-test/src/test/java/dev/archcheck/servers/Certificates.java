package dev.archcheck.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority of a test's own, made by the keytool of this JDK. */
public final class Certificates {

  private static final String PASSWORD = "changeit";

  private final Path folder;

  /** Makes an authority in a folder. */
  public Certificates(Path folder) throws IOException {
    this.folder = folder;
    keytool(
        "-genkeypair",
        "-alias",
        "ca",
        "-keystore",
        file("ca.p12"),
        "-dname",
        "CN=Inspecting Box,O=Example Corp",
        "-ext",
        "bc:c",
        "-ext",
        "ku=keyCertSign");
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "ca",
        "-keystore",
        file("ca.p12"),
        "-file",
        file("ca.pem"));
  }

  /** {@return the authority's certificate in PEM form} */
  public Path authority() {
    return folder.resolve("ca.pem");
  }

  /**
   * {@return what a server needs}
   *
   * @param names as keytool has them: {@code ip:127.0.0.1,dns:localhost}
   * @param start when it begins to be valid, as keytool has it, and {@code days} how long it is
   */
  public SSLContext server(String names, String start, int days)
      throws IOException, GeneralSecurityException {
    String store = file("server.p12");
    Files.deleteIfExists(Path.of(store));
    keytool(
        "-genkeypair",
        "-alias",
        "server",
        "-keystore",
        store,
        "-dname",
        "CN=server",
        "-validity",
        "1");
    keytool("-certreq", "-alias", "server", "-keystore", store, "-file", file("server.csr"));
    keytool(
        "-gencert",
        "-alias",
        "ca",
        "-keystore",
        file("ca.p12"),
        "-infile",
        file("server.csr"),
        "-outfile",
        file("server.pem"),
        "-rfc",
        "-ext",
        "san=" + names,
        "-startdate",
        start,
        "-validity",
        String.valueOf(days));
    keytool(
        "-importcert", "-noprompt", "-alias", "ca", "-keystore", store, "-file", file("ca.pem"));
    keytool("-importcert", "-alias", "server", "-keystore", store, "-file", file("server.pem"));
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(Path.of(store))) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static void keytool(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
    if (arguments[0].equals("-genkeypair")) {
      command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("keytool " + arguments[0] + ": " + output);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
