package dev.archcheck.toolchain.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No password of an address is kept, however it is written. */
class SecretsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "HTTPS_PROXY; http://u:p@proxy:1; http://***@proxy:1",
        "HTTPS_PROXY; http://u:p@ss@proxy:1; http://***@proxy:1",
        "https_proxy; http://u:p,w@proxy:1; http://***@proxy:1",
        "HTTP_PROXY; joe:secret@proxy.corp:3128; ***@proxy.corp:3128",
        "GOPROXY; https://u:p@a.example,https://b.example|direct;"
            + " https://***@a.example,https://b.example|direct",
        "GOPROXY; user:p@goproxy.corp,direct; ***@goproxy.corp,direct",
        "GOSUMDB; sum.example.com+1+A https://u:p@h@x.example; sum.example.com+1+A"
            + " https://***@x.example",
        "GOFLAGS; -overlay=https://u:p@h/x -a; -overlay=https://***@h/x -a",
        "GOPROXY; https://h/a#word,direct; https://h/a#…,direct",
        "GOFLAGS; -mod=mod -ldflags=-X=main.token=abc; -mod=mod -ldflags=-X=…",
        "GOFLAGS; -a '-ldflags=-X  main.token=abc d' -v; -a '-ldflags=-X  … …' -v",
        "GOFLAGS; '-ldflags=-s -X main.a=b -X=c=d -w' -mod=mod; '-ldflags=-s -X … -X=… -w' -mod=mod",
        "GOPROXY; user:secret@h.example.com,https://p.example; ***@h.example.com,https://p.example",
        "GOPROXY; https:/user:secret@h,https://x; ***@h,https://x",
        "GOPRIVATE; user:secret@h,https://x; ***@h,https://x",
        "HTTPS_PROXY; user:secret@http://h; ***@http://h",
        "HTTPS_PROXY; http://user:aaa://bbb@proxy:80; http://***!@proxy:80",
        "GOPROXY; https://h/x?token=aaa,bbb,direct; https://h/x?…,direct",
        "GOPROXY; https://h.example.com/@scope/x,https://u:p@b|off; https://h.example.com/@scope/x,https://***@b|off",
        "GOPROXY; https://h:8080/a@b; https://***@b",
        "HTTPS_PROXY; http://user:123/45@h:1; http://***@h:1",
        "HTTPS_PROXY; http://u:p/q@h:1; http://***!@h:1",
        "GOPROXY; http://user:s3cr,et@h/; http://***!@h/",
        "GOPROXY; https://u:s3|cr@h/,direct; https://***!@h/,direct",
        "HTTPS_PROXY; http://user:s3c ret@h:1; http://***!@h:1",
        "HTTPS_PROXY; http://u:p#q@h:1; http://***!@h:1",
        "HTTPS_PROXY; http://u:100%@h:1; http://***!@h:1",
        "HTTPS_PROXY; http://DOM\\u:p@h:1; http://***!@h:1",
        "HTTPS_PROXY; http://u:p%2Fq@h:1; http://***@h:1",
        "GOPROXY; https://h/go?token=s,direct; https://h/go?…,direct",
        "GOAUT; /bin/helper --token=s; /bin/helper …",
        "GOSUMDBX; u:s@host; ***@host",
        "GOINSECURE; u:s@host; ***@host",
        "GOAUTH; git /home/u/x token; git …",
        "GOAUTH; netrc; netrc",
        "GOCACHEPROG; /bin/cache --key=secret; /bin/cache …",
        "CGO_LDFLAGS; -Wl,-rpath,@loader_path/x; -Wl,-rpath,@loader_path/x",
        "GOPRIVATE; *.corp.example; *.corp.example"
      })
  void hidden(String name, String value, String expected) {
    assertThat(Secrets.hidden(name, value)).isEqualTo(expected);
  }

  @Test
  void anyBlankEndsTheProgram() {
    assertThat(Secrets.hidden("GOCACHEPROG", "/bin/p\t--t=s")).isEqualTo("/bin/p …");
  }

  @Test
  void nothingIsAddedOrLost() {
    assertThat(Secrets.hidden("GOFLAGS", " -a  -b\t-c ")).isEqualTo(" -a  -b\t-c ");
    assertThat(Secrets.hidden("HTTP_PROXY", "")).isEmpty();
  }
}
