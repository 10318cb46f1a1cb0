package dev.archcheck.toolchain.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.verify.sumdb.LogKey;
import dev.archcheck.verify.sumdb.LogNotFoundException;
import dev.archcheck.verify.sumdb.LogSetting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which way to the log is taken, after what the proxies say of themselves. */
class ProxiedLogTest {

  private static final String LOG = "/sumdb/sum.golang.org";
  private static final String DIRECT = "https://sum.golang.org";
  private static final int NOBODY = -1;

  private final Map<String, Integer> status = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

  private ProxiedLog log(String goproxy) {
    return ProxiedLog.of(new LogSetting.Named(LogKey.goChecksumDatabase()), goproxy, this::get);
  }

  private HttpGet.Answer get(String url, int limit) throws IOException {
    asked.add(url);
    int answer = status.getOrDefault(url, NOBODY);
    if (answer == NOBODY) {
      throw new IOException("nobody is at " + url);
    }
    return new HttpGet.Answer(answer, url.getBytes(StandardCharsets.UTF_8));
  }

  private void supported(String proxy, int answer) {
    status.put(proxy + LOG + "/supported", answer);
  }

  @Test
  void aProxyThatPassesTheLogOnIsTheOnlyWay() throws Exception {
    supported("https://a.example/go", 200);
    status.put("https://a.example/go" + LOG + "/latest", 200);
    ProxiedLog log = log("https://a.example/go/,https://b.example,direct");
    assertThat(log.base()).isEqualTo("https://a.example/go" + LOG);
    assertThat(log.read("latest", 100)).isNotEmpty();
    assertThatThrownBy(() -> log.read("tile/8/0/000", 8192)).isInstanceOf(IOException.class);
    assertThat(asked)
        .containsExactly(
            "https://a.example/go" + LOG + "/supported",
            "https://a.example/go" + LOG + "/latest",
            "https://a.example/go" + LOG + "/tile/8/0/000");
  }

  @Test
  void aProxyThatDoesNotIsPassedOver() throws Exception {
    for (int no : new int[] {404, 410}) {
      supported("https://a.example", no);
      supported("https://b.example", 200);
      assertThat(log("https://a.example,https://b.example").base())
          .isEqualTo("https://b.example" + LOG);
      assertThat(log("https://a.example,direct,https://b.example").base()).isEqualTo(DIRECT);
      assertThat(log("https://a.example,off").base()).isEqualTo(DIRECT);
      assertThat(log("https://a.example").base()).isEqualTo(DIRECT);
    }
  }

  @Test
  void anyOtherAnswerMeansThatTheLogIsNotAvailable() {
    for (int answer : new int[] {NOBODY, 204, 301, 401, 403, 500, 503}) {
      supported("https://a.example", answer);
      supported("https://b.example", 200);
      assertThatThrownBy(() -> log("https://a.example,https://b.example,direct").base())
          .isExactlyInstanceOf(IOException.class)
          .hasMessageContaining("https://a.example");
    }
  }

  @Test
  void afterABarTheNextOneIsAskedWhateverGoesWrong() throws Exception {
    for (int answer : new int[] {NOBODY, 403, 500, 404}) {
      supported("https://a.example", answer);
      supported("https://b.example", 200);
      assertThat(log("https://a.example|https://b.example").base())
          .isEqualTo("https://b.example" + LOG);
      assertThat(log("https://a.example|direct").base()).isEqualTo(DIRECT);
    }
    supported("https://a.example", 500);
    supported("https://b.example", 404);
    assertThatThrownBy(() -> log("https://a.example|https://b.example").base())
        .hasMessageContaining("https://a.example");
  }

  @Test
  void withoutAProxyTheLogIsAskedItself() throws Exception {
    for (String goproxy : new String[] {"direct", "off", "", " direct , x", ",,direct"}) {
      assertThat(log(goproxy).base()).isEqualTo(DIRECT);
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void whatIsNoUrlIsOneOfHttps() throws Exception {
    supported("https://a.example", 200);
    assertThat(log("a.example").base()).isEqualTo("https://a.example" + LOG);
    supported("file:///srv/go", 200);
    assertThat(log("file:///srv/go").base()).isEqualTo("file:///srv/go" + LOG);
  }

  @Test
  void aLogWithItsOwnUrlIsAskedThere() throws Exception {
    LogSetting.At at = new LogSetting.At(LogKey.goChecksumDatabase(), "http://127.0.0.1:8/log");
    ProxiedLog log = ProxiedLog.of(at, this::get);
    assertThat(log.base()).isEqualTo("http://127.0.0.1:8/log");
    assertThat(asked).isEmpty();
  }

  @Test
  void notFoundIsToldApartFromNotAvailable() {
    ProxiedLog log = log("direct");
    for (int gone : new int[] {404, 410}) {
      status.put(DIRECT + "/latest", gone);
      assertThatThrownBy(() -> log.read("latest", 10)).isInstanceOf(LogNotFoundException.class);
    }
    for (int other : new int[] {NOBODY, 204, 206, 302, 403, 429, 500}) {
      status.put(DIRECT + "/latest", other);
      assertThatThrownBy(() -> log.read("latest", 10)).isExactlyInstanceOf(IOException.class);
    }
  }

  @Test
  void aFailureIsNotForGood() throws Exception {
    ProxiedLog log = log("https://a.example");
    assertThatThrownBy(log::base).isInstanceOf(IOException.class);
    supported("https://a.example", 200);
    assertThat(log.base()).isEqualTo("https://a.example" + LOG);
  }
}
