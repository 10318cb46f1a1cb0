package dev.archcheck.toolchain.download;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.host.Machine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Which authorities may vouch for a server: those that come with Java, those of the files that the
 * user names, and those of the operating system. The later ones are read only when the earlier ones
 * do not do: nearly always they are not needed, and reading them takes longer than the request.
 */
final class Trust {

  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  /** Where the systems keep their bundle (Go, crypto/x509, root_linux.go and root_bsd.go). */
  private static final String[] BUNDLES = {
    "etc/ssl/certs/ca-certificates.crt",
    "etc/pki/tls/certs/ca-bundle.crt",
    "etc/ssl/ca-bundle.pem",
    "etc/pki/tls/cacert.pem",
    "etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "etc/ssl/cert.pem",
    "usr/local/etc/ssl/cert.pem",
    "usr/local/share/certs/ca-root-nss.crt",
    "etc/certs/ca-certificates.crt"
  };

  private final Machine machine;
  private final @Nullable Path named;

  /** Trust on a machine, with a file of authorities that the user named, or null. */
  Trust(Machine machine, @Nullable Path named) {
    this.machine = machine;
    this.named = named;
  }

  /** {@return those that come with Java} */
  X509ExtendedTrustManager ofJava() throws GeneralSecurityException {
    return manager(null);
  }

  /** {@return those of the files that options and variables name, or null where they name none} */
  @Nullable X509ExtendedTrustManager ofFiles() throws GeneralSecurityException {
    List<Certificate> certificates = new ArrayList<>();
    if (named != null) {
      certificates.addAll(ofFile(named));
    }
    String separator = machine.os().equals(Os.WINDOWS) ? ";" : ":";
    for (String file : machine.variable("SSL_CERT_FILE").split(separator, -1)) {
      addFile(certificates, file);
    }
    for (String folder : machine.variable("SSL_CERT_DIR").split(separator, -1)) {
      addFolder(certificates, folder);
    }
    return ofCertificates(certificates);
  }

  /** {@return those of the operating system, or null where none can be read} */
  @Nullable X509ExtendedTrustManager ofSystem() throws GeneralSecurityException {
    if (machine.os().equals(Os.WINDOWS)) {
      return ofKeyStore("Windows-ROOT");
    }
    if (machine.os().equals(Os.DARWIN)) {
      return ofKeyStore("KeychainStore");
    }
    for (String bundle : BUNDLES) {
      List<Certificate> certificates = new ArrayList<>();
      addFile(certificates, machine.root().resolve(bundle).toString());
      if (!certificates.isEmpty()) {
        return ofCertificates(certificates);
      }
    }
    return null;
  }

  private static void addFile(List<Certificate> certificates, String file) {
    try {
      if (!file.isEmpty()) {
        certificates.addAll(ofFile(Path.of(file)));
      }
    } catch (GeneralSecurityException | InvalidPathException _) {
      // a variable that names no such file adds nothing, here as for Go
    }
  }

  private static void addFolder(List<Certificate> certificates, String folder) {
    if (folder.isEmpty()) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(folder))) {
      for (Path file : files) {
        addFile(certificates, file.toString());
      }
    } catch (IOException | InvalidPathException _) {
      // as above
    }
  }

  /**
   * {@return the certificates of a file in PEM form} What else stands there is passed over.
   *
   * @throws CertificateException if it cannot be read or holds none
   */
  static List<Certificate> ofFile(Path file) throws CertificateException {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new CertificateException(file + ": cannot be read", e);
    }
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<Certificate> certificates = new ArrayList<>();
    for (int begin = text.indexOf(BEGIN); begin >= 0; ) {
      int end = text.indexOf(END, begin);
      if (end < 0) {
        break;
      }
      byte[] block =
          text.substring(begin, end + END.length()).getBytes(StandardCharsets.ISO_8859_1);
      try {
        certificates.add(factory.generateCertificate(new ByteArrayInputStream(block)));
      } catch (CertificateException _) {
        // one that Java cannot read does not spoil the others
      }
      begin = text.indexOf(BEGIN, end);
    }
    if (certificates.isEmpty()) {
      throw new CertificateException(file + ": holds no certificate in PEM form");
    }
    return certificates;
  }

  private static @Nullable X509ExtendedTrustManager ofCertificates(List<Certificate> certificates)
      throws GeneralSecurityException {
    if (certificates.isEmpty()) {
      return null;
    }
    KeyStore store = empty("PKCS12");
    int number = 0;
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("ca" + number++, certificate);
    }
    return manager(store);
  }

  private static @Nullable X509ExtendedTrustManager ofKeyStore(String type) {
    try {
      return manager(empty(type));
    } catch (GeneralSecurityException _) {
      return null; // a Java without the module for it
    }
  }

  private static KeyStore empty(String type) throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(type);
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    return store;
  }

  private static X509ExtendedTrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager extended) {
        return extended;
      }
    }
    throw new GeneralSecurityException("this Java has no trust manager for X.509");
  }
}
