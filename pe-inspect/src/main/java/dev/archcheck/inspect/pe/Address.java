package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;

/**
 * A relative virtual address and the field that holds it, so that a wrong address is reported where
 * it is written.
 *
 * @param from where the field is, relative to the image's source
 */
record Address(long rva, String field, long from) {

  MalformedBinaryException malformed(
      ByteSource source, String structure, Reason reason, String detail) {
    return MalformedBinaryException.at(source, structure, field, from, reason, detail);
  }

  Address plus(long distance) {
    return new Address(rva + distance, field, from);
  }

  @Override
  public String toString() {
    return "RVA 0x" + Long.toHexString(rva);
  }
}
