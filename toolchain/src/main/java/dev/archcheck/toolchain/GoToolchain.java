package dev.archcheck.toolchain;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.go.GoVersion;
import dev.archcheck.verify.sumdb.ToolchainModule;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Go for a platform. Its name is safe in a path, a URL and a shell: nothing else can
 * be made (CVE-2023-39320 is what happens otherwise).
 *
 * @param version as Go spells it: {@code go1.27.0}
 * @param os as Go names it
 * @param arch as Go names it
 */
public record GoToolchain(String version, String os, String arch) {

  private static final Pattern VERSION =
      Pattern.compile("go1(\\.[0-9]{1,6}){0,2}([a-z]{2,5}[0-9]{1,6})?");
  private static final Pattern WORD = Pattern.compile("[a-z0-9_]{1,20}");
  private static final Pattern NAME =
      Pattern.compile("(go[0-9a-z.]+)\\.([a-z0-9_]{1,20})-([a-z0-9_]{1,20})");

  /**
   * A toolchain.
   *
   * @throws IllegalArgumentException for words that Go would not write
   */
  public GoToolchain {
    if (!VERSION.matcher(version).matches()
        || !WORD.matcher(os).matches()
        || !WORD.matcher(arch).matches()) {
      throw new IllegalArgumentException("no Go toolchain: " + version + " for " + os + "/" + arch);
    }
  }

  /** {@return the toolchain of a name like {@code go1.27.0.linux-amd64}, if it is one} */
  public static Optional<GoToolchain> parse(String name) {
    Matcher form = NAME.matcher(name);
    if (!form.matches() || !VERSION.matcher(form.group(1)).matches()) {
      return Optional.empty();
    }
    return Optional.of(new GoToolchain(form.group(1), form.group(2), form.group(3)));
  }

  /** {@return {@code go1.27.0.linux-amd64}, as files and folders are called} */
  public String name() {
    return version + "." + os + "-" + arch;
  }

  /** {@return the version for comparing; some old names of releases follow no order} */
  public Optional<GoVersion> order() {
    return GoVersion.parse(version);
  }

  /** {@return what it is made for} */
  public Platform platform() {
    return new Platform(new Os(os), new Arch(arch));
  }

  /** {@return the module that holds the same files} */
  public ToolchainModule module() {
    return new ToolchainModule(version, os, arch);
  }

  @Override
  public String toString() {
    return version + " for " + os + "/" + arch;
  }
}
