package dev.archcheck.inspect.macho;

/** A version packed as 16.8.8 bits (mach-o/loader.h: {@code xxxx.yy.zz}), 4 bytes. */
public record PackedVersion(int raw) {

  /** {@return two numbers, or three if the third is not 0: {@code 12.0}, {@code 10.14.6}} */
  @Override
  public String toString() {
    int patch = raw & 0xFF;
    String two = (raw >>> 16) + "." + (raw >>> 8 & 0xFF);
    return patch == 0 ? two : two + "." + patch;
  }
}
