package dev.archcheck.toolchain.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadersTest {

  private static Response answer(Map<String, String> headers) {
    return new Response(URI.create("http://x/"), 200, headers, InputStream.nullInputStream());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "bytes 0-9/10;     0;  10; 10",
        "bytes 5-5/6;      5;  6;  6",
        "bytes 5-4/6;      -1; 0; 0",
        "bytes 0-9/9;      -1; 0; 0",
        "bytes 0-9/*;      -1; 0; 0",
        "bytes */10;       -1; 0; 0",
        "items 0-9/10;     -1; 0; 0",
        "bytes -1-9/10;    -1; 0; 0",
        "'';               -1; 0; 0",
        "bytes 0-99999999999999999999/999999999999999999999; -1; 0; 0"
      })
  void readsParts(String header, long start, long end, long total) {
    ContentRange range = ContentRange.parse(header);
    assertThat(range).isEqualTo(start < 0 ? null : new ContentRange(start, end, total));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"abc\"; \"abc\"",
        "W/\"abc\"; ''",
        "abc; ''",
        "\"; ''",
      },
      quoteCharacter = '\'')
  void onlyStrongTagsIdentify(String tag, String validator) {
    assertThat(answer(Map.of("etag", tag)).strongValidator()).isEqualTo(validator);
  }

  @Test
  void aDateIdentifiesOnlyWhatIsOlderThanTheAnswer() {
    String then = "Wed, 01 Apr 2026 10:00:00 GMT";
    String later = "Wed, 01 Apr 2026 10:02:00 GMT";
    String soon = "Wed, 01 Apr 2026 10:00:30 GMT";
    assertThat(answer(Map.of("Last-Modified", then, "Date", later)).strongValidator())
        .isEqualTo(then);
    assertThat(answer(Map.of("Last-Modified", then, "Date", soon)).strongValidator()).isEmpty();
    assertThat(answer(Map.of("Last-Modified", then)).strongValidator()).isEmpty();
    assertThat(answer(Map.of("Last-Modified", "x", "Date", later)).strongValidator()).isEmpty();
    // A weak tag says that the server does not know the bytes; then its date says no more.
    assertThat(
            answer(Map.of("ETag", "W/\"a\"", "Last-Modified", then, "Date", later))
                .strongValidator())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "12, 12", "-1, -1", "1e3, -1", "'', -1", "9999999999999999999, -1", "+1, -1"})
  void readsLengths(String header, long length) {
    assertThat(answer(Map.of("Content-Length", header)).length()).isEqualTo(length);
  }
}
