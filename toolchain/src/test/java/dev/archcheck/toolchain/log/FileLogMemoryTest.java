package dev.archcheck.toolchain.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.archcheck.toolchain.store.Store;
import dev.archcheck.verify.sumdb.LogKey;
import dev.archcheck.verify.sumdb.LogNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLogMemoryTest {

  @TempDir Path folder;

  private FileLogMemory memory() {
    return new FileLogMemory(folder.resolve("log"), List.of());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> walk = Files.walk(folder.resolve("log"))) {
      return walk.filter(Files::isRegularFile)
          .map(file -> folder.resolve("log").relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Test
  void anEmptyMemoryKnowsNothing() throws Exception {
    assertThat(memory().head()).isEmpty();
    assertThat(memory().load("tile/8/0/000")).isNull();
    assertThat(memory().otherHeads()).isEmpty();
  }

  @Test
  void theHeadIsReplacedOnlyByWhoKnowsIt() throws Exception {
    assertThat(memory().replaceHead("", "one")).isTrue();
    assertThat(memory().replaceHead("", "two")).isFalse();
    assertThat(memory().replaceHead("two", "three")).isFalse();
    assertThat(memory().head()).isEqualTo("one");
    assertThat(memory().replaceHead("one", "two\u2014")).isTrue();
    assertThat(memory().head()).isEqualTo("two\u2014");
    assertThat(files()).containsExactly("latest", "lock");
  }

  @Test
  void noThreadOvertakesAnother() throws Exception {
    List<Future<Integer>> counts = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        counts.add(threads.submit(() -> countTo(25)));
      }
    }
    for (Future<Integer> count : counts) {
      assertThat(count.get()).isEqualTo(25);
    }
    assertThat(memory().head()).isEqualTo("200");
  }

  private int countTo(int successes) throws IOException {
    int done = 0;
    while (done < successes) {
      String now = memory().head();
      int next = now.isEmpty() ? 1 : Integer.parseInt(now) + 1;
      if (memory().replaceHead(now, String.valueOf(next))) {
        done++;
      }
    }
    return done;
  }

  @Test
  void whatIsSavedIsThereForTheNextProcess() throws Exception {
    memory().save("tile/8/0/x001/234", bytes("tile"));
    memory().save("proof/golang.org/toolchain@v0.0.1", bytes("proof"));
    assertThat(memory().load("tile/8/0/x001/234")).asString().isEqualTo("tile");
    assertThat(memory().load("proof/golang.org/toolchain@v0.0.1")).asString().isEqualTo("proof");
    memory().save("tile/8/0/x001/234", bytes("other"));
    assertThat(memory().load("tile/8/0/x001/234")).asString().isEqualTo("other");
  }

  @Test
  void narrowerTilesGoWhenTheTreeGrows() throws Exception {
    memory().save("tile/8/0/234.p/9", bytes("9"));
    memory().save("tile/8/0/234.p/17", bytes("17"));
    assertThat(files()).containsExactly("tile/8/0/234.p/17");
    memory().save("tile/8/0/234.p/16", bytes("16"));
    assertThat(files()).containsExactly("tile/8/0/234.p/16", "tile/8/0/234.p/17");
    memory().save("tile/8/0/235.p/200", bytes("200"));
    memory().save("tile/8/0/234", bytes("full"));
    assertThat(files()).containsExactly("tile/8/0/234", "tile/8/0/235.p/200");
    memory().save("proof/example.p/m@v1", bytes("p"));
    memory().save("proof/example.p/m@v2", bytes("p"));
    assertThat(files()).contains("proof/example.p/m@v1", "proof/example.p/m@v2");
  }

  @Test
  void aCacheThatCannotBeWrittenIsNoFailure() throws Exception {
    Files.createDirectories(folder.resolve("log"));
    Files.writeString(folder.resolve("log/tile"), "a file where a folder should be");
    memory().save("tile/8/0/234", bytes("x"));
    assertThat(memory().load("tile/8/0/234")).isNull();
  }

  @Test
  void aHeadThatCannotBeStoredIsOne() throws Exception {
    Files.writeString(folder.resolve("log"), "a file where a folder should be");
    assertThatThrownBy(() -> memory().replaceHead("", "x")).isInstanceOf(IOException.class);
  }

  @Test
  void headsOfOtherProgramsAreReadIfTheyAreThere() throws Exception {
    LogKey key = LogKey.goChecksumDatabase();
    Path go = GoLogCache.headFile(folder.resolve("gopath"), key);
    assertThat(go).isEqualTo(folder.resolve("gopath/pkg/sumdb/sum.golang.org/latest"));
    FileLogMemory memory =
        FileLogMemory.in(new Store(folder.resolve("store")), key, List.of(go, folder));
    assertThat(memory.otherHeads()).isEmpty();
    Files.createDirectories(go.getParent());
    Files.writeString(go, "note");
    assertThat(memory.otherHeads()).containsExactly("note");
    memory.replaceHead("", "own");
    assertThat(folder.resolve("store/log/sum.golang.org/latest")).hasContent("own");
    assertThat(go).hasContent("note");
  }

  @Test
  void theCacheOfGoIsRead() throws Exception {
    Path go = folder.resolve("cache/download/sumdb/sum.golang.org");
    Files.createDirectories(go.resolve("tile/8/0/x001"));
    Files.writeString(go.resolve("tile/8/0/x001/000"), "tile");
    Files.createDirectories(go.resolve("lookup/golang.org"));
    Files.writeString(go.resolve("lookup/golang.org/toolchain@v0"), "answer");
    GoLogCache cache = GoLogCache.in(folder, LogKey.goChecksumDatabase());
    assertThat(cache.read("tile/8/0/x001/000", 100)).asString().isEqualTo("tile");
    assertThat(cache.read("tile/8/0/x001/000", 2)).asString().isEqualTo("til");
    assertThat(cache.read("lookup/golang.org/toolchain@v0", 100)).asString().isEqualTo("answer");
    Files.createDirectories(go.resolve("tile/8/1/000.p"));
    Files.write(go.resolve("tile/8/1/000.p/3"), new byte[96]);
    assertThat(cache.read("tile/8/1/000.p/3", 96)).hasSize(96);
    assertThat(cache.read("tile/8/1/000.p/2", 64)).hasSize(64);
    assertThatThrownBy(() -> cache.read("tile/8/1/000.p/4", 128))
        .isInstanceOf(LogNotFoundException.class);
    for (String path : new String[] {"latest", "tile/8/0/x001/001", "lookup/golang.org/x@v0"}) {
      assertThatThrownBy(() -> cache.read(path, 9)).isInstanceOf(LogNotFoundException.class);
    }
  }
}
