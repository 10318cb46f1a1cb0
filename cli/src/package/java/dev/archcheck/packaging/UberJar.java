package dev.archcheck.packaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassHierarchyResolver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Several jars as one that the JVM can archive: no signatures (signed classes are never archived),
 * no class below version 50 (nor are those), no compression, no times. The same input gives the
 * same bytes.
 *
 * <p>The jar runs on one Java version only, so the classes of a multi-release jar are resolved here
 * once instead of at every class load.
 */
final class UberJar {
  private static final int JAVA_RELEASE = 25;
  private static final String VERSIONS = "META-INF/versions/";
  private static final String CLASS = ".class";
  private static final String SERVICES = "META-INF/services/";

  /** The first day a zip entry can name that no time zone moves before 1980. */
  private static final LocalDateTime EVERY_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final String mainClass;
  private final TreeMap<String, byte[]> entries = new TreeMap<>();
  private final TreeMap<String, String> origins = new TreeMap<>();
  private final TreeMap<String, Set<String>> services = new TreeMap<>();
  private final TreeMap<String, Map<String, List<String>>> notices = new TreeMap<>();

  private UberJar(String mainClass) {
    this.mainClass = mainClass;
  }

  static UberJar of(List<Path> jars, Path licence, String mainClass) throws IOException {
    UberJar uber = new UberJar(mainClass);
    uber.addNotice("META-INF/LICENSE", "archcheck", Files.readAllBytes(licence));
    for (Path jar : jars) {
      uber.addJar(origin(jar), JarContents.read(jar));
    }
    uber.modernize();
    return uber;
  }

