package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Structure;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * The attribute certificate table (PE/COFF specification 5.7). Its data directory holds a file
 * offset, not an address.
 */
final class CertificateTable {

  private static final String NAME = "WIN_CERTIFICATE";
  private static final int SIZE = 8;

  private CertificateTable() {}

  static void describe(ImageHeaders image, Consumer<Structure> out) throws IOException {
    DataDirectory directory = image.directory(DataDirectory.SECURITY);
    long at = directory.virtualAddress();
    long end = at + directory.size();
    if (end > image.source().size()) {
      throw image
          .address(DataDirectory.SECURITY)
          .malformed(
              image.source(), DataDirectory.NAME, Reason.TRUNCATED, "ends past the end of file");
    }
    while (end - at >= SIZE) {
      Cursor in = PeDescription.recording(image, NAME, at, SIZE);
      long length = in.u32("dwLength");
      in.u16("wRevision");
      in.label(type(in.u16("wCertificateType")));
      if (length < SIZE || length > end - at) {
        throw in.malformed(
            "dwLength", at, Reason.INVALID, "0x" + Long.toHexString(length) + " does not fit");
      }
      Structure row = in.structure();
      out.accept(new Structure(row.name(), row.offset(), length, row.fields()));
      at += (length + 7) & ~7L;
    }
  }

  private static String type(int raw) {
    return switch (raw) {
      case 1 -> "X509";
      case 2 -> "PKCS_SIGNED_DATA";
      case 4 -> "TS_STACK_SIGNED";
      default -> "";
    };
  }
}
