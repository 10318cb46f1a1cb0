package dev.archcheck.toolchain.host;

/** What Windows is asked, in this process. */
interface WindowsSystem {

  /** {@return ProcessMachine and NativeMachine of IsWow64Process2, Windows 10 1709 and later} */
  Reply isWow64Process2();

  /**
   * {@return ProcessMachine and MachineAttributes of GetProcessInformation(ProcessMachineTypeInfo),
   * build 22000 and later}
   */
  Reply processMachineTypeInfo();

  /** {@return wProcessorArchitecture of GetNativeSystemInfo} */
  Reply nativeSystemInfo();

  /**
   * {@return the attributes that GetMachineTypeAttributes gives a machine, build 22000 and later}
   */
  Reply machineTypeAttributes(int machine);

  /**
   * {@return the major and minor version and the build of RtlGetVersion, which no manifest bends}
   */
  Reply rtlGetVersion();

  /** {@return Machine in the header of the program that this process was started from} */
  Reply ownProgramMachine();
}
