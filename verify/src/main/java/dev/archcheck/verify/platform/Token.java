package dev.archcheck.verify.platform;

import org.jspecify.annotations.Nullable;

/**
 * A word of a name, in place.
 *
 * @param separator the character before it, 0 at the beginning
 * @param word what it says; null for a number and for a word that is not about platforms
 * @param number whether it is all digits
 */
record Token(String text, int start, int end, char separator, @Nullable Word word, boolean number) {

  boolean is(Word.Role role) {
    return word != null && word.role() == role;
  }

  /** {@return whether it belongs to what is said of a platform} */
  boolean claims() {
    return word != null
        && switch (word.role()) {
          case NAMES, FILLER, UNIVERSAL, UNIVERSAL2, SIMULATOR, CATALYST, FOREIGN, BARE -> true;
          case CROSS, EMULATOR, TOOL, LAST, PREPOSITION, PYTHON -> false;
        };
  }

  boolean namesOs() {
    return word != null && word.namesOs();
  }

  boolean namesArch() {
    return word != null && !word.arches().isEmpty();
  }
}
