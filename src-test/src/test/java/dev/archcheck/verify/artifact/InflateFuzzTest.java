package dev.archcheck.verify.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Bytes as DEFLATE data: the same bytes as zlib expands, or damage where zlib sees it. */
final class InflateFuzzTest {

  private static final int LIMIT = 4 << 20;

  @FuzzTest(maxDuration = "10m")
  void read(byte[] data) throws IOException {
    ByteArrayOutputStream ours = new ByteArrayOutputStream();
    Inflate inflate = new Inflate();
    inflate.open(pieces(data));
    boolean whole = true;
    byte[] buffer = new byte[30_000];
    try {
      for (int got = 0; got >= 0 && ours.size() < LIMIT; ) {
        ours.write(buffer, 0, got);
        got = inflate.read(buffer, 0, buffer.length);
      }
    } catch (DataFormatException expected) {
      assertThat(expected.getMessage()).startsWith("is ");
      whole = false;
    }
    if (ours.size() >= LIMIT) {
      return;
    }
    ByteArrayOutputStream theirs = new ByteArrayOutputStream();
    Inflater zlib = new Inflater(true);
    try {
      zlib.setInput(data);
      for (int got; (got = zlib.inflate(buffer)) > 0; ) {
        theirs.write(buffer, 0, got);
      }
      assertThat(whole).isEqualTo(zlib.finished());
      if (whole) {
        assertThat(ours.toByteArray()).isEqualTo(theirs.toByteArray());
        assertThat(inflate.offset()).isEqualTo(data.length - zlib.getRemaining());
      }
    } catch (DataFormatException _) {
      assertThat(whole).isFalse();
    } finally {
      zlib.end();
    }
  }

  /** Input that ends where the first byte says, again and again. */
  private static InputStream pieces(byte[] data) {
    int most = data.length == 0 ? 1 : 1 + (data[0] & 0x3F);
    return new ByteArrayInputStream(data) {
      @Override
      public synchronized int read(byte[] into, int start, int length) {
        return super.read(into, start, Math.min(most, length));
      }
    };
  }
}
