package dev.archcheck.toolchain.host;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Containers and virtual machines, by the marks that they leave on Linux. */
final class LinuxSurroundings {

  private final HostFacts facts;
  private final Verdict verdict;

  LinuxSurroundings(HostFacts facts, Verdict verdict) {
    this.facts = facts;
    this.verdict = verdict;
  }

  void find() {
    for (HostFact fact : facts.facts()) {
      String what = HostFacts.isAnswer(fact.value()) ? mark(fact) : null;
      if (what != null) {
        verdict.around(what, fact);
      }
    }
  }

  private static @Nullable String mark(HostFact fact) {
    return switch (fact.source()) {
      case Sources.DOCKERENV -> "container: Docker";
      case Sources.CONTAINERENV -> "container: Podman";
      case Sources.SYSTEMD_CONTAINER, Sources.CONTAINER_VARIABLE -> "container";
      case Sources.SELF_CGROUP, Sources.FIRST_CGROUP -> byCgroup(fact.value());
      case Sources.OS_RELEASE -> byRelease(fact.value().toLowerCase(Locale.ROOT));
      case Sources.DMI_VENDOR, Sources.DMI_PRODUCT -> byFirmware(fact.value());
      case Sources.HYPERVISOR_TYPE -> "virtual machine";
      case Sources.CPUINFO + " flags" ->
          fact.value().equals("hypervisor") ? "virtual machine" : null;
      default -> null;
    };
  }

  /** Version 2 of cgroups in a namespace of its own shows nothing: {@code 0::/}. */
  private static @Nullable String byCgroup(String paths) {
    for (String word : new String[] {"docker", "kubepods", "libpod", "lxc", "containerd"}) {
      if (paths.contains("/" + word) || paths.contains(word + "-")) {
        return word.equals("kubepods") ? "container: Kubernetes" : "container";
      }
    }
    return null;
  }

  /** Windows Subsystem for Linux: version 2 is a virtual machine, version 1 is not. */
  private static @Nullable String byRelease(String release) {
    if (!release.contains("microsoft")) {
      return null;
    }
    return release.contains("wsl2") ? "virtual machine: WSL 2" : "Windows Subsystem for Linux";
  }

  private static @Nullable String byFirmware(String name) {
    for (String word :
        new String[] {
          "QEMU",
          "KVM",
          "VMware",
          "VirtualBox",
          "innotek",
          "Xen",
          "Parallels",
          "Bochs",
          "OpenStack",
          "BHYVE",
          "Virtual Machine",
          "Apple Virtualization",
          "Google Compute Engine"
        }) {
      if (name.contains(word)) {
        return "virtual machine";
      }
    }
    return null;
  }
}
