package dev.archcheck.inspect.go;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.LoadedImage;
import dev.archcheck.inspect.LoadedImage.Region;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds build information in the regions of an image and reads it. */
final class BuildInfoScanner {

  private static final int HEADER = 32;
  private static final int ALIGNMENT = 16;
  private static final int FLAG_BIG_ENDIAN = 1;
  private static final int FLAG_INLINE = 2;

  private static final int CHUNK = 64 << 10;
  private static final long MAX_SCANNED = 64L << 20;
  private static final int MAX_CANDIDATES = 64;
  private static final int MAX_VERSION = 1024;
  private static final int MAX_MODINFO = 4 << 20;

  /** The sentinels around the description of the modules. */
  private static final int FRAME = 16;

  private static final byte[] MAGIC = magic();

  private final LoadedImage image;
  private final ByteSource source;
  private @Nullable List<Region> regions;
  private long scanned;
  private int candidates;

  BuildInfoScanner(LoadedImage image) {
    this.image = image;
    this.source = image.source();
  }

  private List<Region> regions() throws IOException {
    List<Region> known = regions;
    if (known == null) {
      known = image.regions();
      regions = known;
    }
    return known;
  }

  private static byte[] magic() {
    byte[] magic = " Go buildinf:".getBytes(StandardCharsets.US_ASCII);
    byte[] whole = new byte[magic.length + 1];
    whole[0] = (byte) 0xFF;
    System.arraycopy(magic, 0, whole, 1, magic.length);
    return whole;
  }

  @Nullable GoBuildInfo find() throws IOException {
    GoBuildInfo named = ofLinker();
    if (named != null) {
      return named;
    }
    // The linker puts it into data that is written; a copy in constants is somebody's text.
    GoBuildInfo found = scanAll(true);
    return found != null ? found : scanAll(false);
  }

  /**
   * Go's own linker begins the data that are written with it, in most formats; that is cheaper to
   * see than the names of all sections.
   */
  @Nullable GoBuildInfo ofLinker() throws IOException {
    for (Region segment : image.mappedRegions()) {
      if (segment.writable() && !segment.executable() && stored(segment) >= HEADER) {
        GoBuildInfo first =
            isMagic(source.read(segment.offset(), ALIGNMENT), 0) ? tryParse(segment, 0) : null;
        return first != null ? first : ofSection();
      }
    }
    return ofSection();
  }

