package dev.archcheck.toolchain.host;

/** The names of what is read, as they stand in {@link HostFact}. */
final class Sources {

  // Values that say why there is none.
  static final String NOT_THERE = "ENOENT";
  static final String FORBIDDEN = "EACCES";
  static final String UNREADABLE = "unreadable";

  /** The system has no such function: it is older. */
  static final String NO_FUNCTION = "absent";

  /** GetLastError or HRESULT: {@code error 87}. */
  static final String ERROR = "error ";

  /** An errno without a name here: {@code errno 45}. */
  static final String ERRNO = "errno ";

  /** That a file or a mapping is there, where its contents do not matter. */
  static final String THERE = "present";

  // Linux

  static final String KERNEL_ARCH = "/proc/sys/kernel/arch";
  static final String OS_RELEASE = "/proc/sys/kernel/osrelease";

  /** Only kernels for x86 have it (kernel/sysctl.c, since 6.15 arch/x86/kernel/setup.c). */
  static final String BOOTLOADER_TYPE = "/proc/sys/kernel/bootloader_type";

  /** Only kernels for ARM64 have it, since 4.7 (arch/arm64/kernel/cpuinfo.c). */
  static final String MIDR_EL1 = "/sys/devices/system/cpu/cpu0/regs/identification/midr_el1";

  /** Followed by a blank and the name of a line. */
  static final String CPUINFO = "/proc/cpuinfo";

  static final String SELF_COMM = "/proc/self/comm";
  static final String SELF_STAT = "/proc/self/stat";

  /** One field of it, in evidence: the rest is not for people. */
  static final String SELF_STAT_VSIZE = SELF_STAT + " vsize";

  static final String SELF_ARGUMENT = "/proc/self/cmdline argv[0]";
  static final String SELF_VDSO = "/proc/self/maps [vdso]";

  /** A file that is mapped and bears the name of an emulator. */
  static final String SELF_MAPS = "/proc/self/maps";

  static final String FIRST_ARGUMENT = "/proc/1/cmdline argv[0]";
  static final String BINFMT = "/proc/sys/fs/binfmt_misc/";
  static final String BINFMT_STATUS = BINFMT + "status";
  static final String DOCKERENV = "/.dockerenv";
  static final String CONTAINERENV = "/run/.containerenv";
  static final String SYSTEMD_CONTAINER = "/run/systemd/container";
  static final String CONTAINER_VARIABLE = "variable container";
  static final String SELF_CGROUP = "/proc/self/cgroup";
  static final String FIRST_CGROUP = "/proc/1/cgroup";
  static final String DMI_VENDOR = "/sys/class/dmi/id/sys_vendor";
  static final String DMI_PRODUCT = "/sys/class/dmi/id/product_name";
  static final String HYPERVISOR_TYPE = "/sys/hypervisor/type";

  // macOS: sysctlbyname(3)

  static final String PROC_TRANSLATED = "sysctl.proc_translated";
  static final String OPTIONAL_ARM64 = "hw.optional.arm64";
  static final String BRAND = "machdep.cpu.brand_string";
  static final String MAC_VERSION = "kern.osproductversion";
  static final String MAC_HYPERVISOR = "kern.hv_vmm_present";
  static final String MAC_MODEL = "hw.model";

  // Windows

  static final String WOW64_PROCESS = "IsWow64Process2.ProcessMachine";
  static final String WOW64_NATIVE = "IsWow64Process2.NativeMachine";
  static final String PROCESS_MACHINE = "GetProcessInformation.ProcessMachineTypeInfo";
  static final String PROCESS_ATTRIBUTES = PROCESS_MACHINE + ".MachineAttributes";
  static final String NATIVE_SYSTEM = "GetNativeSystemInfo.wProcessorArchitecture";
  static final String AMD64_ATTRIBUTES = "GetMachineTypeAttributes(0x8664)";
  static final String WINDOWS_VERSION = "RtlGetVersion";

  /** Of the file that this process was started from. */
  static final String OWN_PROGRAM = "IMAGE_FILE_HEADER.Machine";

  /** Why the system could not be asked at all. */
  static final String FOREIGN = "java.lang.foreign";

  private Sources() {}
}
