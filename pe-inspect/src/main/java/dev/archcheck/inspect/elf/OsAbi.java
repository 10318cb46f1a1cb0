package dev.archcheck.inspect.elf;

/**
 * The {@code EI_OSABI} of an ELF file, as found.
 *
 * @param raw the byte
 */
public record OsAbi(int raw) {

  public static final OsAbi NONE = new OsAbi(0);
  public static final OsAbi NETBSD = new OsAbi(2);
  public static final OsAbi GNU = new OsAbi(3);
  public static final OsAbi SOLARIS = new OsAbi(6);
  public static final OsAbi FREEBSD = new OsAbi(9);
  public static final OsAbi OPENBSD = new OsAbi(12);

  /** {@return its name in the specification's spelling, or its number} */
  public String label() {
    return switch (raw) {
      case 0 -> "ELFOSABI_NONE";
      case 1 -> "ELFOSABI_HPUX";
      case 2 -> "ELFOSABI_NETBSD";
      case 3 -> "ELFOSABI_GNU";
      case 4 -> "ELFOSABI_HURD";
      case 6 -> "ELFOSABI_SOLARIS";
      case 7 -> "ELFOSABI_AIX";
      case 8 -> "ELFOSABI_IRIX";
      case 9 -> "ELFOSABI_FREEBSD";
      case 10 -> "ELFOSABI_TRU64";
      case 11 -> "ELFOSABI_MODESTO";
      case 12 -> "ELFOSABI_OPENBSD";
      case 13 -> "ELFOSABI_OPENVMS";
      case 14 -> "ELFOSABI_NSK";
      case 15 -> "ELFOSABI_AROS";
      case 16 -> "ELFOSABI_FENIXOS";
      case 17 -> "ELFOSABI_CLOUDABI";
      case 18 -> "ELFOSABI_OPENVOS";
      case 51 -> "ELFOSABI_CUDA";
      // From 64 on a value belongs to its machine: these are the well-known ones.
      case 64 -> "ELFOSABI_AMDGPU_HSA";
      case 65 -> "ELFOSABI_AMDGPU_PAL";
      case 66 -> "ELFOSABI_AMDGPU_MESA3D";
      case 97 -> "ELFOSABI_ARM";
      case 255 -> "ELFOSABI_STANDALONE";
      default -> "0x" + Integer.toHexString(raw);
    };
  }
}
