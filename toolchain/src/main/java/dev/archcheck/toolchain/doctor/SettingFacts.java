package dev.archcheck.toolchain.doctor;

import java.util.List;
import java.util.Optional;

/**
 * A setting that somebody set.
 *
 * @param name as Go spells it
 * @param layers where it is set, the one that counts first
 * @param origins what sets the variable of the environment for every shell, where it was found
 */
public record SettingFacts(String name, List<Layer> layers, List<Origin> origins) {

  /** Keeps its own lists. */
  public SettingFacts {
    layers = List.copyOf(layers);
    origins = List.copyOf(origins);
  }

  /** A setting of which nothing shows where its variable comes from. */
  SettingFacts(String name, List<Layer> layers) {
    this(name, layers, List.of());
  }

  /**
   * One place that sets it.
   *
   * @param place the file, or the empty string for the environment
   * @param value with secrets left out
   */
  public record Layer(Kind kind, String place, String value) {}

  /** The layers of Go, the strongest first (cmd/go/internal/cfg, Getenv). */
  public enum Kind {
    /** A variable of the process. */
    ENVIRONMENT,
    /** What {@code go env -w} wrote. */
    USER_FILE,
    /** {@code go.env} in a GOROOT, since Go 1.21. */
    GOROOT_FILE
  }

  /**
   * Something that sets a variable for shells and programs to come.
   *
   * @param place the file, or the key of the registry
   * @param line from 1; 0 in the registry
   * @param value what the registry says, with secrets left out; empty for a file, whose line only a
   *     shell can tell
   */
  public record Origin(Source source, String place, int line, String value) {}

  /** Where variables come from. */
  public enum Source {
    /** A file that a shell or the system reads when it starts. */
    START_FILE,
    /** {@code HKCU\Environment}. */
    REGISTRY_USER,
    /** {@code HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment}. */
    REGISTRY_MACHINE
  }

  /** {@return the value that counts} */
  public String value() {
    return layers.isEmpty() ? "" : layers.getFirst().value();
  }

  /** {@return what one kind of layer says} */
  public Optional<Layer> of(Kind kind) {
    return layers.stream().filter(one -> one.kind() == kind).findFirst();
  }
}