  private @Nullable GoBuildInfo ofSection() throws IOException {
    for (Region region : regions()) {
      if (region.name().equals(".go.buildinfo") || region.name().equals("__go_buildinfo")) {
        GoBuildInfo found = scan(region);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private @Nullable GoBuildInfo scanAll(boolean writable) throws IOException {
    for (Region region : regions()) {
      if (!region.executable() && region.writable() == writable) {
        GoBuildInfo found = scan(region);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private long stored(Region region) {
    return region.stored(source.size());
  }

  private @Nullable GoBuildInfo scan(Region region) throws IOException {
    long size = stored(region);
    // Aligned in memory, whatever the offset in the file is.
    long at = -region.address() & (ALIGNMENT - 1);
    while (at <= size - HEADER && scanned < MAX_SCANNED) {
      int length = (int) Math.min(CHUNK, size - at);
      ByteBuffer chunk = source.read(region.offset() + at, length);
      scanned += length;
      for (int i = 0; i <= length - ALIGNMENT; i += ALIGNMENT) {
        if (isMagic(chunk, i) && at + i <= size - HEADER && ++candidates <= MAX_CANDIDATES) {
          GoBuildInfo info = tryParse(region, at + i);
          if (info != null) {
            return info;
          }
        }
      }
      at += CHUNK;
    }
    return null;
  }

  private static boolean isMagic(ByteBuffer bytes, int at) {
    if (bytes.get(at) != MAGIC[0]) {
      return false;
    }
    for (int i = 1; i < MAGIC.length; i++) {
      if (bytes.get(at + i) != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  /** A program may hold the magic for its own purposes: what does not parse is not it. */
  private @Nullable GoBuildInfo tryParse(Region region, long at) throws IOException {
    try {
      return parse(region, at);
    } catch (MalformedBinaryException _) {
      return null;
    }
  }

  private @Nullable GoBuildInfo parse(Region region, long at) throws IOException {
    long offset = region.offset() + at;
    ByteBuffer header = source.read(offset, HEADER);
    int pointerSize = header.get(14);
    int flags = header.get(15);
    return (flags & FLAG_INLINE) != 0
        ? parseInline(region, offset)
        : parsePointers(
            region,
            offset,
            header.order(
                (flags & FLAG_BIG_ENDIAN) != 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN),
            pointerSize);
  }

  /** Since Go 1.18: both texts follow, each behind its length. */
  private @Nullable GoBuildInfo parseInline(Region region, long offset) throws IOException {
    long end = region.offset() + stored(region);
    Varint first = Varint.read(source, offset + HEADER, end);
    String version = text(span(first.next(), first.value(), end, MAX_VERSION));
    if (!isVersion(version)) {
      return null;
    }
    Varint second = Varint.read(source, first.next() + first.value(), end);
    return build(offset, version, span(second.next(), second.value(), end, MAX_MODINFO));
  }

  /** Up to Go 1.17: two pointers to Go strings. */
  private @Nullable GoBuildInfo parsePointers(
      Region region, long offset, ByteBuffer header, int size) throws IOException {
    if (size != 4 && size != 8) {
      return null;
    }
    ByteOrder order = header.order();
    long address = region.address() + (offset - region.offset()) + ALIGNMENT;
    String version =
        text(string(target(address, header, ALIGNMENT, size), size, order, MAX_VERSION));
    if (!isVersion(version)) {
      return null;
    }
    long modules = target(address + size, header, ALIGNMENT + size, size);
    return build(offset, version, string(modules, size, order, MAX_MODINFO));
  }

  /** {@return what the pointer at an address leads to} Position-independent files relocate it. */
  private long target(long address, ByteBuffer bytes, int at, int size) throws IOException {
    return image.pointers().target(address, pointer(bytes, at, size));
  }

  /** Obfuscators put another word there, for example {@code unknown}. */
  private static boolean isVersion(String text) {
    return text.startsWith("go") || text.startsWith("devel") || text.equals("unknown");
  }

  private String text(Span span) throws IOException {
    return new String(bytes(span), StandardCharsets.UTF_8);
  }

  /** A part of the source. */
  private record Span(long offset, int length) {
    private static final Span NONE = new Span(0, 0);
  }

  private GoBuildInfo build(long offset, String version, Span modules) throws IOException {
    ModuleInfo info =
        ModuleInfo.parse(unframe(bytes(modules)), source.origin() + modules.offset + FRAME);
    return new GoBuildInfo(
        source.origin() + offset,
        version,
        info.path,
        info.main,
        List.copyOf(info.dependencies),
        List.copyOf(info.settings));
  }

  private static byte[] unframe(byte[] modules) {
    int length = modules.length;
    return length >= 2 * FRAME + 1 && modules[length - FRAME - 1] == '\n'
        ? Arrays.copyOfRange(modules, FRAME, length - FRAME)
        : new byte[0];
  }

  private static long pointer(ByteBuffer bytes, int at, int size) {
    return size == 8 ? bytes.getLong(at) : bytes.getInt(at) & 0xFFFF_FFFFL;
  }

  /** {@return the bytes of a Go string whose header, pointer and length, is at an address} */
  private Span string(long address, int pointerSize, ByteOrder order, int limit)
      throws IOException {
    if (address == 0) {
      return Span.NONE;
    }
    Region region = regionOf(address);
    long at = region.offset() + (address - region.address());
    ByteBuffer header = source.read(at, 2 * pointerSize).order(order);
    long data = target(address, header, 0, pointerSize);
    long length = pointer(header, pointerSize, pointerSize);
    if (length == 0) {
      return Span.NONE;
    }
    Region target = regionOf(data);
    long offset = target.offset() + (data - target.address());
    return span(offset, length, target.offset() + stored(target), limit);
  }

  private Region regionOf(long address) throws IOException {
    for (Region region : image.mappedRegions()) {
      long delta = address - region.address();
      if (delta >= 0 && delta < stored(region)) {
        return region;
      }
    }
    throw MalformedBinaryException.at(
        source,
        "Go build info",
        "pointer",
        0,
        Reason.OUT_OF_RANGE,
        "0x" + Long.toHexString(address) + " is in no region of the file");
  }

  private Span span(long offset, long length, long end, int limit) throws MalformedBinaryException {
    if (length < 0 || length > limit || length > end - offset) {
      throw MalformedBinaryException.at(
          source,
          "Go build info",
          "length",
          offset,
          Reason.OUT_OF_RANGE,
          "is " + Long.toUnsignedString(length));
    }
    return new Span(offset, (int) length);
  }

  private byte[] bytes(Span span) throws IOException {
    byte[] bytes = new byte[span.length];
    source.read(span.offset, bytes.length).get(bytes);
    return bytes;
  }

  /** An unsigned number in groups of seven bits, the lowest first, and where it ends. */
  private record Varint(long value, long next) {

    static Varint read(ByteSource source, long offset, long end) throws IOException {
      long value = 0;
      for (int i = 0; i < 5; i++) {
        if (offset + i >= end) {
          break;
        }
        int group = source.read(offset + i, 1).get(0);
        value |= (group & 0x7FL) << (7 * i);
        if ((group & 0x80) == 0) {
          return new Varint(value, offset + i + 1);
        }
      }
      throw MalformedBinaryException.at(
          source, "Go build info", "length", offset, Reason.INVALID, "does not end");
    }
  }
}
