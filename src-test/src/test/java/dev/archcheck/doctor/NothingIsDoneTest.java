package dev.archcheck.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the commands that look at the machine do to it, seen from outside by strace: nothing is
 * started, written or asked for over a network, in a module that wants a go which would have to be
 * downloaded.
 */
@EnabledOnOs(OS.LINUX)
class NothingIsDoneTest {

  /** Opened for writing, made, renamed or removed, and that it was done. */
  private static final Pattern WRITES =
      Pattern.compile(
          "(O_WRONLY|O_RDWR|O_CREAT|\\b(mkdir|rename|unlink|rmdir|link|symlink|chmod|chown|truncate)"
              + "[a-z0-9]*\\().* = \\d+.*");

  /** Java makes sockets to see which families there are; nothing is to go through one. */
  private static final Pattern NETWORK =
      Pattern.compile(".*(connect|bind|listen|sendto|sendmsg|sendmmsg)\\(.*AF_(INET|NETLINK).*");

  private static final Pattern STARTS = Pattern.compile(".*(execve|execveat|vfork)\\(.* = 0.*");

  @TempDir private Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"doctor", "doctor host", "doctor go -v", "verify"})
  void nothing(String command) throws IOException, InterruptedException {
    Path work = Files.createDirectories(temp.resolve("work"));
    Files.writeString(work.resolve("go.mod"), "module example.com/app\n\ngo 1.99.0\n");
    Path trace = temp.resolve("trace");
    List<String> words = new ArrayList<>(List.of("strace", "-f", "-qq", "-s", "300", "-o"));
    words.add(trace.toString());
    words.addAll(List.of("-e", "trace=file,network,process"));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xshare:auto", "-cp"));
    words.addAll(List.of(System.getProperty("java.class.path"), Main.class.getName()));
    words.addAll(List.of(command.split(" ", -1)));
    Path out = temp.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(work.toFile())
            .redirectOutput(out.toFile())
            .redirectErrorStream(true);
    builder.environment().put("HOME", Files.createDirectories(temp.resolve("home")).toString());
    builder.environment().put("GOTOOLCHAIN", "auto");
    Process process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    String text = Files.readString(out);
    assertThat(process.exitValue()).as(text).isIn(0, 1);
    assertThat(text).contains(command.equals("doctor host") ? "This machine" : "Go  ");

    List<String> lines = Files.readAllLines(trace, UTF_8);
    assertThat(lines).hasSizeGreaterThan(100);
    assertThat(lines).filteredOn(line -> STARTS.matcher(line).matches()).hasSize(1); // java
    assertThat(lines).filteredOn(line -> NETWORK.matcher(line).matches()).isEmpty();
    assertThat(lines)
        .filteredOn(line -> WRITES.matcher(line).find())
        .filteredOn(line -> !line.contains("\"/dev/null\"") && !line.contains("\"/proc/self/"))
        .isEmpty();
    try (var left = Files.walk(temp.resolve("home"))) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }
}
