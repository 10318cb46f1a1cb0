package dev.archcheck.toolchain.download;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Addresses in digits. No name is ever looked up for them. */
final class IpAddresses {

  private IpAddresses() {}

  /** {@return the 4 or 16 bytes of an address, or null for a name} */
  static byte @Nullable [] parse(String text) {
    boolean looksSo = text.indexOf(':') >= 0;
    if (!looksSo) {
      String[] parts = text.split("\\.", -1);
      looksSo = parts.length == 4;
      for (String part : parts) {
        looksSo &= part.length() <= 3 && Response.number(part) >= 0 && Response.number(part) <= 255;
      }
    }
    if (!looksSo) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(text).getAddress(); // a literal is never looked up
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  static boolean isLoopback(byte[] address) {
    try {
      return InetAddress.getByAddress(address).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false; // only of another length
    }
  }
}