  byte[] toBytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      put(zip, "META-INF/MANIFEST.MF", manifest());
      for (var entry : entries.entrySet()) {
        put(zip, entry.getKey(), entry.getValue());
      }
      for (var service : services.entrySet()) {
        put(zip, service.getKey(), text(String.join("\n", service.getValue()) + "\n"));
      }
      for (var notice : notices.entrySet()) {
        put(zip, notice.getKey(), text(merged(notice.getValue())));
      }
    }
    return bytes.toByteArray();
  }

  private static String origin(Path jar) {
    return Files.isDirectory(jar) ? "archcheck" : jar.getFileName().toString();
  }

  private void addJar(String origin, Map<String, byte[]> contents) throws IOException {
    boolean multiRelease = JarContents.isMultiRelease(contents);
    for (var entry : flat(contents, multiRelease).entrySet()) {
      String name = entry.getKey();
      if (isLeftOut(name)) {
        continue;
      }
      if (name.startsWith(SERVICES)) {
        addService(name, entry.getValue());
      } else if (isNotice(name)) {
        addNotice(name, origin, entry.getValue());
      } else {
        addEntry(name, origin, entry.getValue());
      }
    }
  }

  /** The view that Java 25 has of a jar: the newest version of each entry that it may use. */
  private static Map<String, byte[]> flat(Map<String, byte[]> contents, boolean multiRelease) {
    Map<String, byte[]> flat = new LinkedHashMap<>();
    Map<String, Integer> releases = new LinkedHashMap<>();
    for (var entry : contents.entrySet()) {
      String name = entry.getKey();
      int release = 0;
      if (name.startsWith(VERSIONS)) {
        int slash = name.indexOf('/', VERSIONS.length());
        release = slash < 0 ? 0 : Integer.parseInt(name.substring(VERSIONS.length(), slash));
        name = name.substring(slash + 1);
        if (!multiRelease || release > JAVA_RELEASE || name.startsWith("META-INF/")) {
          continue;
        }
      }
      if (releases.getOrDefault(name, -1) < release) {
        releases.put(name, release);
        flat.put(name, entry.getValue());
      }
    }
    return flat;
  }

  private static boolean isLeftOut(String name) {
    return name.endsWith("/")
        || name.equals("META-INF/MANIFEST.MF")
        || name.equals("META-INF/INDEX.LIST")
        || name.equals("module-info.class")
        || name.startsWith("META-INF/maven/")
        || JarContents.isSignature(name);
  }

  private static boolean isNotice(String name) {
    String base = name.substring(name.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
    return !base.endsWith(".CLASS")
        && (base.contains("LICENSE")
            || base.contains("LICENCE")
            || base.contains("NOTICE")
            || base.startsWith("COPYING")
            || base.equals("DEPENDENCIES"));
  }

  private void addService(String name, byte[] content) {
    Set<String> providers = services.computeIfAbsent(name, _ -> new LinkedHashSet<>());
    for (String line : string(content).split("\n", -1)) {
      String provider = line.replaceFirst("#.*", "").strip();
      if (!provider.isEmpty()) {
        providers.add(provider);
      }
    }
  }

  private void addNotice(String name, String origin, byte[] content) {
    notices
        .computeIfAbsent(name, _ -> new LinkedHashMap<>())
        .computeIfAbsent(string(content), _ -> new ArrayList<>())
        .add(origin);
  }

  private void addEntry(String name, String origin, byte[] content) throws IOException {
    byte[] before = entries.putIfAbsent(name, content);
    String first = origins.putIfAbsent(name, origin);
    if (before != null && !Arrays.equals(before, content)) {
      throw new IOException(name + " differs between " + first + " and " + origin);
    }
  }

  /**
   * Leaves the given classes, what they reach, and the services and resources of what they reach.
   */
  UberJar onlyReachedFrom(Predicate<String> root) {
    Set<String> roots = new LinkedHashSet<>();
    for (String name : entries.keySet()) {
      if (root.test(name) && name.endsWith(CLASS)) {
        roots.add(name.substring(0, name.length() - CLASS.length()));
      }
    }
    Set<String> reached = Reachable.from(roots, entries);
    while (roots.addAll(providersFor(reached))) {
      reached = Reachable.from(roots, entries);
    }
    Set<String> kept = reached;
    entries.keySet().removeIf(name -> name.endsWith(CLASS) && !kept.contains(name));
    Set<String> folders = new HashSet<>();
    kept.forEach(name -> folders.add(folder(name)));
    entries
        .keySet()
        .removeIf(name -> !name.startsWith("META-INF/") && !folders.contains(folder(name)));
    services.values().forEach(names -> names.removeIf(name -> !isPresent(name)));
    services.values().removeIf(Set::isEmpty);
    return this;
  }

  private static String folder(String name) {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }

  /** A service is asked for by a class that is reached, or by the JDK. */
  private Set<String> providersFor(Set<String> reached) {
    Set<String> providers = new LinkedHashSet<>();
    for (var service : services.entrySet()) {
      String type = service.getKey().substring(SERVICES.length());
      if (!isPresent(type) || reached.contains(type.replace('.', '/') + CLASS)) {
        providers.addAll(service.getValue());
      }
    }
    return providers;
  }

  private boolean isPresent(String className) {
    return entries.containsKey(className.replace('.', '/') + CLASS);
  }

  private void modernize() {
    ClassHierarchyResolver hierarchy = ClassUpgrade.hierarchyOf(entries);
    for (var entry : entries.entrySet()) {
      if (entry.getKey().endsWith(CLASS) && ClassUpgrade.isTooOld(entry.getValue())) {
        entry.setValue(ClassUpgrade.upgrade(entry.getValue(), hierarchy));
      }
      if (entry.getKey().endsWith(CLASS)) {
        byte[] classFile = RecordMethods.spellOut(entry.getValue());
        entry.setValue(TypeSwitches.spellOut(classFile, hierarchy));
      }
    }
  }

  private byte[] manifest() {
    return text(
        "Manifest-Version: 1.0\r\nMain-Class: "
            + mainClass
            + "\r\nEnable-Native-Access: ALL-UNNAMED\r\n\r\n");
  }

  private static String merged(Map<String, List<String>> texts) {
    StringBuilder all = new StringBuilder();
    for (var text : texts.entrySet()) {
      all.append("==== ").append(String.join(", ", text.getValue())).append(" ====\n\n");
      all.append(text.getKey().stripTrailing()).append("\n\n");
    }
    return all.toString();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(EVERY_TIME);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String string(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
