package dev.archcheck.inspect.elf;

/**
 * Elf32_Nhdr and Elf64_Nhdr, 12 bytes, with name and descriptor (gabi, note section).
 *
 * @param at where it starts, relative to the source
 * @param name the owner, for example {@code GNU}
 * @param type what it says, by the owner's own numbers
 * @param descriptorOffset where its contents start, relative to the source
 * @param descriptorSize the size of its contents in bytes
 * @param first the first 32-bit word of its contents, or -1 if they are shorter
 * @param second the second word, or -1
 * @param third the third word, or -1
 */
record Note(
    long at,
    String name,
    long type,
    long descriptorOffset,
    long descriptorSize,
    long first,
    long second,
    long third) {

  static final int HEADER_SIZE = 12;

  /** {@return what the note says, by its owner} */
  static String typeName(String owner, long type) {
    return switch (owner) {
      case "GNU" ->
          switch ((int) type) {
            case 1 -> "NT_GNU_ABI_TAG";
            case 2 -> "NT_GNU_HWCAP";
            case 3 -> "NT_GNU_BUILD_ID";
            case 4 -> "NT_GNU_GOLD_VERSION";
            case 5 -> "NT_GNU_PROPERTY_TYPE_0";
            default -> "";
          };
      case "Android" -> type == 1 ? "NT_ANDROID_TYPE_IDENT" : "";
      case "FreeBSD" ->
          switch ((int) type) {
            case 1 -> "NT_FREEBSD_ABI_TAG";
            case 2 -> "NT_FREEBSD_NOINIT_TAG";
            case 3 -> "NT_FREEBSD_ARCH_TAG";
            case 4 -> "NT_FREEBSD_FEATURE_CTL";
            default -> "";
          };
      case "NetBSD" -> type == 1 ? "NT_NETBSD_IDENT" : "";
      case "OpenBSD" -> type == 1 ? "NT_OPENBSD_IDENT" : "";
      case "DragonFly" -> type == 1 ? "NT_DRAGONFLY_ABI_TAG" : "";
      case "Go" -> type == 4 ? "Go build ID" : "";
      default -> "";
    };
  }
}
