package dev.archcheck.toolchain.doctor;

import java.util.List;
import java.util.Optional;

/**
 * A setting that somebody set.
 *
 * @param name as Go spells it
 * @param layers where it is set, the one that counts first
 */
public record SettingFacts(String name, List<Layer> layers) {

  /** Keeps its own list. */
  public SettingFacts {
    layers = List.copyOf(layers);
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

  /** {@return the value that counts} */
  public String value() {
    return layers.isEmpty() ? "" : layers.getFirst().value();
  }

  /** {@return what one kind of layer says} */
  public Optional<Layer> of(Kind kind) {
    return layers.stream().filter(one -> one.kind() == kind).findFirst();
  }
}
