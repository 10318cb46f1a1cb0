package dev.archcheck.cli.render;

import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.discover.Fit;
import dev.archcheck.toolchain.discover.FoundGo;
import dev.archcheck.toolchain.discover.Inventory;
import dev.archcheck.toolchain.discover.Unread;
import dev.archcheck.toolchain.go.GoOnPath;
import dev.archcheck.toolchain.go.GoOnPath.Installation;
import dev.archcheck.toolchain.host.Host;
import java.util.List;

/** The Go installations of a machine, for people. */
public final class ListText {

  private final Page page;

  /** A view on a page. */
  public ListText(Page page) {
    this.page = page;
  }

  /** Prints the machine, what PATH starts, and a line for each installation. */
  public void print(Inventory inventory) {
    Grid head = new Grid("");
    head.add("This machine", describe(inventory.host()));
    head.add("PATH starts", started(inventory));
    head.print(page);
    page.end();
    if (inventory.found().isEmpty()) {
      page.line("no Go was found");
    }
    Grid grid = new Grid("");
    for (FoundGo go : inventory.found()) {
      grid.add(
          go.version().isEmpty() ? "unknown" : go.version(),
          platforms(go.platforms()),
          fit(go.fit()),
          go.maker().word(),
          go.root().toString(),
          marks(go));
    }
    grid.print(page);
    broken(inventory);
    page.flush();
  }

  private static String started(Inventory inventory) {
    if (inventory.onPath().isEmpty()) {
      return "no go";
    }
    return switch (inventory.onPath().getFirst()) {
      case GoOnPath.Absent _ -> "no go";
      case GoOnPath.Shim shim -> shim.path() + ", " + shim.what();
      case GoOnPath.Unreadable one -> one.path() + ", which cannot be read: " + one.why();
      case Installation go -> go.path().toString();
    };
  }

  private static String platforms(List<Platform> platforms) {
    StringBuilder text = new StringBuilder();
    for (Platform platform : platforms) {
      text.append(text.isEmpty() ? "" : " + ").append(platform);
    }
    return text.isEmpty() ? "-" : text.toString();
  }

  private static String fit(Fit fit) {
    String word = Words.of(fit.kind());
    return switch (fit.kind()) {
      case EMULATED -> word + " by " + fit.by();
      case COMPATIBLE, UNKNOWN, NATIVE, FOREIGN ->
          fit.by().isEmpty() ? word : word + ": " + fit.by();
    };
  }

  private static String marks(FoundGo go) {
    StringBuilder text = new StringBuilder();
    mark(text, go.isBroken() ? "BROKEN" : "");
    mark(text, go.isDefault() ? "default" : "");
    mark(text, go.isSealed() ? "sealed" : "");
    if (go.pathPosition() > 0) {
      mark(text, go.pathPosition() == 1 ? "first on PATH" : "on PATH, later");
    }
    return text.toString();
  }

  private static void mark(StringBuilder text, String word) {
    text.append(text.isEmpty() || word.isEmpty() ? "" : ", ").append(word);
  }

  private void broken(Inventory inventory) {
    boolean first = true;
    for (FoundGo go : inventory.found()) {
      for (String problem : go.problems()) {
        if (first) {
          page.end();
          first = false;
        }
        page.text(Style.STRONG, go.root().toString()).text(" ").line(problem);
      }
    }
    for (Unread unread : inventory.unread()) {
      page.text(Style.STRONG, unread.folder().toString())
          .line(" could not be listed: " + unread.why());
    }
  }

  /** {@return what the machine is, and what says so} */
  private static String describe(Host host) {
    String found = host.source() + " = " + host.value();
    return host.platform()
        + switch (host.basis()) {
          case KERNEL -> " (kernel: " + found + ")";
          case SYSTEM_PROGRAM -> " (by a system program: " + found + ")";
          case JAVA -> " (as this Java sees itself: " + found + "; an emulated Java does not know)";
        };
  }
}
