package dev.archcheck.inspect;

/**
 * Where code runs natively: operating system, architecture and, where the architecture alone does
 * not settle it, the ABI.
 *
 * @param abi the variant by its field's own name ({@code arm64ec}, {@code arm64x}, {@code arm64e},
 *     {@code arm64e.old}, {@code armhf}, {@code armel}, {@code x32}, {@code r2r} …), or the empty
 *     string
 */
public record Platform(Os os, Arch arch, String abi) {

  /** Runs anywhere that its runtime runs. */
  public static final Platform ANY = new Platform(Os.ANY, Arch.ANY);

  /** A platform without a variant. */
  public Platform(Os os, Arch arch) {
    this(os, arch, "");
  }

  /** {@return for example {@code windows/amd64[arm64ec]}} */
  @Override
  public String toString() {
    String pair = os + "/" + arch;
    return abi.isEmpty() ? pair : pair + "[" + abi + "]";
  }
}
