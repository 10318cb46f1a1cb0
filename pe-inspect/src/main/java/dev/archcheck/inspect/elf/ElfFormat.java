package dev.archcheck.inspect.elf;

/** Constants of the format, in the specification's spelling (gabi). */
final class ElfFormat {

  static final int EI_NIDENT = 16;
  static final int ELFCLASS32 = 1;
  static final int ELFCLASS64 = 2;
  static final int ELFDATA2LSB = 1;
  static final int ELFDATA2MSB = 2;

  static final int ET_REL = 1;
  static final int ET_EXEC = 2;
  static final int ET_DYN = 3;
  static final int ET_CORE = 4;

  static final int PN_XNUM = 0xFFFF;
  static final int SHN_UNDEF = 0;
  static final int SHN_XINDEX = 0xFFFF;

  static final int PT_LOAD = 1;
  static final int PT_DYNAMIC = 2;
  static final int PT_INTERP = 3;
  static final int PT_NOTE = 4;
  static final int PT_GNU_RELRO = 0x6474_E552;
  static final int PF_X = 1;
  static final int PF_W = 2;
  static final int PF_R = 4;

  static final int SHT_PROGBITS = 1;
  static final int SHT_SYMTAB = 2;
  static final int SHT_RELA = 4;
  static final int SHT_NOTE = 7;
  static final int SHT_NOBITS = 8;
  static final int SHT_REL = 9;
  static final int SHT_DYNSYM = 11;
  static final int SHT_RELR = 19;
  static final long SHF_WRITE = 1;
  static final long SHF_ALLOC = 2;
  static final long SHF_EXECINSTR = 4;

  static final long DT_NULL = 0;
  static final long DT_NEEDED = 1;
  static final long DT_PLTRELSZ = 2;
  static final long DT_HASH = 4;
  static final long DT_STRTAB = 5;
  static final long DT_SYMTAB = 6;
  static final long DT_RELA = 7;
  static final long DT_RELASZ = 8;
  static final long DT_STRSZ = 10;
  static final long DT_SONAME = 14;
  static final long DT_RPATH = 15;
  static final long DT_REL = 17;
  static final long DT_RELSZ = 18;
  static final long DT_PLTREL = 20;
  static final long DT_JMPREL = 23;
  static final long DT_RUNPATH = 29;
  static final long DT_RELRSZ = 35;
  static final long DT_RELR = 36;
  static final long DT_GNU_HASH = 0x6FFF_FEF5L;
  static final long DT_VERSYM = 0x6FFF_FFF0L;
  static final long DT_FLAGS_1 = 0x6FFF_FFFBL;
  static final long DT_VERDEF = 0x6FFF_FFFCL;
  static final long DT_VERDEFNUM = 0x6FFF_FFFDL;
  static final long DT_VERNEED = 0x6FFF_FFFEL;
  static final long DT_VERNEEDNUM = 0x6FFF_FFFFL;
  static final long DF_1_PIE = 0x0800_0000L;

  private ElfFormat() {}

  /** {@return the name of an {@code e_type}, or its number} */
  static String typeName(int type) {
    return switch (type) {
      case 0 -> "ET_NONE";
      case ET_REL -> "ET_REL";
      case ET_EXEC -> "ET_EXEC";
      case ET_DYN -> "ET_DYN";
      case ET_CORE -> "ET_CORE";
      default -> "0x" + Integer.toHexString(type);
    };
  }

  /** {@return the name of a {@code p_type}, or its number} */
  static String segmentName(int type) {
    return switch (type) {
      case 0 -> "PT_NULL";
      case PT_LOAD -> "PT_LOAD";
      case PT_DYNAMIC -> "PT_DYNAMIC";
      case PT_INTERP -> "PT_INTERP";
      case PT_NOTE -> "PT_NOTE";
      case 5 -> "PT_SHLIB";
      case 6 -> "PT_PHDR";
      case 7 -> "PT_TLS";
      case 0x6474_E550 -> "PT_GNU_EH_FRAME";
      case 0x6474_E551 -> "PT_GNU_STACK";
      case PT_GNU_RELRO -> "PT_GNU_RELRO";
      case 0x6474_E553 -> "PT_GNU_PROPERTY";
      case 0x6474_E554 -> "PT_GNU_SFRAME";
      case 0x65A3_DBE5 -> "PT_OPENBSD_MUTABLE";
      case 0x65A3_DBE6 -> "PT_OPENBSD_RANDOMIZE";
      case 0x65A3_DBE7 -> "PT_OPENBSD_WXNEEDED";
      case 0x65A3_DBE8 -> "PT_OPENBSD_NOBTCFI";
      case 0x65A3_DBE9 -> "PT_OPENBSD_SYSCALLS";
      case 0x65A4_1BE6 -> "PT_OPENBSD_BOOTDATA";
      case 0x6FFF_FFFA -> "PT_SUNWBSS";
      case 0x6FFF_FFFB -> "PT_SUNWSTACK";
      default -> "0x" + Integer.toHexString(type);
    };
  }

