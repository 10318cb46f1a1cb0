package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Files that hold other files, by their content. */
enum Container {
  ZIP(
      "zip archive",
      true,
      ".zip .jar .war .ear .aar .apk .apks .aab .whl .egg .pex .pyz .nupkg .snupkg .vsix .xpi"
          + " .crx .msix .msixbundle .appx .appxbundle .ipa .jmod .conda .mcpb "),
  GZIP("gzip-compressed file", true, ".gz .tgz .crate .apk .gem "),
  BZIP2("bzip2-compressed file", true, ".bz2 .tbz .tbz2 "),
  TAR("tar archive", true, ".tar .gem .ova "),
  DEB("Debian package", true, ".deb .udeb .ipk "),
  XZ("xz-compressed file", false, ".xz .txz "),
  ZSTD("Zstandard-compressed file", false, ".zst .tzst "),
  LZ4("LZ4-compressed file", false, ".lz4 "),
  LZIP("lzip-compressed file", false, ".lz .tlz "),
  LZMA("LZMA-compressed file", false, ".lzma "),
  COMPRESS("compress-ed file", false, ".z "),
  SEVEN_ZIP("7z archive", false, ".7z "),
  RAR("RAR archive", false, ".rar "),
  RPM("RPM package", false, ".rpm "),
  DMG("Apple disk image", false, ".dmg "),
  MSI("Windows Installer package", false, ".msi .msm .msp "),
  CABINET("cabinet", false, ".cab "),
  XAR("Apple installer package", false, ".pkg .xar .mpkg "),
  SQUASHFS("SquashFS image", false, ".snap .squashfs .sqfs .sif "),
  ISO("ISO 9660 image", false, ".iso "),
  CPIO("cpio archive", false, ".cpio "),
  /** Anything else. */
  NONE("file", true, "");

  /** Every magic number but those of {@link #DMG} and {@link #ISO} is in these bytes. */
  static final int HEAD = 512;

  private static final int KOLY = 0x6B6F_6C79;
  private static final int KOLY_SIZE = 512;
  private static final int ISO_MAGIC = 0x8001;

  private final String label;
  private final boolean opened;

  /** Each with its dot and a blank after it. */
  private final String extensions;

  Container(String label, boolean opened, String extensions) {
    this.label = label;
    this.opened = opened;
    this.extensions = extensions;
  }

  /** {@return what people call it} */
  String label() {
    return label;
  }

  /** {@return whether its members can be met} */
  boolean opened() {
    return opened;
  }

  /** {@return whether files of this extension, in lower case and with its dot, are this} */
  boolean named(String extension) {
    int at = extension.isEmpty() ? -1 : extensions.indexOf(extension);
    return at >= 0 && extensions.charAt(at + extension.length()) == ' ';
  }

  /** {@return what the first bytes are, by magic number} */
  static Container of(Met met) throws IOException {
    ByteSource source = met.source();
    ByteBuffer head = source.read(0, (int) Math.min(HEAD, source.size()));
    head.order(ByteOrder.BIG_ENDIAN);
    if (head.limit() < 8 || binary(head)) {
      return deb(head) ? DEB : NONE;
    }
    Container byMagic = byMagic(head);
    if (byMagic != NONE) {
      return byMagic;
    }
    String extension = met.extension();
    if (tar(head, extension)) {
      return TAR;
    }
    return byName(met, extension);
  }

