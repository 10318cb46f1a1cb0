package dev.archcheck.toolchain.download;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One word of {@code NO_PROXY}. */
sealed interface Exemption {

  /** Everything. */
  record Everything() implements Exemption {
    @Override
    public boolean covers(String host, byte @Nullable [] address, int port) {
      return true;
    }
  }

  /** A block of addresses: {@code 10.0.0.0/8}. */
  final class Block implements Exemption {
    private final byte[] network;
    private final int bits;

    Block(byte[] network, int bits) {
      this.network = network;
      this.bits = bits;
    }

    @Override
    public boolean covers(String host, byte @Nullable [] address, int port) {
      if (address == null || address.length != network.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit & 7);
        if ((address[bit >> 3] & mask) != (network[bit >> 3] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  /** One address, with any port or one. */
  final class Address implements Exemption {
    private final byte[] only;
    private final int port;

    Address(byte[] only, int port) {
      this.only = only;
      this.port = port;
    }

    @Override
    public boolean covers(String host, byte @Nullable [] address, int port) {
      return Arrays.equals(address, only) && (this.port < 0 || this.port == port);
    }
  }

  /**
   * A domain.
   *
   * @param suffix with a point in front
   * @param itself whether the domain itself is meant beside those below it
   * @param port the only one that is meant, or -1
   */
  record Domain(String suffix, boolean itself, int port) implements Exemption {
    @Override
    public boolean covers(String host, byte @Nullable [] address, int port) {
      boolean named = host.endsWith(suffix) || (itself && host.equals(suffix.substring(1)));
      return named && (this.port < 0 || this.port == port);
    }
  }

  boolean covers(String host, byte @Nullable [] address, int port);

  /** {@return what a word in lower case exempts, or null if that is nothing} */
  static @Nullable Exemption of(String word) {
    if (word.equals("*")) {
      return new Everything();
    }
    int slash = word.indexOf('/');
    if (slash > 0) {
      byte @Nullable [] network = IpAddresses.parse(word.substring(0, slash));
      long bits = Response.number(word.substring(slash + 1));
      return network == null || bits < 0 || bits > network.length * 8L
          ? null
          : new Block(network, (int) bits);
    }
    return ofHost(word);
  }

  private static @Nullable Exemption ofHost(String word) {
    String host = word;
    int port = -1;
    int colon = word.lastIndexOf(':');
    boolean bracketed = word.startsWith("[") && word.contains("]");
    boolean hasPort = colon >= 0 && (bracketed || word.indexOf(':') == colon);
    if (hasPort && colon > word.lastIndexOf(']')) {
      host = word.substring(0, colon);
      long number = Response.number(word.substring(colon + 1));
      if (number < 0 || number > 0xFFFF) {
        return null;
      }
      port = (int) number;
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.isEmpty()) {
      return null;
    }
    byte @Nullable [] address = IpAddresses.parse(host);
    if (address != null) {
      return new Address(address, port);
    }
    String domain = host.startsWith("*.") ? host.substring(1) : host;
    return domain.startsWith(".")
        ? new Domain(domain, false, port)
        : new Domain("." + domain, true, port);
  }
}
