package dev.archcheck.inspect.go;

import dev.archcheck.inspect.LoadedImage;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the build information of an image, because its system and its architecture rest on it. */
public final class BuildInfoOnce {

  private boolean known;
  private @Nullable GoBuildInfo info;

  /** Nothing has been looked for yet. */
  public BuildInfoOnce() {}

  /** {@return what {@link GoBuildInfo#ofLinker} finds; it is looked for once} */
  public Optional<GoBuildInfo> ofLinker(LoadedImage image) throws IOException {
    if (!known) {
      info = GoBuildInfo.ofLinker(image).orElse(null);
      known = true;
    }
    return Optional.ofNullable(info);
  }
}
