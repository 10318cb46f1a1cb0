package dev.archcheck.toolchain.download;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Asks one layer of trust after the other until one vouches for the server. */
final class LayeredTrustManager extends X509ExtendedTrustManager {

  /** What is asked of each layer. */
  private interface Question {
    void ask(X509ExtendedTrustManager layer) throws CertificateException;
  }

  private interface Source {
    @Nullable X509ExtendedTrustManager read() throws GeneralSecurityException;
  }

  private static final class Layer {
    private final Source source;
    private @Nullable X509ExtendedTrustManager manager;
    private boolean read;

    Layer(Source source) {
      this.source = source;
    }

    synchronized @Nullable X509ExtendedTrustManager get() throws CertificateException {
      if (!read) {
        read = true;
        try {
          manager = source.read();
        } catch (CertificateException e) {
          throw e;
        } catch (GeneralSecurityException e) {
          throw new CertificateException(e);
        }
      }
      return manager;
    }
  }

  private final Layer[] layers;

  LayeredTrustManager(Trust trust) {
    layers =
        new Layer[] {
          new Layer(trust::ofJava), new Layer(trust::ofFiles), new Layer(trust::ofSystem)
        };
  }

  private void ask(X509Certificate[] chain, Question question) throws CertificateException {
    CertificateException first = null;
    for (Layer layer : layers) {
      X509ExtendedTrustManager manager = layer.get();
      if (manager == null) {
        continue;
      }
      try {
        question.ask(manager);
        return;
      } catch (CertificateException e) {
        // Who knows the authority and still says no knows best what is wrong.
        first = first == null || UntrustedException.isUnknownIssuer(first) ? e : first;
      }
    }
    throw new UntrustedException(chain, first);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    ask(chain, layer -> layer.checkServerTrusted(chain, authType, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    ask(chain, layer -> layer.checkServerTrusted(chain, authType, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    ask(chain, layer -> layer.checkServerTrusted(chain, authType));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw noServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw noServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw noServer();
  }

  private static CertificateException noServer() {
    return new CertificateException("this is no server");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0]; // only servers send them
  }
}
