package dev.archcheck.toolchain.host;

/**
 * One thing that was read of a machine, as it was found.
 *
 * @param source where, by the name that people know: {@code /proc/sys/kernel/arch}, {@code
 *     sysctl.proc_translated}, {@code IsWow64Process2.NativeMachine}
 * @param value what was there: {@code x86_64}, {@code 1}, {@code 0xAA64}; or how it could not be
 *     read: {@code ENOENT}, {@code EACCES}, {@code unreadable}, {@code error 87}, {@code absent}
 */
public record HostFact(String source, String value) {}
