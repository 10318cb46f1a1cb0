package dev.archcheck.cli.render;

import dev.archcheck.toolchain.activate.GoSetting;
import dev.archcheck.toolchain.activate.Resolution;
import java.util.List;

/**
 * Which version of Go applies.
 *
 * @param go the path of the go command, or empty where there is none
 * @param against settings that make it another one all the same
 */
public record CurrentView(Resolution found, String go, List<GoSetting> against) {

  /** Keeps its own copy of the list. */
  public CurrentView {
    against = List.copyOf(against);
  }
}
