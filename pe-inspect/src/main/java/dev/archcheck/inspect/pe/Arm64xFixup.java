package dev.archcheck.inspect.pe;

/**
 * What the loader rewrites in an ARM64X image for an x64 process (IMAGE_DVRT_ARM64X_FIXUP_RECORD,
 * winnt.h), 2 bytes and what its type adds.
 */
public sealed interface Arm64xFixup {

  /** {@return the RVA that is rewritten} */
  long rva();

  /** {@return how many bytes are rewritten} */
  int size();

  /** {@return what is rewritten, for example {@code IMAGE_FILE_HEADER.Machine}} */
  String target();

  /** {@return where the record is, relative to the image's source} */
  long offset();

  /** Sets to zero (type 0). */
  record ZeroFill(long rva, int size, String target, long offset) implements Arm64xFixup {}

  /** Sets to a value (type 1). */
  record Value(long rva, int size, long value, String target, long offset) implements Arm64xFixup {}

  /** Adds a signed distance to 4 bytes (type 2). */
  record Delta(long rva, int size, long delta, String target, long offset) implements Arm64xFixup {}
}
