package dev.archcheck.inspect.go;

import dev.archcheck.inspect.Witness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Functions and packages of the runtime that every program has since a version of Go, or had up to
 * one: what narrows the versions down that a layout of the function table allows.
 */
final class VersionMarkers {

  private static final List<Marker> MARKERS =
      List.of(
          new Marker("runtime/internal/atomic.", "go1.6", "go1.22"),
          new Marker("internal/bytealg.", "go1.11", ""),
          new Marker("runtime.asyncPreempt2", "go1.14", ""),
          new Marker("runtime.(*unwinder).", "go1.21", ""),
          new Marker("internal/runtime/atomic.", "go1.23", ""),
          new Marker("internal/runtime/maps.", "go1.24", ""));

  /** No marker is shorter. */
  private static final int SHORTEST = 17;

  private final @Nullable Witness[] met = new Witness[MARKERS.size()];

  /** The start of some names, and the versions that have it; empty texts where there is no end. */
  private static final class Marker {
    final byte[] start;
    final String first;
    final String last;

    Marker(String start, String first, String last) {
      this.start = start.getBytes(StandardCharsets.US_ASCII);
      this.first = first;
      this.last = last;
    }
  }

  /** Looks at a name that has a package. */
  void look(FunctionTable table, int index, byte[] name, int length) throws IOException {
    if (length < SHORTEST || (name[0] != 'r' && name[0] != 'i')) {
      return;
    }
    for (int i = 0; i < met.length; i++) {
      Marker marker = MARKERS.get(i);
      if (met[i] == null && CgoScan.startsWith(name, 0, length, marker.start)) {
        met[i] =
            new Witness(
                FunctionTable.STRUCTURE,
                "funcname",
                table.nameOffset(index),
                new String(name, 0, length, StandardCharsets.UTF_8),
                span(marker.first, marker.last));
      }
    }
  }

  private static String span(String first, String last) {
    return new GoVersionRange(first, last, List.of()).toString();
  }

  /** {@return the versions that the layout and all that was met allow} */
  GoVersionRange range(FunctionTable table) {
    Narrowing range = new Narrowing(table);
    for (int i = 0; i < met.length; i++) {
      Witness witness = met[i];
      if (witness != null) {
        range.narrow(MARKERS.get(i).first, MARKERS.get(i).last, witness);
      }
    }
    return range.result();
  }

  private static final class Narrowing {

    private String first;
    private String last;
    private final List<Witness> evidence = new ArrayList<>();

    Narrowing(FunctionTable table) {
      first = table.version().first();
      last = table.version().last();
      evidence.add(
          new Witness(
              FunctionTable.STRUCTURE,
              "magic",
              table.offset(),
              "0x" + Integer.toHexString(table.version().magic()),
              span(first, last)));
      if (table.version() == PclntabVersion.GO_1_20 && table.addressesKnown()) {
        boolean moved = table.headerTextStart() == 0;
        narrow(
            moved ? "go1.26" : "",
            moved ? "" : "go1.25",
            new Witness(
                FunctionTable.STRUCTURE,
                "textStart",
                table.textStartOffset(),
                "0x" + Long.toHexString(table.headerTextStart()),
                moved ? "go1.26 or newer" : "up to go1.25"));
      }
      table
          .moduleData()
          .ifPresent(data ->
              narrow(
                  "go1.5",
                  "",
                  new Witness("moduledata", "", data.offset(), data.section(), "go1.5 or newer")));
    }

    /** What contradicts the rest is of another program's names, and tells nothing. */
    void narrow(String from, String to, Witness witness) {
      String newFirst = isAfter(from, first) ? from : first;
      String newLast = !to.isEmpty() && (last.isEmpty() || isAfter(last, to)) ? to : last;
      boolean changed = !newFirst.equals(first) || !newLast.equals(last);
      if (changed && (newLast.isEmpty() || !isAfter(newFirst, newLast))) {
        first = newFirst;
        last = newLast;
        evidence.add(witness);
      }
    }

    private static boolean isAfter(String version, String other) {
      return GoVersionRange.minor(version) > GoVersionRange.minor(other);
    }

    GoVersionRange result() {
      return new GoVersionRange(first, last, List.copyOf(evidence));
    }
  }
}
