package dev.archcheck.toolchain;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Trees that look like installations of Go, with the smallest programs that have a platform. */
public final class FakeGo {

  private FakeGo() {}

  /** Makes a whole GOROOT for a platform. */
  public static Path tree(Path root, String version, String os, String arch) throws IOException {
    Path bin = Files.createDirectories(root.resolve("bin"));
    Files.createDirectories(root.resolve("src/runtime"));
    Files.createDirectories(root.resolve("pkg/tool").resolve(os + "_" + arch));
    Files.writeString(root.resolve("VERSION"), version + "\ntime 2026-08-01T00:00:00Z\n");
    Path go = bin.resolve(os.equals("windows") ? "go.exe" : "go");
    Files.write(go, program(os, arch));
    if (!go.toFile().setExecutable(true)) {
      throw new IOException(go + " cannot be made executable");
    }
    return root;
  }

  /** Puts a version into a store as an installation leaves it, with a seal that nobody reads. */
  public static Path inStore(Path store, String name) throws IOException {
    GoToolchain toolchain = GoToolchain.parse(name).orElseThrow();
    Path folder = store.resolve("versions").resolve(name);
    tree(folder.resolve("go"), toolchain.version(), toolchain.os(), toolchain.arch());
    Files.writeString(folder.resolve("seal"), "archcheck seal 1\n");
    return folder;
  }

  /** A program for a platform. */
  public static byte[] program(String os, String arch) {
    return switch (os) {
      case "linux" -> elf(machine(arch), 3);
      case "freebsd" -> elf(machine(arch), 9);
      case "darwin" -> machO(arch.equals("arm64") ? 0x0100000C : 0x01000007);
      case "windows" -> pe(arch.equals("arm64") ? 0xAA64 : arch.equals("386") ? 0x14C : 0x8664);
      default -> throw new IllegalArgumentException(os);
    };
  }

  private static int machine(String arch) {
    return switch (arch) {
      case "amd64" -> 62;
      case "arm64" -> 183;
      case "386" -> 3;
      case "arm" -> 40;
      default -> throw new IllegalArgumentException(arch);
    };
  }

  /** The head of an ELF executable. */
  public static byte[] elf(int machine, int osAbi) {
    boolean wide = machine != 3 && machine != 40;
    ByteBuffer elf = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    elf.putInt(0, 0x464C457F).put(4, (byte) (wide ? 2 : 1)).put(5, (byte) 1).put(6, (byte) 1);
    elf.put(7, (byte) osAbi).putShort(16, (short) 2).putShort(18, (short) machine).putInt(20, 1);
    if (wide) {
      elf.putShort(52, (short) 64).putShort(54, (short) 56).putShort(58, (short) 64);
    } else {
      elf.putShort(40, (short) 52).putShort(42, (short) 32).putShort(46, (short) 40);
    }
    return elf.array();
  }

  private static byte[] machO(int cputype) {
    ByteBuffer file = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0xFEEDFACF).putInt(cputype).putInt(cputype == 0x0100000C ? 0 : 3).putInt(2);
    return file.array();
  }

  private static byte[] pe(int machine) {
    boolean wide = machine != 0x14C;
    int optional = wide ? 240 : 224;
    ByteBuffer file = ByteBuffer.allocate(0x400).order(ByteOrder.LITTLE_ENDIAN);
    file.putShort(0, (short) 0x5A4D).putInt(0x3C, 0x40).putInt(0x40, 0x4550);
    file.putShort(0x44, (short) machine).putShort(0x54, (short) optional);
    file.putShort(0x56, (short) 0x22);
    file.putShort(0x58, (short) (wide ? 0x20B : 0x10B));
    file.putInt(0x58 + 32, 0x1000).putInt(0x58 + 36, 0x200); // alignments
    file.putInt(0x58 + 56, 0x1000).putInt(0x58 + 60, 0x200); // sizes
    file.putShort(0x58 + 68, (short) 3); // a console program
    file.putInt(0x58 + (wide ? 108 : 92), 16);
    return file.array();
  }
}
