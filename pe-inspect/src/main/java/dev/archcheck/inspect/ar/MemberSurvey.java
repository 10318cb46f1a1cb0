package dev.archcheck.inspect.ar;

import dev.archcheck.inspect.Arch;
import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Os;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Witness;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what an archive is from what its members are. Members that begin like an earlier one
 * say nothing new and are passed over: a library of thousands of objects is a few distinct ones.
 */
final class MemberSurvey {

  private static final int MAX_MEMBERS = 4096;
  private static final int MAX_PROBLEMS = 16;

  /** Enough of a member for the header of an ELF file and of a COFF import object. */
  private static final int PREFIX = 64;

  private static final int ELF = 0x7F45_4C46;

  private static final int IMPORT_OBJECT = 0xFFFF_0000;

  /** Go's own object files begin with this, then system, architecture and version. */
  private static final String GO_OBJECT = "go object ";

  private final ByteSource source;
  private final List<Platform> platforms = new ArrayList<>(2);
  private final List<Witness> witnesses = new ArrayList<>(4);
  private final List<Problem> problems = new ArrayList<>(0);
  private final List<Key> known = new ArrayList<>(2);
  private boolean osAssumed;
  private boolean imports;
  private boolean shared;
  private boolean packaged;

  MemberSurvey(ByteSource source, ArFlavor flavor) {
    this.source = source;
    witnesses.add(
        Witness.at(
            source,
            "archive",
            "magic",
            0,
            flavor.magic().strip(),
            flavor == ArFlavor.THIN ? "the members are in other files" : "archive"));
  }

  void run(MemberReader reader) throws IOException {
    int seen = 0;
    for (ArMember member = reader.next();
        member != null && seen < MAX_MEMBERS;
        member = reader.next()) {
      if (seen == 0 && member.name().equals("debian-binary")) {
        debianPackage(member);
        return;
      }
      seen++;
      if (member.name().equals("/<ECSYMBOLS>/")) {
        witness(member, member.name(), "symbols for ARM64EC");
      } else if (!member.index() && member.stored() && member.size() >= 4) {
        survey(member);
      }
    }
  }

  private void debianPackage(ArMember member) {
    packaged = true;
    witness(member, member.name(), "Debian package");
  }

  private void survey(ArMember member) throws IOException {
    ByteSource contents = source.slice(member.offset(), member.size());
    ByteBuffer head = contents.read(0, (int) Math.min(PREFIX, contents.size()));
    if (isArchive(head) || isKnown(head)) {
      return;
    }
    try {
      add(member, contents, head);
    } catch (MalformedBinaryException e) {
      damage(e.problem());
    }
  }

  /** An archive in an archive is not opened: it could hold itself. */
  private static boolean isArchive(ByteBuffer head) {
    if (head.limit() < 8) {
      return false;
    }
    byte[] magic = new byte[8];
    head.get(0, magic);
    String text = new String(magic, StandardCharsets.ISO_8859_1);
    return ArFlavor.of(text).magic().equals(text);
  }

  /** {@return whether a member whose header says the same has been looked at} */
  private boolean isKnown(ByteBuffer head) {
    if (head.limit() < PREFIX) {
      return false;
    }
    Key key = Key.of(head);
    if (key == null) {
      return false;
    }
    if (known.contains(key)) {
      return true;
    }
    known.add(key);
    return false;
  }

  /**
   * What decides the identity of an ELF file (class, order, OSABI; type, machine; flags) or of an
   * import object (version, machine). Other formats have no such short answer.
   */
  private record Key(int first, int second, int third) {

    static @Nullable Key of(ByteBuffer head) {
      if (Integer.reverseBytes(head.getInt(0)) == ELF) {
        return new Key(head.getInt(4), head.getInt(16), head.getInt(head.get(4) == 2 ? 48 : 36));
      }
      return head.getInt(0) == IMPORT_OBJECT ? new Key(IMPORT_OBJECT, head.getInt(4), 0) : null;
    }
  }

  private void add(ArMember member, ByteSource contents, ByteBuffer head) throws IOException {
    Platform go = goPlatform(head);
    if (go != null) {
      add(go, member, GO_OBJECT.strip());
      return;
    }
    Binary binary = BinaryReader.read(contents);
    imports |= binary.format() == Format.IMPORT_OBJECT;
    shared |= binary.format() == Format.XCOFF && binary.kind() == Kind.SHARED_LIBRARY;
    osAssumed |= binary.osAssumed();
    for (Platform platform : binary.platforms()) {
      add(platform, member, binary.format().label());
    }
    for (Problem problem : binary.problems()) {
      damage(problem);
    }
  }

  private void add(Platform platform, ArMember member, String what) {
    if (!platforms.contains(platform)) {
      platforms.add(platform);
      witness(member, member.name(), what + " for " + platform);
    }
  }

  private static @Nullable Platform goPlatform(ByteBuffer head) {
    byte[] bytes = new byte[head.limit()];
    head.get(0, bytes);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (!text.startsWith(GO_OBJECT)) {
      return null;
    }
    int os = GO_OBJECT.length();
    int osEnd = text.indexOf(' ', os);
    int archEnd = osEnd < 0 ? -1 : text.indexOf(' ', osEnd + 1);
    return archEnd < 0
        ? null
        : new Platform(
            new Os(text.substring(os, osEnd)), new Arch(text.substring(osEnd + 1, archEnd)));
  }

  private void witness(ArMember member, String name, String meaning) {
    witnesses.add(Witness.at(source, "ar_hdr", "ar_name", member.headerOffset(), name, meaning));
  }

  void damage(Problem problem) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(problem);
    }
  }

  Kind kind() {
    if (packaged) {
      return Kind.DATA;
    }
    if (imports) {
      return Kind.IMPORT_LIBRARY;
    }
    return shared ? Kind.SHARED_LIBRARY : Kind.STATIC_LIBRARY;
  }

  List<Platform> platforms() {
    return List.copyOf(platforms);
  }

  List<Witness> witnesses() {
    return List.copyOf(witnesses);
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  boolean osAssumed() {
    return osAssumed;
  }
}
