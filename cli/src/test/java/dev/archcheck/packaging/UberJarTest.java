package dev.archcheck.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packager on the real jars that make it necessary. */
class UberJarTest {
  private static final Path BOUNCY_CASTLE = Path.of(System.getProperty("bouncycastle.jar"));
  private static final Path PICOCLI = Path.of(System.getProperty("picocli.jar"));

  @TempDir Path folder;
  private Path licence;

  @BeforeEach
  void writeLicence() throws IOException {
    licence = Files.writeString(folder.resolve("LICENSE"), "our licence\n");
  }

  @Test
  void bouncyCastleAsPublishedIsRefused() {
    assertThatThrownBy(() -> ShippedJarCheck.check(Files.readAllBytes(BOUNCY_CASTLE)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("manifest still has sections");
  }

  @Test
  void signatureFilesAloneAreRefused() throws IOException {
    byte[] jar = jar(Map.of("META-INF/BC2048KE.DSA", new byte[] {1}));
    assertThatThrownBy(() -> ShippedJarCheck.check(jar)).hasMessageContaining("BC2048KE.DSA");
  }

  @Test
  void picocliAsPublishedIsRefused() {
    assertThatThrownBy(() -> ShippedJarCheck.check(Files.readAllBytes(PICOCLI)))
        .hasMessageContaining("class version 49 left");
  }

  @Test
  void bouncyCastleLosesItsSignatureAndRuns() throws Exception {
    byte[] jar = UberJar.of(List.of(BOUNCY_CASTLE), licence, "Main").toBytes();
    ShippedJarCheck.check(jar);
    Path file = Files.write(folder.resolve("bc.jar"), jar);
    try (JarFile opened = new JarFile(file.toFile(), true)) {
      JarEntry digest = opened.getJarEntry("org/bouncycastle/crypto/digests/SHA256Digest.class");
      opened.getInputStream(digest).readAllBytes();
      assertThat(digest.getCodeSigners()).isNull();
      assertThat(opened.getManifest().getEntries()).isEmpty();
    }
    try (URLClassLoader loader = isolated(file)) {
      Object provider =
          loader
              .loadClass("org.bouncycastle.jce.provider.BouncyCastleProvider")
              .getConstructor()
              .newInstance();
      assertThat(provider).isInstanceOf(java.security.Provider.class);
    }
  }

  @Test
  void everyClassOfBouncyCastleSurvives() throws IOException {
    Map<String, byte[]> before = JarContents.read(BOUNCY_CASTLE);
    Map<String, byte[]> after =
        JarContents.read(UberJar.of(List.of(BOUNCY_CASTLE), licence, "Main").toBytes());
    assertThat(after.keySet())
        .containsAll(
            before.keySet().stream()
                .filter(name -> name.startsWith("org/") && name.endsWith(".class"))
                .toList());
  }

  @Test
  void helpOfTheRewrittenPicocliIsTheSame() throws Exception {
    Path rewritten =
        Files.write(
            folder.resolve("picocli.jar"), UberJar.of(List.of(PICOCLI), licence, "Main").toBytes());
    assertThat(help(rewritten))
        .isEqualTo(help(PICOCLI))
        .contains("Usage: archcheck", "--format=<format>", "Usage: archcheck inspect", "a,bjson");
  }

  @Test
  void sameInputGivesTheSameBytes() throws IOException {
    List<Path> jars = List.of(PICOCLI, BOUNCY_CASTLE);
    assertThat(UberJar.of(jars, licence, "Main").toBytes())
        .isEqualTo(UberJar.of(jars, licence, "Main").toBytes());
  }

  @Test
  void servicesAndNoticesOfAllJarsAreKept() throws IOException {
    Path a =
        write("a.jar", Map.of("META-INF/services/S", "x.A # first", "META-INF/NOTICE", "of a"));
    Path b = write("b.jar", Map.of("META-INF/services/S", "x.B\nx.A\n", "META-INF/NOTICE", "of b"));
    Map<String, byte[]> merged =
        JarContents.read(UberJar.of(List.of(a, b), licence, "Main").toBytes());
    assertThat(string(merged, "META-INF/services/S")).isEqualTo("x.A\nx.B\n");
    assertThat(string(merged, "META-INF/NOTICE")).contains("a.jar", "of a", "b.jar", "of b");
    assertThat(string(merged, "META-INF/LICENSE")).contains("our licence");
  }

  @Test
  void entriesThatDifferAreRefused() throws IOException {
    Path a = write("a.jar", Map.of("data", "1"));
    Path b = write("b.jar", Map.of("data", "2"));
    assertThatThrownBy(() -> UberJar.of(List.of(a, b), licence, "Main"))
        .hasMessage("data differs between a.jar and b.jar");
  }

  @Test
  void newestUsableVersionOfAMultiReleaseEntryWins() throws IOException {
    Path a =
        write(
            "a.jar",
            Map.of(
                "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nMulti-Release: true\n",
                "data", "base",
                "META-INF/versions/9/data", "nine",
                "META-INF/versions/11/data", "eleven",
                "META-INF/versions/99/data", "future"));
    Map<String, byte[]> flat = JarContents.read(UberJar.of(List.of(a), licence, "Main").toBytes());
    assertThat(string(flat, "data")).isEqualTo("eleven");
    assertThat(flat.keySet()).noneMatch(name -> name.startsWith("META-INF/versions/"));
  }

  @Test
  void onlyWhatIsReachedIsKept() throws IOException {
    UberJar all = UberJar.of(List.of(PICOCLI, BOUNCY_CASTLE), licence, "Main");
    Map<String, byte[]> kept =
        JarContents.read(
            all.onlyReachedFrom(
                    name -> name.equals("org/bouncycastle/crypto/digests/SHA256Digest.class"))
                .toBytes());
    assertThat(kept.keySet())
        .contains(
            "org/bouncycastle/crypto/digests/SHA256Digest.class",
            "org/bouncycastle/crypto/digests/GeneralDigest.class",
            "org/bouncycastle/util/Pack.class")
        .noneMatch(name -> name.startsWith("picocli/"));
  }

  @Test
  void classNamedByAStringIsReached() throws IOException {
    UberJar all = UberJar.of(List.of(PICOCLI), licence, "Main");
    Map<String, byte[]> kept =
        JarContents.read(
            all.onlyReachedFrom(name -> name.equals("picocli/CommandLine.class")).toBytes());
    assertThat(kept.keySet())
        .contains("picocli/CommandLine$Model$CommandSpec.class", "picocli/CommandLine$Help.class")
        .doesNotContain("picocli/AutoComplete$GenerateCompletion.class");
  }

  private static String help(Path jar) throws Exception {
    Path classes =
        Path.of(HelpProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (URLClassLoader loader = isolated(jar, classes)) {
      Class<?> program = loader.loadClass(HelpProgram.class.getName());
      return (String) ((Supplier<?>) program.getConstructor().newInstance()).get();
    }
  }

  private static URLClassLoader isolated(Path... classPath) throws IOException {
    URL[] urls = new URL[classPath.length];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = classPath[i].toUri().toURL();
    }
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  private Path write(String name, Map<String, String> entries) throws IOException {
    Map<String, byte[]> bytes = new TreeMap<>();
    entries.forEach((entry, text) -> bytes.put(entry, text.getBytes(StandardCharsets.UTF_8)));
    return Files.write(folder.resolve(name), jar(bytes));
  }

  private static byte[] jar(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static String string(Map<String, byte[]> contents, String name) {
    return new String(contents.get(name), StandardCharsets.UTF_8);
  }
}
