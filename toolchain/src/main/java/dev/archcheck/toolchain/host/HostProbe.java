package dev.archcheck.toolchain.host;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.FileByteSource;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.host.Host.Basis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds out what the machine is, from the weightiest witness that answers. Nothing is run. */
public final class HostProbe {

  /** Linux 6.1 and later. */
  private static final String KERNEL_ARCH = "proc/sys/kernel/arch";

  /** The first process is rarely readable for others; the shell is there nearly always. */
  private static final String[] SYSTEM_PROGRAMS = {"proc/1/exe", "bin/sh"};

  private final Machine machine;

  private final HostReader reader;

  /** A probe of the given machine. */
  public HostProbe(Machine machine) {
    this(machine, new HostReader(machine));
  }

  /** A probe that has the given reader ask the system. */
  HostProbe(Machine machine, HostReader reader) {
    this.machine = machine;
    this.reader = reader;
  }

  /** {@return what the machine is} */
  public Host probe() {
    Os os = machine.os();
    if (os.equals(Os.LINUX)) {
      Host byKernel = kernel();
      if (byKernel != null) {
        return byKernel;
      }
      for (String program : SYSTEM_PROGRAMS) {
        Host byProgram = systemProgram(program);
        if (byProgram != null) {
          return byProgram;
        }
      }
    }
    if (os.equals(Os.WINDOWS) || os.equals(Os.DARWIN)) {
      Host bySystem = system();
      if (bySystem != null) {
        return bySystem;
      }
    }
    String word = machine.osArch();
    Arch arch = MachineNames.arch(word);
    return new Host(
        new Platform(os, arch == null ? new Arch(word) : arch), "os.arch", word, Basis.JAVA);
  }

  /** Java alone would name the emulated processor here. */
  private @Nullable Host system() {
    HostTruth truth = HostJudge.judge(reader.read());
    if (truth.kernel().arch().equals(Arch.UNSPECIFIED)) {
      return null;
    }
    HostWitness first = truth.evidence().getFirst();
    return new Host(truth.kernel(), first.source(), first.value(), Basis.KERNEL);
  }

  private @Nullable Host kernel() {
    try {
      String word =
          Files.readString(machine.root().resolve(KERNEL_ARCH), StandardCharsets.ISO_8859_1)
              .strip();
      Arch arch = MachineNames.arch(word);
      return arch == null
          ? null
          : new Host(new Platform(Os.LINUX, arch), "/" + KERNEL_ARCH, word, Basis.KERNEL);
    } catch (IOException _) {
      return null; // an older kernel
    }
  }

  private @Nullable Host systemProgram(String name) {
    Path path = machine.root().resolve(name);
    try (FileByteSource source = FileByteSource.open(path)) {
      Binary binary = BinaryReader.read(source);
      if (binary.platforms().isEmpty() || binary.witnesses().isEmpty()) {
        return null;
      }
      Arch arch = binary.platforms().getFirst().arch();
      var witness = binary.witnesses().getFirst();
      return new Host(
          new Platform(Os.LINUX, arch),
          "/" + name,
          witness.structure() + "." + witness.field() + " = " + witness.value(),
          Basis.SYSTEM_PROGRAM);
    } catch (IOException _) {
      return null; // not ours to read
    }
  }
}
