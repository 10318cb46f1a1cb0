package dev.archcheck.toolchain.discover;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.host.Machine;
import dev.archcheck.toolchain.host.Registry;
import dev.archcheck.toolchain.host.Registry.Root;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what the installers of go.dev note of themselves. */
public final class InstallRecords {

  private static final String UNINSTALL = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall";

  /** Of programs with 32 bits, as the installer for 386 is one. */
  private static final String UNINSTALL_32 =
      "SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall";

  private static final String OF_GO = "Software\\GoProgrammingLanguage";
  private static final String NAME = "Go Programming Language";

  private final Machine machine;
  private final Registry registry;
  private final List<InstallRecord> found = new ArrayList<>();

  private InstallRecords(Machine machine, Registry registry) {
    this.machine = machine;
    this.registry = registry;
  }

  /** {@return the notes of a machine} */
  public static List<InstallRecord> read(Machine machine, Registry registry) {
    InstallRecords records = new InstallRecords(machine, registry);
    if (machine.os().equals(Os.WINDOWS)) {
      records.windows();
    } else if (machine.os().equals(Os.DARWIN)) {
      records.mac();
    }
    return List.copyOf(records.found);
  }

  private void windows() {
    String place = value(registry.values(Root.CURRENT_USER, OF_GO), "installLocation");
    for (Root root : Root.values()) {
      for (String below : List.of(UNINSTALL, UNINSTALL_32)) {
        for (String key : registry.keys(root, below)) {
          List<Registry.Value> values = registry.values(root, below + "\\" + key);
          String name = value(values, "DisplayName");
          if (name.startsWith(NAME)) {
            String own = value(values, "InstallLocation");
            String source = root.word() + "\\" + below + "\\" + key;
            found.add(new InstallRecord(name, own.isEmpty() ? place : own, source));
          }
        }
      }
    }
  }

  private static String value(List<Registry.Value> values, String name) {
    return values.stream()
        .filter(one -> one.name().equalsIgnoreCase(name))
        .map(Registry.Value::text)
        .findFirst()
        .orElse("");
  }

  /** The receipt of the package, and the file that puts it on PATH. */
  private void mac() {
    Path receipt = machine.root().resolve("var/db/receipts/org.golang.go.plist");
    if (Files.isRegularFile(receipt)) {
      found.add(new InstallRecord("org.golang.go", "/usr/local/go", receipt.toString()));
    }
    Path path = machine.root().resolve("etc/paths.d/go");
    if (Files.isRegularFile(path)) {
      try (InputStream in = Files.newInputStream(path)) {
        String text = new String(in.readNBytes(1024), StandardCharsets.UTF_8).strip();
        found.add(new InstallRecord("PATH of every shell", text, path.toString()));
      } catch (IOException _) {
        // then no shell reads it either
      }
    }
  }
}
