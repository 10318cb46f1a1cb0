package dev.archcheck.inspect.go;

import dev.archcheck.inspect.LoadedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The build information that the Go linker writes into every program: a 32-byte header, aligned to
 * 16, then the version of Go and the description of modules and settings (Go, package
 * debug/buildinfo).
 *
 * @param offset the absolute offset of the header in the file
 * @param goVersion the version of Go, for example {@code go1.26.1}
 * @param path the package path of the main package, or the empty string
 * @param main the module of the main package
 * @param dependencies the modules that the program was built from, in file order
 * @param settings how it was built, in file order
 */
public record GoBuildInfo(
    long offset,
    String goVersion,
    String path,
    @Nullable Module main,
    List<Module> dependencies,
    List<Setting> settings) {

  /**
   * A module.
   *
   * @param path its path
   * @param version its version, {@code (devel)} or the empty string
   * @param sum its checksum, for example {@code h1:…}, or the empty string
   * @param replacement what was built instead of it
   */
  public record Module(String path, String version, String sum, @Nullable Module replacement) {

    /** {@return the module that was built instead of this one} */
    public Optional<Module> replacedBy() {
      return Optional.ofNullable(replacement);
    }
  }

  /**
   * A setting of the build, for example {@code CGO_ENABLED} and {@code 0}.
   *
   * @param offset the absolute offset of the key in the file
   */
  public record Setting(String key, String value, long offset) {}

  /**
   * Looks for build information: in the section that is named for it, else in every initialised
   * region that is not code.
   *
   * @return empty if there is none that is whole; a copy of its magic alone is no damage
   * @throws IOException if the bytes cannot be had
   */
  public static Optional<GoBuildInfo> read(LoadedImage image) throws IOException {
    return Optional.ofNullable(new BuildInfoScanner(image).find());
  }

  /** {@return the module of the main package} */
  public Optional<Module> mainModule() {
    return Optional.ofNullable(main);
  }

  /**
   * Looks only where a linker of Go puts it: the section that is named for it, or the first bytes
   * of a PE image's data. What stands elsewhere may belong to a program that this one carries.
   *
   * @return empty if there is none that is whole
   * @throws IOException if the bytes cannot be had
   */
  public static Optional<GoBuildInfo> ofLinker(LoadedImage image) throws IOException {
    return Optional.ofNullable(new BuildInfoScanner(image).ofLinker());
  }

  /** {@return the first setting with that key} */
  public Optional<Setting> find(String key) {
    for (Setting setting : settings) {
      if (setting.key.equals(key)) {
        return Optional.of(setting);
      }
    }
    return Optional.empty();
  }

  /** {@return the value of the first setting with that key} */
  public Optional<String> setting(String key) {
    return find(key).map(Setting::value);
  }

  /** {@return the operating system that it was built for} Go before 1.18 does not say. */
  public Optional<String> goos() {
    return setting("GOOS");
  }

  /** {@return the architecture that it was built for} Go before 1.18 does not say. */
  public Optional<String> goarch() {
    return setting("GOARCH");
  }
}
