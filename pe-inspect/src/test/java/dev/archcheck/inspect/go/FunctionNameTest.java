package dev.archcheck.inspect.go;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "main.main                                     | main                  | ''   | main",
        "main.init.0                                   | main                  | ''   | init.0",
        "main.init.0.func1                             | main                  | ''   | init.0.func1",
        "main.map.init.0                               | main                  | ''   | map.init.0",
        "main.main.func1.2                             | main                  | ''   | main.func1.2",
        "main.glob..func1                              | main                  | ''   | glob..func1",
        "main..inittask                                | main                  | ''   | .inittask",
        "main.f.deferwrap1                             | main                  | ''   | f.deferwrap1",
        "main.f.gowrap2                                | main                  | ''   | f.gowrap2",
        "main.f-range1                                 | main                  | ''   | f-range1",
        "main.f.func1-range2                           | main                  | ''   | f.func1-range2",
        "main._Cfunc_add                               | main                  | ''   | _Cfunc_add",
        "go.uber.org/zap.(*Logger).Info                | go.uber.org/zap       | *Logger | Info",
        "go.uber.org/zap.New                           | go.uber.org/zap       | ''   | New",
        "gopkg.in/yaml%2ev3.(*T).M                     | gopkg.in/yaml.v3      | *T   | M",
        "a.b/c%22d%2fe.F                               | a.b/c\"d/e            | ''   | F",
        "a/b.T.M                                       | a/b                   | T    | M",
        "main.T.M-fm                                   | main                  | T    | M-fm",
        "main.(*T).M-fm                                | main                  | *T   | M-fm",
        "main.(*T).M.func1                             | main                  | *T   | M.func1",
        "main.T.M.func1                                | main                  | T    | M.func1",
        "main.(*T[...]).M                              | main                  | *T[...] | M",
        "main.T[...].M                                 | main                  | T[...]  | M",
        "slices.SortFunc[...]                          | slices                | ''   | SortFunc[...]",
        "slices.SortFunc[...].func1                    | slices                | ''   | SortFunc[...].func1",
        "a/b.T[go.shape.int].M                         | a/b                   | T[go.shape.int] | M",
        "a/b.F[go.shape.struct { c/d.X int }]          | a/b                   | ''   | F[go.shape.struct { c/d.X int }]",
        "main.(*T[go.shape.func().x]).M                | main                  | *T[go.shape.func().x] | M",
        "main.struct { a/b.T }.M                       | main                  | struct { a/b.T } | M",
        "main.(*struct { a/b.T }).M                    | main                  | *struct { a/b.T } | M",
        "vendor/golang.org/x/net/http2/hpack.(*E).W    | vendor/golang.org/x/net/http2/hpack | *E | W",
        "example.com/a/vendor/c.d/e.F                  | example.com/a/vendor/c.d/e | '' | F",
        "x.cold                                        | x                     | ''   | cold"
      })
  void splitsNames(String full, String path, String receiver, String name) {
    assertThat(FunctionName.parse(full)).isEqualTo(new FunctionName(path, receiver, name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "memeqbody",
        "crosscall2",
        "go:buildid",
        "go.buildid",
        "go:(*struct { sync.Mutex }).Lock",
        "go.(*struct { sync.Mutex }).Lock",
        "type:.eq.go.uber.org/zap.T",
        "type..eq.[2]interface {}",
        "type:.eq.struct { a/b.T }",
        "operator[](a.b)",
        ".text",
        "''",
        "a/b",
        "/",
        "[.",
        "(.).",
      })
  void whatTheLinkerAndOtherCompilersMakeHasNoPackage(String full) {
    assertThat(FunctionName.parse(full)).isEqualTo(new FunctionName("", "", full));
  }

  @Test
  void escapesThatAreNoneStayAsTheyAre() {
    assertThat(FunctionName.parse("a/b%zz%2.F").packagePath()).isEqualTo("a/b%zz%2");
    assertThat(FunctionName.parse("a/b%.F").packagePath()).isEqualTo("a/b%");
  }
}
