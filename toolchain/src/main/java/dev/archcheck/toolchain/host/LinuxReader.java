package dev.archcheck.toolchain.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the files of Linux that show what runs what (proc(5), sysfs(5), and
 * Documentation/admin-guide/binfmt-misc.rst of the kernel).
 */
final class LinuxReader {

  /** Far more than any of these files has; a mapping of a large Java takes 200 KiB. */
  private static final int LIMIT = 4 << 20;

  /** Of the first processor: what its maker, its model or its form tells. */
  private static final Set<String> CPUINFO_LINES =
      Set.of("vendor_id", "model name", "CPU implementer", "isa", "machine", "cpu", "cpu model");

  private final Machine machine;
  private final List<HostFact> facts;

  LinuxReader(Machine machine, List<HostFact> facts) {
    this.machine = machine;
    this.facts = facts;
  }

  void read() {
    line(Sources.KERNEL_ARCH);
    line(Sources.OS_RELEASE);
    line(Sources.BOOTLOADER_TYPE);
    line(Sources.MIDR_EL1);
    cpuinfo();
    line(Sources.SELF_COMM);
    line(Sources.SELF_STAT);
    maps();
    argument(Sources.SELF_ARGUMENT);
    argument(Sources.FIRST_ARGUMENT);
    binaryFormats();
    container();
    line(Sources.DMI_VENDOR);
    line(Sources.DMI_PRODUCT);
    line(Sources.HYPERVISOR_TYPE);
  }

  private void add(String source, String value) {
    facts.add(new HostFact(source, value));
  }

  private Path path(String file) {
    return machine.root().resolve(file.substring(1));
  }

  private String text(String file) throws IOException {
    try (InputStream in = Files.newInputStream(path(file))) {
      return new String(in.readNBytes(LIMIT), StandardCharsets.ISO_8859_1);
    }
  }

  private static String why(Exception e) {
    return switch (e) {
      case NoSuchFileException _, NotDirectoryException _ -> Sources.NOT_THERE;
      case AccessDeniedException _ -> Sources.FORBIDDEN;
      default -> Sources.UNREADABLE;
    };
  }

  /** A small file, on one line. */
  private void line(String file) {
    try {
      add(file, text(file).strip().replace("\n", "; "));
    } catch (IOException e) {
      add(file, why(e));
    }
  }

  private void cpuinfo() {
    String text;
    try {
      text = text(Sources.CPUINFO);
    } catch (IOException e) {
      add(Sources.CPUINFO, why(e));
      return;
    }
    Set<String> seen = new LinkedHashSet<>();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      int colon = line.indexOf(':');
      String key = colon < 0 ? "" : line.substring(0, colon).strip();
      String value = line.substring(colon + 1).strip();
      if (CPUINFO_LINES.contains(key) && seen.add(key)) {
        add(Sources.CPUINFO + " " + key, value);
      } else if (key.equals("flags") && seen.add(key)) {
        // Of a hundred flags, the one that is not about what the processor can do.
        boolean virtual = (" " + value + " ").contains(" hypervisor ");
        add(Sources.CPUINFO + " flags", virtual ? "hypervisor" : "no hypervisor");
      }
    }
    if (seen.isEmpty()) {
      add(Sources.CPUINFO, Sources.UNREADABLE); // nothing that is known here
    }
  }

  private void maps() {
    String text;
    try {
      text = text(Sources.SELF_MAPS);
    } catch (IOException e) {
      add(Sources.SELF_MAPS, why(e));
      return;
    }
    boolean vdso = false;
    Set<String> emulators = new LinkedHashSet<>();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      vdso |= line.endsWith("[vdso]");
      int slash = line.indexOf('/');
      if (slash >= 0 && EmulatorName.of(line) != null) {
        emulators.add(line.substring(slash));
      }
    }
    add(Sources.SELF_VDSO, vdso ? Sources.THERE : Sources.NOT_THERE);
    for (String emulator : emulators) {
      add(Sources.SELF_MAPS, emulator);
    }
  }

  /** Only the program: what was asked of it is nobody's business. */
  private void argument(String source) {
    try {
      String text = text(source.substring(0, source.indexOf(' ')));
      int end = text.indexOf('\0');
      add(source, end < 0 ? text : text.substring(0, end));
    } catch (IOException e) {
      add(source, why(e));
    }
  }

  private void binaryFormats() {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(path(Sources.BINFMT))) {
      all.forEach(entries::add);
    } catch (IOException | DirectoryIteratorException e) {
      add(Sources.BINFMT, why(e));
      return;
    }
    entries.sort(null);
    for (Path entry : entries) {
      String name = String.valueOf(entry.getFileName());
      if (name.equals("status")) {
        line(Sources.BINFMT_STATUS);
      } else if (!name.equals("register")) { // is for writing
        line(Sources.BINFMT + name);
      }
    }
  }

  private void container() {
    for (String mark : new String[] {Sources.DOCKERENV, Sources.CONTAINERENV}) {
      add(mark, Files.exists(path(mark)) ? Sources.THERE : Sources.NOT_THERE);
    }
    line(Sources.SYSTEMD_CONTAINER);
    String variable = machine.variable("container");
    if (!variable.isEmpty()) {
      add(Sources.CONTAINER_VARIABLE, variable);
    }
    line(Sources.SELF_CGROUP);
    line(Sources.FIRST_CGROUP);
  }
}
