package dev.archcheck.toolchain.download;

import dev.archcheck.toolchain.host.Machine;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which HTTP proxy an address is reached through, by the variables of the environment as Go reads
 * them (golang.org/x/net, http/httpproxy), and {@code ALL_PROXY} as curl does.
 */
public final class ProxyRules {

  private final String forHttps;
  private final String forHttp;
  private final List<Exemption> exemptions;

  private ProxyRules(String forHttps, String forHttp, List<Exemption> exemptions) {
    this.forHttps = forHttps;
    this.forHttp = forHttp;
    this.exemptions = exemptions;
  }

  /** {@return the rules of a machine's environment} */
  public static ProxyRules of(Machine machine) {
    String all = variable(machine, "ALL_PROXY");
    String https = variable(machine, "HTTPS_PROXY");
    // Under CGI a client sets HTTP_PROXY by a header of its choice (CVE-2016-5386).
    String http =
        machine.variable("REQUEST_METHOD").isEmpty() ? variable(machine, "HTTP_PROXY") : "";
    return new ProxyRules(
        https.isEmpty() ? all : https,
        http.isEmpty() ? all : http,
        exemptions(variable(machine, "NO_PROXY")));
  }

  private static String variable(Machine machine, String name) {
    String upper = machine.variable(name);
    return upper.isEmpty() ? machine.variable(name.toLowerCase(Locale.ROOT)) : upper;
  }

  private static List<Exemption> exemptions(String list) {
    List<Exemption> exemptions = new ArrayList<>();
    for (String word : list.split(",", -1)) {
      String trimmed = word.strip().toLowerCase(Locale.ROOT);
      Exemption exemption = trimmed.isEmpty() ? null : Exemption.of(trimmed);
      if (exemption != null) {
        exemptions.add(exemption);
      }
    }
    return List.copyOf(exemptions);
  }

  /**
   * {@return the proxy for an address, or null where it is reached directly}
   *
   * @throws FetchException if the proxy's own address makes no sense
   */
  @Nullable URI proxyFor(URI url) throws FetchException {
    String proxy = "https".equals(url.getScheme()) ? forHttps : forHttp;
    if (proxy.isEmpty() || isExempt(url)) {
      return null;
    }
    String whole = proxy.contains("://") ? proxy : "http://" + proxy;
    URI address = null;
    try {
      address = URI.create(whole);
    } catch (IllegalArgumentException _) {
      // said below, without the text: it may hold a password
    }
    if (address == null || address.getHost() == null) {
      throw new FetchException(
          url,
          FetchException.Kind.PROXY,
          "the address of the HTTP proxy in the environment is wrong");
    }
    return address;
  }

  private boolean isExempt(URI url) {
    String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    byte @Nullable [] address = IpAddresses.parse(bare);
    if (bare.equals("localhost") || (address != null && IpAddresses.isLoopback(address))) {
      return true;
    }
    int port = url.getPort() >= 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
    for (Exemption exemption : exemptions) {
      if (exemption.covers(bare, address, port)) {
        return true;
      }
    }
    return false;
  }
}
