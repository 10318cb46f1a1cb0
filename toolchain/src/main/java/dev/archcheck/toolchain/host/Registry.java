package dev.archcheck.toolchain.host;

import dev.archcheck.inspect.Os;
import java.util.List;

/** The registry of Windows, read in this process. What is not there or may not be read is empty. */
public interface Registry {

  /** What a machine without a registry has. */
  Registry NONE =
      new Registry() {
        @Override
        public List<Value> values(Root root, String key) {
          return List.of();
        }

        @Override
        public List<String> keys(Root root, String key) {
          return List.of();
        }
      };

  /** A predefined key, of winreg.h. */
  enum Root {
    CURRENT_USER("HKCU", 0x8000_0001),
    LOCAL_MACHINE("HKLM", 0x8000_0002);

    private final String word;
    private final int number;

    Root(String word, int number) {
      this.word = word;
      this.number = number;
    }

    /** {@return what it is called for short} */
    public String word() {
      return word;
    }

    int number() {
      return number;
    }
  }

  /**
   * A value that is a text.
   *
   * @param text as it stands there: variables in it are not expanded
   */
  record Value(String name, String text) {}

  /** {@return the values of a key that are texts} */
  List<Value> values(Root root, String key);

  /** {@return the names of the keys below one} */
  List<String> keys(Root root, String key);

  /** {@return that of a machine, empty where this process does not run on it} */
  static Registry of(Machine machine) {
    if (!machine.os().equals(Os.WINDOWS) || !machine.isThisOne()) {
      return NONE;
    }
    try {
      return new NativeRegistry();
    } catch (IllegalCallerException | UnsupportedOperationException | LinkageError _) {
      return NONE; // the host says that the system cannot be asked
    }
  }
}
