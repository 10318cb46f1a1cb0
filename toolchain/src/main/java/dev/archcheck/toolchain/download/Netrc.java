package dev.archcheck.toolchain.download;

import dev.archcheck.inspect.Os;
import dev.archcheck.toolchain.host.Machine;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Names and passwords for hosts, from the file that curl, git and Go read. As Go does it: only for
 * {@code https}, and only entries of a machine; {@code default} and {@code macdef} end the reading
 * (Go, cmd/go/internal/auth, netrc.go).
 */
public final class Netrc {

  private record Entry(String host, String login, String password) {}

  private final List<Entry> entries;

  private Netrc(List<Entry> entries) {
    this.entries = entries;
  }

  /** {@return the entries of this user's file; none where {@code GOAUTH} says something else} */
  public static Netrc of(Machine machine) {
    String auth = machine.variable("GOAUTH");
    if (!auth.isEmpty() && !auth.equals("netrc")) {
      return new Netrc(List.of()); // "off", or a command that is not ours to run
    }
    try {
      return parse(Files.readString(file(machine), StandardCharsets.UTF_8));
    } catch (IOException | InvalidPathException _) {
      return new Netrc(List.of()); // there is none, or none for us
    }
  }

  private static Path file(Machine machine) {
    String named = machine.variable("NETRC");
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    boolean windows = machine.os().equals(Os.WINDOWS);
    String home = machine.variable(windows ? "USERPROFILE" : "HOME");
    return Path.of(home, windows ? "_netrc" : ".netrc");
  }

  static Netrc parse(String text) {
    List<Entry> entries = new ArrayList<>();
    String host = "";
    String login = "";
    String password = "";
    boolean inMacro = false;
    for (String line : text.split("\n", -1)) {
      if (inMacro) {
        inMacro = !line.isBlank();
        continue;
      }
      List<String> words = words(line);
      int i = 0;
      for (; i < words.size() - 1; i += 2) {
        String value = words.get(i + 1);
        switch (words.get(i)) {
          case "machine" -> {
            host = value;
            login = "";
            password = "";
          }
          case "login" -> login = value;
          case "password" -> password = value;
          case "macdef" -> inMacro = true;
          default -> {
            // what this program has no use for: account
          }
        }
        if (!host.isEmpty() && !login.isEmpty() && !password.isEmpty()) {
          entries.add(new Entry(host, login, password));
          host = "";
          login = "";
          password = "";
        }
      }
      if (i < words.size() && words.get(i).equals("default")) {
        break; // Go has no use for an entry that fits every host
      }
    }
    return new Netrc(entries);
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    for (String word : line.strip().split("[ \t]+", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  /** {@return the same address with the credentials that the file has for its host} */
  public URI apply(URI url) {
    String host = url.getHost();
    if (host == null || url.getRawUserInfo() != null || !"https".equals(url.getScheme())) {
      return url;
    }
    for (Entry entry : entries) {
      if (entry.host.equals(host)) {
        return new Credentials(entry.login, entry.password).in(url);
      }
    }
    return url;
  }
}
