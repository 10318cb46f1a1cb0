package dev.archcheck.toolchain.host;

import dev.archcheck.inspect.Platform;

/**
 * The platform that the kernel of this machine runs natively.
 *
 * @param source what says so: {@code /proc/sys/kernel/arch}
 * @param value the word found there: {@code x86_64}
 * @param basis how far that word can be trusted
 */
public record Host(Platform platform, String source, String value, Basis basis) {

  /** Whose word it is. */
  public enum Basis {
    /** The kernel's own; emulation of a process does not change it. */
    KERNEL,
    /** That of a system program; on a machine under user-mode emulation it is the guest's. */
    SYSTEM_PROGRAM,
    /** What this Java was built for; an emulated Java names the emulated processor. */
    JAVA
  }
}
