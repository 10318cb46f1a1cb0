package dev.archcheck.inspect.go;

import dev.archcheck.inspect.Witness;
import java.util.List;

/**
 * Whether a Go program has C code in it or calls it through cgo, and what shows it. It rests on the
 * function table, which is there in stripped programs too; settings of the build and texts in the
 * file show nothing.
 *
 * @param packages the packages that use cgo, in the order of their code, without runtime/cgo itself
 * @param evidence what speaks for and against, the weightiest first
 * @param reason for {@link Kind#INCONCLUSIVE} why it is open, else the empty string
 */
public record CgoVerdict(
    Kind kind, List<CgoPackage> packages, List<Evidence> evidence, String reason) {

  /** The verdicts. */
  public enum Kind {
    /** No C code through cgo. */
    NONE("none"),
    /** The support of the runtime, and at most packages of the standard library. */
    RUNTIME_ONLY("runtime only"),
    /** At least one package that is not of the standard library. */
    USER_CGO("user cgo"),
    /** C code that is linked in or called without cgo: objects (.syso), or loaded at run time. */
    C_WITHOUT_CGO("C without cgo"),
    /** The table is missing, damaged or without the names that it should have. */
    INCONCLUSIVE("inconclusive");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** {@return the name for people} */
    public String label() {
      return label;
    }
  }

  /**
   * A package that uses cgo.
   *
   * @param path its import path
   * @param standard whether it is of the standard library
   * @param functions the C functions that it calls, as C names them
   * @param exports the Go functions that it gives to C
   */
  public record CgoPackage(
      String path, boolean standard, List<String> functions, List<String> exports) {}

  /** What a piece of evidence speaks for. */
  public enum Weight {
    /** C code is there. */
    FOR,
    /** None is there. */
    AGAINST,
    /** Neither, though it is often taken for evidence. */
    NEITHER
  }

  /** A piece of evidence. */
  public record Evidence(Weight weight, Witness witness) {}
}
