package dev.archcheck.inspect.go;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.Relabelling;
import dev.archcheck.inspect.Witness;
import dev.archcheck.inspect.go.GoBuildInfo.Setting;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The GOARCH that a Go program was built for, beside the architecture that its header names. */
public final class GoArchitecture {

  private static final String GOARCH = "GOARCH";
  private static final int LONGEST = 16;

  private GoArchitecture() {}

  /**
   * {@return whether the header names another architecture than Go built for}
   *
   * @param label the bytes of the header that name it
   */
  public static Optional<Relabelling> relabelling(LoadedImage image, Arch arch, Witness label)
      throws IOException {
    Optional<Setting> found = image.goBuildInfo().flatMap(info -> info.find(GOARCH));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Setting goarch = found.get();
    String built = goarch.value();
    if (built.equals(arch.name()) || built.isEmpty() || built.length() > LONGEST) {
      return Optional.empty();
    }
    Witness contradiction =
        new Witness("Go build info", GOARCH, goarch.offset(), built, "built for " + built);
    return Optional.of(new Relabelling(arch.name(), built, List.of(label, contradiction)));
  }
}
