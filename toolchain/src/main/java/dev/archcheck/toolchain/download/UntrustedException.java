package dev.archcheck.toolchain.download;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** A server that nobody who is trusted vouches for. */
final class UntrustedException extends CertificateException {

  private static final long serialVersionUID = 1;

  private final String problem;
  private final String hint;

  UntrustedException(X509Certificate[] chain, @Nullable CertificateException cause) {
    super(cause);
    X509Certificate last = chain[chain.length - 1];
    String issuer = last.getIssuerX500Principal().getName();
    if (has(cause, CertificateExpiredException.class)
        || has(cause, CertificateNotYetValidException.class)) {
      problem =
          "a certificate is valid from "
              + day(chain[0].getNotBefore())
              + " to "
              + day(chain[0].getNotAfter())
              + " only, issued by "
              + issuer;
      hint = "is the clock of this machine right?";
    } else if (has(cause, CertPathBuilderException.class)
        || has(cause, CertPathValidatorException.class)) {
      problem = "its certificate is issued by " + issuer + ", which is not trusted here";
      hint =
          "a TLS-inspecting proxy? if that is yours, name its certificate: --ca-file FILE or"
              + " SSL_CERT_FILE";
    } else {
      String why = cause == null ? "no authority is known" : String.valueOf(cause.getMessage());
      problem = "its certificate is not for it: " + why + "; issued by " + issuer;
      hint = "another server answers under this name: a login page, a proxy, a wrong DNS entry?";
    }
  }

  /** {@return whether nobody is known who vouches for the server} */
  static boolean isUnknownIssuer(CertificateException e) {
    return has(e, CertPathBuilderException.class);
  }

  private static String day(Date date) {
    return date.toInstant().toString().substring(0, 10);
  }

  private static boolean has(@Nullable Throwable e, Class<? extends Throwable> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  String problem() {
    return problem;
  }

  String hint() {
    return hint;
  }

  /** {@return the one within the causes of a failed handshake, or null} */
  static @Nullable UntrustedException in(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UntrustedException untrusted) {
        return untrusted;
      }
    }
    return null;
  }
}
