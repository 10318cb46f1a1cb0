package dev.archcheck.toolchain.go;

import dev.archcheck.toolchain.host.Machine;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A run of {@code go list -deps -json} as a build of the current folder would see it, but with cgo
 * on: its settings, tags, workspace and toolchain are those of the user. Nothing is compiled, so
 * that no C compiler is needed.
 */
public final class GoList implements Closeable {

  /** What is asked for; {@code -json} without fields is twelve times as much. */
  private static final String FIELDS =
      "Dir,ImportPath,Name,Standard,DepOnly,ForTest,Module,GoFiles,CgoFiles,IgnoredGoFiles,SFiles,"
          + "SysoFiles,SwigFiles,SwigCXXFiles,CgoLDFLAGS,CgoPkgConfig,TestGoFiles,XTestGoFiles,"
          + "Imports,Incomplete,Error";

  private static final int KEPT = 4 << 10;

  /** It may name a pattern, which is as long as an argument of a command can be. */
  private static final int LONGEST_LINE = 256 << 10;

  private static final String DOWNLOADING = "go: downloading ";
  private static final String MATCHED_NOTHING = "matched no packages";
  private static final int SECONDS_TO_END = 10;

  private final Process process;
  private final Thread listener;
  private final StringBuilder said = new StringBuilder();
  private String unmatched = "";

  /**
   * What to list.
   *
   * @param target GOOS/GOARCH, or null for the one that go has
   * @param tags as for {@code -tags}, or the empty string for those that GOFLAGS has
   * @param packages as go takes them; {@code ./...} where there are none
   */
  public record Request(
      @Nullable Target target, String tags, boolean tests, List<String> packages) {

    private static final String EVERYTHING_HERE = "./...";

    /** {@return the same and the package {@code runtime}, whose files show how go sees itself} */
    public Request withRuntime() {
      List<String> more = new ArrayList<>(patterns());
      more.add("runtime");
      return new Request(target, tags, false, more);
    }

    private List<String> patterns() {
      return packages.isEmpty() ? List.of(EVERYTHING_HERE) : packages;
    }

    /** A system and an architecture, as Go spells them. */
    public record Target(String os, String arch) {}

    /** {@return the whole command for a shell, as people would type it to save a stream} */
    public String saved(String file) {
      StringBuilder line = new StringBuilder("(CGO_ENABLED=1 ");
      if (target != null) {
        line.append("GOOS=")
            .append(target.os())
            .append(" GOARCH=")
            .append(target.arch())
            .append(' ');
      }
      line.append("go list -e -deps -json ").append(tests ? "-test " : "");
      line.append(tags.isEmpty() ? "" : "-tags " + tags + " ");
      // The package shows beyond doubt whether cgo is on, and for which target.
      line.append(String.join(" ", patterns())).append(" runtime/cgo");
      // Go only warns, on standard error, of a pattern that matches nothing.
      return line.append(" 2>&1; echo \"# exit $?\") | gzip > ").append(file).toString();
    }
  }

  private GoList(Process process) {
    this.process = process;
    listener = Thread.ofVirtual().start(this::listen);
  }

  /**
   * Starts a run.
   *
   * @param go the command
   * @param folder where it is run
   * @throws IOException if it cannot be started
   */
  public static GoList start(Machine machine, Path go, Path folder, Request request)
      throws IOException {
    return start(machine, go, folder, request, "-json=" + FIELDS);
  }

  /**
   * Starts a run that asks for all fields: before Go 1.19 there is no other.
   *
   * @throws IOException if it cannot be started
   */
  public static GoList startOfAllFields(Machine machine, Path go, Path folder, Request request)
      throws IOException {
    return start(machine, go, folder, request, "-json");
  }

  private static GoList start(Machine machine, Path go, Path folder, Request request, String json)
      throws IOException {
    List<String> words = new ArrayList<>(List.of(go.toString(), "list", "-e", "-deps", json));
    // GOFLAGS may ask for what compiles.
    words.addAll(List.of("-compiled=false", "-export=false"));
    if (request.tests()) {
      words.add("-test");
    }
    if (!request.tags().isEmpty()) {
      words.add("-tags=" + request.tags());
    }
    words.add("--");
    words.addAll(request.patterns());
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.directory(folder.toFile());
    Map<String, String> variables = builder.environment();
    variables.clear();
    variables.putAll(machine.environment());
    variables.put("CGO_ENABLED", "1");
    variables.put("PWD", folder.toString());
    if (request.target() != null) {
      variables.put("GOOS", request.target().os());
      variables.put("GOARCH", request.target().arch());
    }
    Process process = builder.start();
    process.getOutputStream().close(); // nothing is to be asked
    return new GoList(process);
  }

  /** {@return what it writes} */
  public InputStream output() {
    return process.getInputStream();
  }

  /**
   * {@return its exit code, once all of its output has been read}
   *
   * @throws IOException if it does not end
   */
  public int exitCode() throws IOException {
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        throw new IOException("go list has closed its output, but does not end");
      }
      listener.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while go list ended", e);
    }
  }

  /** {@return whether this go does not know that fields can be asked for} */
  public boolean refusesFields() {
    return messages().contains("invalid boolean value");
  }

  /** {@return the beginning of what it said on standard error} */
  public String messages() {
    synchronized (said) {
      return said.toString().strip();
    }
  }

  /**
   * {@return what it said of a pattern that no package matches, or the empty string} It only warns
   * of that, and ends with 0 where another pattern matches something.
   */
  public String unmatched() {
    synchronized (said) {
      return unmatched;
    }
  }

  /** Downloads are not kept: there may be so many that what matters would have no room. */
  private void listen() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] block = new byte[KEPT];
    try (InputStream err = process.getErrorStream()) {
      for (int got = err.read(block); got >= 0; got = err.read(block)) {
        for (int i = 0; i < got; i++) {
          if (line.size() < LONGEST_LINE) {
            line.write(block[i]);
          }
          if (block[i] == '\n') {
            keep(line);
          }
        }
      }
      keep(line);
    } catch (IOException _) {
      // The process was ended; what it said is not asked for any more.
    }
  }

  private void keep(ByteArrayOutputStream line) {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    synchronized (said) {
      if (text.contains(MATCHED_NOTHING)) {
        unmatched = unmatched.isEmpty() ? text.strip() : unmatched;
      }
      if (!text.startsWith(DOWNLOADING) && said.length() + text.length() <= KEPT) {
        said.append(text);
      }
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
