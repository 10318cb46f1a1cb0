package dev.archcheck.toolchain;

import dev.archcheck.toolchain.go.GoOnPath;
import dev.archcheck.toolchain.host.Host;
import dev.archcheck.verify.Report;
import java.nio.file.Path;
import java.util.List;

/**
 * The Go on PATH held against the machine.
 *
 * @param folders the folders and files that were checked
 * @param report empty where no Go command was found
 */
public record MachineReport(Host host, GoOnPath go, List<Path> folders, Report report) {}
