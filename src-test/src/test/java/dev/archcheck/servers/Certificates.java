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
  private int servers;

  /** Makes an authority in a folder. */
  public Certificates(Path folder) throws IOException {
    this.folder = folder;
    keytool(
        "-genkeypair",
        "-alias",
        "ca",
        "-dname",
        "CN=Inspecting Box,O=Example Corp",
        "-ext",
        "bc:c",
        "-ext",
        "ku=keyCertSign");
    keytool("-exportcert", "-rfc", "-alias", "ca", "-file", file("ca.pem"));
  }

  /** {@return the authority's certificate in PEM form} */
  public Path authority() {
    return folder.resolve("ca.pem");
  }

  /**
   * {@return what a server needs}
   *
   * @param names as keytool has them: {@code ip:127.0.0.1,dns:localhost}
   * @param start when it begins to be valid, as keytool has it: {@code -1d}
   * @param days how long it is
   */
  public SSLContext server(String names, String start, int days)
      throws IOException, GeneralSecurityException {
    String alias = "server" + servers++;
    keytool(
        "-genkeypair",
        "-alias",
        alias,
        "-signer",
        "ca",
        "-dname",
        "CN=server",
        "-ext",
        "san=" + names,
        "-startdate",
        start,
        "-validity",
        String.valueOf(days));
    KeyStore all = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(Path.of(file("keys.p12")))) {
      all.load(in, PASSWORD.toCharArray());
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setEntry(
        alias,
        all.getEntry(alias, new KeyStore.PasswordProtection(PASSWORD.toCharArray())),
        new KeyStore.PasswordProtection(PASSWORD.toCharArray()));
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

  private void keytool(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", file("keys.p12")));
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
