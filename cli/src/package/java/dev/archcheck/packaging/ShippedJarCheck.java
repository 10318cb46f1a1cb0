package dev.archcheck.packaging;

import java.io.IOException;
import java.util.Map;

/** Refuses a jar that the JVM would archive only in part, or that depends on when it was made. */
final class ShippedJarCheck {
  private ShippedJarCheck() {}

  static void check(byte[] jar) throws IOException {
    Map<String, byte[]> contents = JarContents.read(jar);
    if (!JarContents.manifest(contents).getEntries().isEmpty()) {
      throw new IOException("the manifest still has sections for single entries");
    }
    for (var entry : contents.entrySet()) {
      String name = entry.getKey();
      if (JarContents.isSignature(name)) {
        throw new IOException("signature left: " + name);
      }
      if (name.endsWith(".class") && ClassUpgrade.isTooOld(entry.getValue())) {
        throw new IOException(
            "class version " + ClassUpgrade.majorVersion(entry.getValue()) + " left: " + name);
      }
    }
  }
}
