package dev.archcheck.packaging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The entries of a jar, or the files of a folder of classes, by name. */
final class JarContents {
  private JarContents() {}

  static Map<String, byte[]> read(Path jar) throws IOException {
    return Files.isDirectory(jar) ? readFolder(jar) : read(Files.readAllBytes(jar));
  }

  private static Map<String, byte[]> readFolder(Path folder) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        contents.put(
            folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return contents;
  }

  static Map<String, byte[]> read(byte[] jar) throws IOException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory() && contents.put(entry.getName(), zip.readAllBytes()) != null) {
          throw new IOException("two entries named " + entry.getName());
        }
      }
    }
    return contents;
  }

  static Manifest manifest(Map<String, byte[]> contents) throws IOException {
    byte[] manifest = contents.getOrDefault("META-INF/MANIFEST.MF", new byte[0]);
    return new Manifest(new ByteArrayInputStream(manifest));
  }

  static boolean isMultiRelease(Map<String, byte[]> contents) throws IOException {
    Attributes main = manifest(contents).getMainAttributes();
    return Boolean.parseBoolean(main.getValue(Attributes.Name.MULTI_RELEASE));
  }

  /** A file of the JAR signature (JAR File Specification, "Signed JAR File"). */
  static boolean isSignature(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.startsWith("META-INF/")
        && upper.indexOf('/', "META-INF/".length()) < 0
        && (upper.endsWith(".SF")
            || upper.endsWith(".RSA")
            || upper.endsWith(".DSA")
            || upper.endsWith(".EC")
            || upper.startsWith("META-INF/SIG-"));
  }
}
