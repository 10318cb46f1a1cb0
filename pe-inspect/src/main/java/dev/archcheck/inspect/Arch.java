package dev.archcheck.inspect;

import org.jspecify.annotations.Nullable;

/**
 * A processor architecture by the name that Go gives it ({@code go tool dist list}) where Go has
 * one.
 *
 * @param name lower-case, for example {@code arm64}; an unknown machine keeps its number: {@code
 *     machine-0x1234}
 */
public record Arch(String name) {
  public static final Arch AMD64 = new Arch("amd64");
  public static final Arch ARM = new Arch("arm");
  public static final Arch ARM64 = new Arch("arm64");
  public static final Arch ARM64_32 = new Arch("arm64_32");
  public static final Arch I386 = new Arch("386");
  public static final Arch IA64 = new Arch("ia64");
  public static final Arch LOONG64 = new Arch("loong64");
  public static final Arch M68K = new Arch("m68k");
  public static final Arch MIPS = new Arch("mips");
  public static final Arch MIPS64 = new Arch("mips64");
  public static final Arch MIPS64LE = new Arch("mips64le");
  public static final Arch MIPSLE = new Arch("mipsle");
  public static final Arch PPC = new Arch("ppc");
  public static final Arch PPC64 = new Arch("ppc64");
  public static final Arch PPC64LE = new Arch("ppc64le");
  public static final Arch RISCV32 = new Arch("riscv32");
  public static final Arch RISCV64 = new Arch("riscv64");
  public static final Arch S390 = new Arch("s390");
  public static final Arch S390X = new Arch("s390x");
  public static final Arch SPARC = new Arch("sparc");
  public static final Arch SPARC64 = new Arch("sparc64");
  public static final Arch WASM = new Arch("wasm");

  /** Code that no processor runs directly, such as an AnyCPU assembly. */
  public static final Arch ANY = new Arch("any");

  /** The file does not say. */
  public static final Arch UNSPECIFIED = new Arch("-");

  /** {@return an architecture that has no name here, by the number that the file gives} */
  public static Arch unknown(long machine) {
    return new Arch("machine-0x" + Long.toHexString(machine));
  }

  /** Written out: the one that the compiler makes is slow until it is compiled, and asked often. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof Arch(String same) && name.equals(same));
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
