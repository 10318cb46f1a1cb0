package dev.archcheck.inspect.macho;

/**
 * A cpu_subtype_t (mach/machine.h), 4 bytes: the type in the low 24 bits, capabilities above. What
 * it means depends on the {@link CpuType}: see {@link MachArchitecture}.
 */
public record CpuSubtype(int raw) {

  /** CPU_SUBTYPE_LIB64 of x86_64, the versioned pointer authentication ABI of arm64e. */
  static final int VERSIONED_ABI = 0x8000_0000;

  /** CPU_SUBTYPE_ARM64E_KERNEL_ABI. */
  static final int KERNEL_ABI = 0x4000_0000;

  /** The version of the pointer authentication ABI; older headers have 4 bits of it. */
  private static final int VERSION_MASK = 0x3F00_0000;

  private static final int TYPE_MASK = 0x00FF_FFFF;

  /** {@return the type without the capabilities} */
  public int type() {
    return raw & TYPE_MASK;
  }

  /** {@return the capabilities, as they stand in the high byte} */
  public int capabilities() {
    return raw & ~TYPE_MASK;
  }

  /** {@return the version of the pointer authentication ABI, for arm64e only} */
  public int abiVersion() {
    return (raw & VERSION_MASK) >>> 24;
  }
}