  /** {@return the name of an {@code sh_type}, or its number} */
  static String sectionName(int type) {
    return switch (type) {
      case 0 -> "SHT_NULL";
      case SHT_PROGBITS -> "SHT_PROGBITS";
      case SHT_SYMTAB -> "SHT_SYMTAB";
      case 3 -> "SHT_STRTAB";
      case SHT_RELA -> "SHT_RELA";
      case 5 -> "SHT_HASH";
      case 6 -> "SHT_DYNAMIC";
      case SHT_NOTE -> "SHT_NOTE";
      case SHT_NOBITS -> "SHT_NOBITS";
      case SHT_REL -> "SHT_REL";
      case 10 -> "SHT_SHLIB";
      case SHT_DYNSYM -> "SHT_DYNSYM";
      case 14 -> "SHT_INIT_ARRAY";
      case 15 -> "SHT_FINI_ARRAY";
      case 16 -> "SHT_PREINIT_ARRAY";
      case 17 -> "SHT_GROUP";
      case 18 -> "SHT_SYMTAB_SHNDX";
      case SHT_RELR -> "SHT_RELR";
      case 0x6FFF_4C00 -> "SHT_LLVM_ODRTAB";
      case 0x6FFF_4C03 -> "SHT_LLVM_ADDRSIG";
      case 0x6FFF_FFF5 -> "SHT_GNU_ATTRIBUTES";
      case 0x6FFF_FFF6 -> "SHT_GNU_HASH";
      case 0x6FFF_FFFD -> "SHT_GNU_verdef";
      case 0x6FFF_FFFE -> "SHT_GNU_verneed";
      case 0x6FFF_FFFF -> "SHT_GNU_versym";
      default -> "0x" + Integer.toHexString(type);
    };
  }

  /** {@return the name of a {@code d_tag}, or its number} */
  static String tagName(long tag) {
    return switch ((int) tag) {
      case 0 -> "DT_NULL";
      case 1 -> "DT_NEEDED";
      case 2 -> "DT_PLTRELSZ";
      case 3 -> "DT_PLTGOT";
      case 4 -> "DT_HASH";
      case 5 -> "DT_STRTAB";
      case 6 -> "DT_SYMTAB";
      case 7 -> "DT_RELA";
      case 8 -> "DT_RELASZ";
      case 9 -> "DT_RELAENT";
      case 10 -> "DT_STRSZ";
      case 11 -> "DT_SYMENT";
      case 12 -> "DT_INIT";
      case 13 -> "DT_FINI";
      case 14 -> "DT_SONAME";
      case 15 -> "DT_RPATH";
      case 16 -> "DT_SYMBOLIC";
      case 17 -> "DT_REL";
      case 18 -> "DT_RELSZ";
      case 19 -> "DT_RELENT";
      case 20 -> "DT_PLTREL";
      case 21 -> "DT_DEBUG";
      case 22 -> "DT_TEXTREL";
      case 23 -> "DT_JMPREL";
      case 24 -> "DT_BIND_NOW";
      case 25 -> "DT_INIT_ARRAY";
      case 26 -> "DT_FINI_ARRAY";
      case 27 -> "DT_INIT_ARRAYSZ";
      case 28 -> "DT_FINI_ARRAYSZ";
      case 29 -> "DT_RUNPATH";
      case 30 -> "DT_FLAGS";
      case 32 -> "DT_PREINIT_ARRAY";
      case 33 -> "DT_PREINIT_ARRAYSZ";
      case 34 -> "DT_SYMTAB_SHNDX";
      case 35 -> "DT_RELRSZ";
      case 36 -> "DT_RELR";
      case 37 -> "DT_RELRENT";
      case 0x6000_000F -> "DT_ANDROID_REL";
      case 0x6000_0010 -> "DT_ANDROID_RELSZ";
      case 0x6000_0011 -> "DT_ANDROID_RELA";
      case 0x6000_0012 -> "DT_ANDROID_RELASZ";
      case 0x6FFF_E000 -> "DT_ANDROID_RELR";
      case 0x6FFF_E001 -> "DT_ANDROID_RELRSZ";
      case 0x6FFF_E003 -> "DT_ANDROID_RELRENT";
      case 0x6FFF_FEF5 -> "DT_GNU_HASH";
      case 0x6FFF_FFF0 -> "DT_VERSYM";
      case 0x6FFF_FFF9 -> "DT_RELACOUNT";
      case 0x6FFF_FFFA -> "DT_RELCOUNT";
      case 0x6FFF_FFFB -> "DT_FLAGS_1";
      case 0x6FFF_FFFC -> "DT_VERDEF";
      case 0x6FFF_FFFD -> "DT_VERDEFNUM";
      case 0x6FFF_FFFE -> "DT_VERNEED";
      case 0x6FFF_FFFF -> "DT_VERNEEDNUM";
      default -> "0x" + Long.toHexString(tag);
    };
  }
}
