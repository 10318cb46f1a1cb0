package dev.archcheck.verify.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.inspect.BytesSource;
import dev.archcheck.inspect.MalformedBinaryException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class PackedZipTest {

  private static final byte[] CONTENT = "hello, hello, hello".getBytes(StandardCharsets.UTF_8);

  private static byte[] deflated() {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(CONTENT);
    deflater.finish();
    byte[] out = new byte[100];
    int length = deflater.deflate(out);
    deflater.end();
    return Arrays.copyOf(out, length);
  }

  /** One member called a (APPNOTE 4.3), deflated, with any bytes as its data. */
  private static byte[] zip(byte[] data) {
    CRC32 crc = new CRC32();
    crc.update(CONTENT);
    ByteBuffer zip = ByteBuffer.allocate(300).order(ByteOrder.LITTLE_ENDIAN);
    zip.putInt(0x04034B50).putShort((short) 20);
    fields(zip, (int) crc.getValue(), data.length);
    zip.put((byte) 'a').put(data);
    int directory = zip.position();
    zip.putInt(0x02014B50).putShort((short) 20).putShort((short) 20);
    fields(zip, (int) crc.getValue(), data.length);
    zip.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0).putInt(0);
    zip.put((byte) 'a');
    int end = zip.position();
    zip.putInt(0x06054B50).putInt(0).putShort((short) 1).putShort((short) 1);
    zip.putInt(end - directory).putInt(directory).putShort((short) 0);
    return Arrays.copyOf(zip.array(), zip.position());
  }

  /** From the flags to the length of the extra field, which both headers have. */
  private static void fields(ByteBuffer zip, int crc, int size) {
    zip.putShort((short) 0).putShort((short) 8).putInt(0x21_0000);
    zip.putInt(crc).putInt(size).putInt(CONTENT.length).putShort((short) 1).putShort((short) 0);
  }

  private static byte[] read(byte[] data) throws IOException {
    PackedZip packed = new PackedZip(new BytesSource("x.zip", zip(data)), 10);
    try (PackedZip.Reader reader = packed.reader()) {
      reader.open(0);
      return reader.readAllBytes();
    }
  }

  @Test
  void expandsAMember() throws IOException {
    assertThat(read(deflated())).isEqualTo(CONTENT);
  }

  @Test
  void saysWhatIsWrongWithItsData() {
    byte[] data = deflated();
    assertThatThrownBy(() -> read(Arrays.copyOf(data, data.length + 1)))
        .isInstanceOf(MalformedBinaryException.class)
        .hasMessageContaining("has bytes behind the end of the member's data");
    assertThatThrownBy(() -> read(Arrays.copyOf(data, data.length - 1)))
        .isInstanceOf(MalformedBinaryException.class)
        .hasMessageContaining("has deflated data without an end");
    byte[] damaged = data.clone();
    damaged[0] |= 6;
    assertThatThrownBy(() -> read(damaged))
        .isInstanceOf(MalformedBinaryException.class)
        .hasMessageContaining("has damaged data at its byte 0");
  }
}