  private static Container byMagic(ByteBuffer head) {
    int four = head.getInt(0);
    return switch (four) {
      case 0x504B_0304, 0x504B_0506, 0x504B_0708 -> ZIP;
      case 0x28B5_2FFD -> ZSTD;
      case 0x0422_4D18 -> LZ4;
      case 0x4C5A_4950 -> LZIP;
      case 0x5261_7221 -> RAR;
      case 0xEDAB_EEDB -> RPM;
      case 0xD0CF_11E0 -> head.getInt(4) == 0xA1B1_1AE1 ? MSI : NONE;
      case 0x4D53_4346 -> head.getInt(4) == 0 ? CABINET : NONE;
      case 0x7861_7221 -> XAR;
      case 0x6873_7173 -> SQUASHFS;
      case 0xFD37_7A58 -> (head.getShort(4) & 0xFFFF) == 0x5A00 ? XZ : NONE;
      case 0x377A_BCAF -> (head.getShort(4) & 0xFFFF) == 0x271C ? SEVEN_ZIP : NONE;
      case 0x3037_3037 -> CPIO;
      default -> byShortMagic(head, four);
    };
  }

  private static Container byShortMagic(ByteBuffer head, int four) {
    int three = four >>> 8;
    if (three == 0x1F8B_08 && (four & 0xE0) == 0) {
      return GZIP;
    }
    if (three == 0x425A_68 && (four & 0xFF) >= '1' && (four & 0xFF) <= '9') {
      return BZIP2;
    }
    if (three == 0x5D_0000) {
      return LZMA;
    }
    return four >>> 16 == 0x1F9D && head.limit() > 3 ? COMPRESS : NONE;
  }

  private static boolean tar(ByteBuffer head, String extension) {
    if (head.limit() < TarHeader.SIZE) {
      return false;
    }
    // The magic alone stands in texts about tar, and a checksum alone could be chance: two of
    // magic,
    // checksum and name agree.
    boolean named = TAR.named(extension);
    boolean magic = head.getInt(257) == 0x7573_7461 && head.get(261) == 'r';
    if (!magic && !named) {
      return false;
    }
    byte[] block = new byte[TarHeader.SIZE];
    head.get(0, block);
    return (magic && named) || TarHeader.isHeader(block);
  }

  /** Formats that show only at their end or deep inside, for files that are named so. */
  private static Container byName(Met met, String extension) throws IOException {
    if (ZIP.named(extension)) {
      return ZIP; // programs and scripts can be put before an archive; its end decides
    }
    ByteSource source = met.source();
    if ((DMG.named(extension) || met.root()) && source.size() >= KOLY_SIZE) {
      long trailer = source.size() - KOLY_SIZE;
      if (source.read(trailer, 4).order(ByteOrder.BIG_ENDIAN).getInt(0) == KOLY) {
        return DMG;
      }
    }
    boolean iso =
        ISO.named(extension)
            && source.size() >= ISO_MAGIC + 4
            && source.read(ISO_MAGIC, 4).order(ByteOrder.BIG_ENDIAN).getInt(0) == 0x4344_3030;
    return iso ? ISO : NONE;
  }

  /**
   * {@return whether the first bytes are those of a binary, which is never opened as an archive}
   */
  static boolean binary(ByteBuffer start) {
    if (start.limit() < 4) {
      return false;
    }
    ByteBuffer head = start.duplicate().order(ByteOrder.BIG_ENDIAN);
    int four = head.getInt(0);
    return switch (four) {
      case 0x7F45_4C46, // ELF
          0xFEED_FACE,
          0xFEED_FACF,
          0xCEFA_EDFE,
          0xCFFA_EDFE, // Mach-O
          0xCAFE_BABE,
          0xCAFE_BABF, // universal, or a Java class
          0x213C_6172, // !<ar
          0x213C_7468, // !<th
          0x0061_736D -> // WebAssembly
          true;
      default -> four >>> 16 == 0x4D5A; // MZ
    };
  }

  /** {@return whether a source starts as a binary does} */
  static boolean binary(ByteSource source) throws IOException {
    return binary(source.read(0, (int) Math.min(4, source.size())));
  }

  private static boolean deb(ByteBuffer head) {
    return head.limit() >= 8 + 13
        && head.getLong(0) == 0x213C_6172_6368_3E0AL // !<arch>\n
        && head.getLong(8) == 0x6465_6269_616E_2D62L // debian-b
        && head.getInt(16) == 0x696E_6172; // inar
  }
}
