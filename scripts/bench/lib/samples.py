"""Small binaries, made here byte by byte, so that a measurement needs no corpus."""

import struct


def _packed(size, fields):
    image = bytearray(size)
    for offset, layout, value in fields:
        struct.pack_into(layout, image, offset, value)
    return bytes(image)


def pe():
    """A PE32+ image for ARM64 whose only instruction returns (PE/COFF specification 2 to 4)."""
    return _packed(0x400, [
        (0x00, "<H", 0x5A4D), (0x3C, "<I", 0x80), (0x80, "<I", 0x4550),
        (0x84, "<H", 0xAA64), (0x86, "<H", 1), (0x94, "<H", 240), (0x96, "<H", 0x22),
        (0x98, "<H", 0x20B), (0xA8, "<I", 0x1000), (0xB0, "<Q", 0x140000000),
        (0xB8, "<I", 0x1000), (0xBC, "<I", 0x200), (0xC8, "<H", 6), (0xD0, "<I", 0x2000),
        (0xD4, "<I", 0x200), (0xDC, "<H", 3), (0x104, "<I", 16), (0x188, "5s", b".text"),
        (0x190, "<I", 0x200), (0x194, "<I", 0x1000), (0x198, "<I", 0x200), (0x19C, "<I", 0x200),
        (0x1AC, "<I", 0x60000020), (0xDE, "<H", 0x160), (0x200, "<I", 0xD65F03C0),
    ])


def elf():
    """An ELF64 executable for x86-64 with one PT_LOAD segment and one instruction."""
    return _packed(0x100, [
        (0x00, "4s", b"\x7fELF"), (0x04, "3s", b"\x02\x01\x01"), (0x10, "<H", 2), (0x12, "<H", 62),
        (0x14, "<I", 1), (0x18, "<Q", 0x400078), (0x20, "<Q", 0x40), (0x34, "<H", 64),
        (0x36, "<H", 56), (0x38, "<H", 1), (0x3A, "<H", 64), (0x40, "<I", 1), (0x44, "<I", 5),
        (0x50, "<Q", 0x400000), (0x58, "<Q", 0x400000), (0x60, "<Q", 0x100), (0x68, "<Q", 0x100),
        (0x70, "<Q", 0x1000), (0x78, "<B", 0xF4),
    ])


def macho():
    """A Mach-O executable for arm64 with LC_SEGMENT_64, LC_BUILD_VERSION and LC_MAIN."""
    return _packed(0x100, [
        (0x00, "<I", 0xFEEDFACF), (0x04, "<I", 0x0100000C), (0x0C, "<I", 2), (0x10, "<I", 3),
        (0x14, "<I", 120), (0x20, "<I", 0x19), (0x24, "<I", 72), (0x28, "6s", b"__TEXT"),
        (0x38, "<Q", 0x100000000), (0x40, "<Q", 0x4000), (0x50, "<Q", 0x100), (0x58, "<I", 5),
        (0x5C, "<I", 5), (0x68, "<I", 0x32), (0x6C, "<I", 24), (0x70, "<I", 1),
        (0x74, "<I", 0x000B0000), (0x78, "<I", 0x000B0000), (0x80, "<I", 0x80000028),
        (0x84, "<I", 24), (0x88, "<Q", 0xC0), (0xC0, "<I", 0xD65F03C0),
    ])


def binaries():
    """Name and content of one binary per format."""
    return [("hello_windows_arm64.exe", pe()), ("hello_linux_amd64", elf()), ("hello_darwin_arm64", macho())]
