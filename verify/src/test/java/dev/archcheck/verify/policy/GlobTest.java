package dev.archcheck.verify.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "github.com/a/b,        github.com/a/b,          true",
    "github.com/a/b,        github.com/a/b/c,        false",
    "github.com/a/b,        x/github.com/a/b,        false",
    "github.com/a/b,        github.com/A/b,          false",
    "github.com/a/*,        github.com/a/b,          true",
    "github.com/a/*,        github.com/a,            false",
    "github.com/a/*,        github.com/a/b/c,        false",
    "github.com/*/sqlite*,  github.com/x/sqlite3,    true",
    "github.com/*/sqlite*,  github.com/x/sqlite,     true",
    "github.com/*/sqlite*,  github.com/x/y/sqlite,   false",
    "github.com/a/**,       github.com/a,            true",
    "github.com/a/**,       github.com/a/b/c,        true",
    "github.com/a/**,       github.com/ab,           false",
    "github.com/a/...,      github.com/a,            true",
    "github.com/a/...,      github.com/a/b/c,        true",
    "github.com/a/...,      github.com/ab,           false",
    "**/internal/**,        a/internal,              true",
    "**/internal/**,        internal/b,              true",
    "**/internal/**,        a/internals/b,           false",
    "a/**/z,                a/z,                     true",
    "a/**/z,                a/b/c/z,                 true",
    "a/**/z,                a/b/c/zz,                false",
    "a/**/b/**/c,           a/b/b/x/c,               true",
    "*a*b*,                 xxaxxbxx,                true",
    "*a*b*,                 xxbxxaxx,                false",
    "vendor/golang.org/...,  vendor/golang.org/x/net, true",
    "golang.org/...,         vendor/golang.org/x/net, false",
    "a,                     '',                      false"
  })
  void matchesWholePaths(String pattern, String path, boolean matches) {
    assertThat(Glob.parse(Glob.Kind.PACKAGE, pattern).matches(path)).isEqualTo(matches);
    assertThat(Glob.parse(Glob.Kind.MODULE, pattern).matches(path)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "dist/*.exe,              dist/a.exe,              true",
    "dist/**,                 dist/x/y,                true",
    "/opt/**/app,             /opt/app,                true",
    "/opt/**/app,             opt/app,                 false",
    "**/app,                  /app,                    true",
    "**/app,                  app,                     true",
    "./dist/*,                dist/a b (1),            true",
    "dist/./*,                dist/a,                  true",
    "../dist/*,               ../dist/a,               true",
    "dist/*.zip!/bin/*,       dist/a.zip!/bin/app,     true",
    "dist/a+b@1/x,            dist/a+b@1/x,            true"
  })
  void matchesFiles(String pattern, String path, boolean matches) {
    assertThat(Glob.parse(Glob.Kind.ARTIFACT, pattern).matches(path)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "'',                        is empty",
    "*,                         is matched by everything",
    "**,                        is matched by everything",
    "**/*,                      is matched by everything",
    "*.*/**,                    is matched by everything",
    "...,                       elsewhere than after the last /",
    "./...,                     is relative to a folder",
    "../a,                      is relative to a folder",
    "a/./b,                     is relative to a folder",
    "a/b...,                    elsewhere than after the last /",
    ".../a,                     elsewhere than after the last /",
    "a/.../b,                   elsewhere than after the last /",
    "a/...b/...,                elsewhere than after the last /",
    "/a,                        has an element without a name",
    "a/,                        has an element without a name",
    "a//b,                      has an element without a name",
    "a/b**,                     has ** beside other characters",
    "a/***,                     has ** beside other characters",
    "a/?b,                      has '?'",
    "a/[bc],                    has '['",
    "'a/{b,c}',                 has '{'",
    "!a/b,                      has '!'",
    "a\\b,                      has '\\'",
    "' a',                      has ' '",
    "a/b@v1.2.3,                has a version",
    "a\u202Eb,                  has U+202E"
  })
  void refusesPackagesAndModules(String pattern, String problem) {
    for (Glob.Kind kind : List.of(Glob.Kind.PACKAGE, Glob.Kind.MODULE)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Glob.parse(kind, pattern))
          .withMessageContaining(problem);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "**,            is matched by everything",
    "/**,           is matched by everything",
    "./**,          is matched by everything",
    "**/*.*,        is matched by everything",
    "dist/...,      files are matched by * and **",
    "dist//a,       has an element without a name",
    "dist/,         has an element without a name",
    "dist\\a,       has '\\'",
    "a/../b,        leads back by '..'",
    "../a/../b,     leads back by '..'",
    "dist/a?,       has '?'",
    "dist/[ab],     has '['",
    "dist/**.exe,   has ** beside other characters"
  })
  void refusesFiles(String pattern, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Glob.parse(Glob.Kind.ARTIFACT, pattern))
        .withMessageContaining(problem);
  }

  @ParameterizedTest
  @EnumSource(Glob.Kind.class)
  void refusesWhatIsTooLong(Glob.Kind kind) {
    assertThat(Glob.parse(kind, "a".repeat(Glob.MOST_LENGTH))).isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Glob.parse(kind, "a".repeat(Glob.MOST_LENGTH + 1)))
        .withMessageContaining("longer than");
  }

  /** One element by the definition alone, by recursion over both, and as slow as it may be. */
  private static boolean slowly(String pattern, String name) {
    if (pattern.isEmpty()) {
      return name.isEmpty();
    }
    if (pattern.charAt(0) == '*') {
      return slowly(pattern.substring(1), name)
          || (!name.isEmpty() && slowly(pattern, name.substring(1)));
    }
    return !name.isEmpty()
        && name.charAt(0) == pattern.charAt(0)
        && slowly(pattern.substring(1), name.substring(1));
  }

  /** Elements by themselves: a list against a list, by recursion over both. */
  private static boolean elementwise(List<String> pattern, List<String> path) {
    if (pattern.isEmpty()) {
      return path.isEmpty();
    }
    List<String> rest = pattern.subList(1, pattern.size());
    if (pattern.getFirst().equals("**")) {
      for (int taken = 0; taken <= path.size(); taken++) {
        if (elementwise(rest, path.subList(taken, path.size()))) {
          return true;
        }
      }
      return false;
    }
    return !path.isEmpty()
        && slowly(pattern.getFirst(), path.getFirst())
        && elementwise(rest, path.subList(1, path.size()));
  }

  @Test
  void agreesWithASlowMatcher() {
    SplittableRandom random = new SplittableRandom(7);
    int matched = 0;
    for (int round = 0; round < 200_000; round++) {
      List<String> pattern = new ArrayList<>();
      for (int i = random.nextInt(1, 5); i > 0; i--) {
        pattern.add(random.nextInt(3) == 0 ? "**" : word(random, "ab*"));
      }
      if (pattern.stream().noneMatch(one -> one.matches(".*[ab].*"))) {
        continue;
      }
      List<String> path = new ArrayList<>();
      for (int i = random.nextInt(1, 6); i > 0; i--) {
        path.add(word(random, "ab"));
      }
      boolean expected = elementwise(pattern, path);
      String text = String.join("/", pattern);
      assertThat(Glob.parse(Glob.Kind.PACKAGE, text).matches(String.join("/", path)))
          .as("%s on %s", text, path)
          .isEqualTo(expected);
      matched += expected ? 1 : 0;
    }
    assertThat(matched).isBetween(10_000, 150_000);
  }

  private static String word(SplittableRandom random, String letters) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString().replaceAll("[*]+", "*");
  }

  @Test
  void costsLittleWhereBacktrackingWouldNeverEnd() {
    Glob stars = Glob.parse(Glob.Kind.PACKAGE, "*a".repeat(500) + "b");
    Glob elements = Glob.parse(Glob.Kind.PACKAGE, "**/a/".repeat(200) + "b");
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          assertThat(stars.matches("a".repeat(5000))).isFalse();
          assertThat(elements.matches("a/".repeat(5000) + "a")).isFalse();
        });
  }
}
