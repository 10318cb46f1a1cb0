package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Structure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * The trie of exported symbols (mach-o/loader.h, EXPORT_SYMBOL_FLAGS). Names are spread over its
 * edges; a node has a payload if a name ends there. It is walked depth first without recursion, and
 * no node twice.
 */
final class ExportsTrie {

  /** Far longer than any mangled name that was met. */
  private static final int MAX_NAME = 64 << 10;

  private static final int KIND_MASK = 0x3;
  private static final int WEAK_DEFINITION = 0x4;
  private static final int REEXPORT = 0x8;
  private static final int STUB_AND_RESOLVER = 0x10;
  private static final int FUNCTION_VARIANT = 0x20;

  /** A node whose children are being visited. */
  private static final class Frame {
    final int nameLength;
    int childrenLeft;
    int nextChild;

    Frame(int nameLength, int childrenLeft, int nextChild) {
      this.nameLength = nameLength;
      this.childrenLeft = childrenLeft;
      this.nextChild = nextChild;
    }
  }

  private final LinkeditBytes trie;
  private final Libraries libraries;
  private final Consumer<Structure> out;
  private final byte[] name = new byte[MAX_NAME];
  private final BitSet seen = new BitSet();
  private final Deque<Frame> path = new ArrayDeque<>();
  private final NameBudget budget;

  ExportsTrie(LinkeditBytes trie, Libraries libraries, Consumer<Structure> out) {
    this.trie = trie;
    this.libraries = libraries;
    this.out = out;
    this.budget = new NameBudget(trie.size());
  }

  /** Hands out every exported symbol. */
  void describe() throws MalformedBinaryException {
    if (trie.size() == 0) {
      return;
    }
    enter(0, 0);
    while (!path.isEmpty()) {
      Frame frame = path.getLast();
      if (frame.childrenLeft == 0) {
        path.removeLast();
      } else {
        descend(frame);
      }
    }
  }

  private void descend(Frame frame) throws MalformedBinaryException {
    frame.childrenLeft--;
    trie.position(frame.nextChild, "edge");
    int length = frame.nameLength + trie.textInto(name, frame.nameLength, "edge");
    long node = trie.uleb("childNodeOffset");
    frame.nextChild = trie.position();
    enter(node, length);
  }

  private void enter(long node, int nameLength) throws MalformedBinaryException {
    trie.position(node, "childNodeOffset");
    if (seen.get((int) node)) {
      throw trie.malformed("childNodeOffset", node, Reason.LOOP, "a node is reached twice");
    }
    seen.set((int) node);
    long terminalSize = trie.uleb("terminalSize");
    int payload = trie.position();
    if (terminalSize < 0 || terminalSize > trie.size() - payload) {
      throw trie.malformed("terminalSize", node, Reason.OUT_OF_RANGE, "it leaves the trie");
    }
    if (terminalSize != 0) {
      export((int) node, payload + (int) terminalSize, nameLength);
    }
    trie.position(payload + terminalSize, "childCount");
    int children = trie.u8("childCount");
    path.addLast(new Frame(nameLength, children, trie.position()));
  }

  private void export(int node, int end, int nameLength) throws MalformedBinaryException {
    spend(node, nameLength);
    long at = trie.absolute(node);
    List<Field> fields = new ArrayList<>(4);
    String text = new String(name, 0, nameLength, StandardCharsets.ISO_8859_1);
    fields.add(Field.text("name", at, 0, text));
    long flags = trie.uleb("flags");
    fields.add(Field.number("flags", at, 0, flags, flagNames(flags)));
    if ((flags & REEXPORT) != 0) {
      long ordinal = trie.uleb("ordinal");
      fields.add(Field.number("ordinal", at, 0, ordinal, libraries.name(ordinal)));
      String importName = trie.text("importName");
      spend(node, importName.length());
      fields.add(Field.text("importName", at, 0, importName));
    } else {
      fields.add(Field.number("address", at, 0, trie.uleb("address")));
      if ((flags & STUB_AND_RESOLVER) != 0) {
        fields.add(Field.number("resolver", at, 0, trie.uleb("resolver")));
      } else if ((flags & FUNCTION_VARIANT) != 0) {
        fields.add(Field.number("variantTable", at, 0, trie.uleb("variantTable")));
      }
    }
    if (trie.position() > end) {
      throw trie.malformed("terminalSize", node, Reason.OUT_OF_RANGE, "the payload is longer");
    }
    out.accept(new Structure("export", at, end - node, fields));
  }

  private void spend(int node, int length) throws MalformedBinaryException {
    if (!budget.spend(length)) {
      throw trie.malformed("name", node, Reason.LIMIT, "names far longer than the trie");
    }
  }

  private static String flagNames(long flags) {
    String kind =
        switch ((int) flags & KIND_MASK) {
          case 0 -> "REGULAR";
          case 1 -> "THREAD_LOCAL";
          case 2 -> "ABSOLUTE";
          default -> "kind 3";
        };
    return kind
        + ((flags & WEAK_DEFINITION) != 0 ? " WEAK_DEFINITION" : "")
        + ((flags & REEXPORT) != 0 ? " REEXPORT" : "")
        + ((flags & STUB_AND_RESOLVER) != 0 ? " STUB_AND_RESOLVER" : "")
        + ((flags & FUNCTION_VARIANT) != 0 ? " FUNCTION_VARIANT" : "");
  }
}
