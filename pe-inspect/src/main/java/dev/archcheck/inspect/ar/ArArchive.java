package dev.archcheck.inspect.ar;

import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.Format;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Platform;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Structure;
import dev.archcheck.inspect.Witness;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An ar archive (ar(5), PE/COFF specification, AIX Files Reference): static library, import
 * library, or a container of other files such as a Debian package. Its platforms are those of its
 * members.
 */
public final class ArArchive implements Binary {

  private static final int MAGIC = 8;

  /** The most members that {@link #members()} lists. */
  private static final int MAX_MEMBERS = 1 << 20;

  private final ByteSource source;
  private final ArFlavor flavor;
  private final MemberSurvey survey;

  private ArArchive(ByteSource source, ArFlavor flavor, MemberSurvey survey) {
    this.source = source;
    this.flavor = flavor;
    this.survey = survey;
  }

  /** Reads the identity: that of the members, as far as they differ. */
  public static ArArchive read(ByteSource source) throws IOException {
    Cursor in = Cursor.open(source, "archive", 0, MAGIC, ByteOrder.BIG_ENDIAN);
    ArFlavor flavor = ArFlavor.of(in.text("magic", MAGIC));
    MemberSurvey survey = new MemberSurvey(source, flavor);
    try {
      survey.run(reader(source, flavor));
    } catch (MalformedBinaryException e) {
      survey.damage(e.problem());
    }
    return new ArArchive(source, flavor, survey);
  }

  private static MemberReader reader(ByteSource source, ArFlavor flavor) throws IOException {
    return switch (flavor) {
      case COMMON -> new CommonMembers(source, false);
      case THIN -> new CommonMembers(source, true);
      case AIX_BIG -> new AixMembers(source);
    };
  }

  /** {@return whether the members are only names of files that are somewhere else} */
  public boolean isThin() {
    return flavor == ArFlavor.THIN;
  }

  /**
   * {@return the members in file order, the archive's own indexes among them}
   *
   * @throws MalformedBinaryException if a header is damaged or a member leaves the archive
   */
  public List<ArMember> members() throws IOException {
    MemberReader reader = reader(source, flavor);
    List<ArMember> members = new ArrayList<>();
    for (ArMember member = reader.next();
        member != null && members.size() < MAX_MEMBERS;
        member = reader.next()) {
      members.add(member);
    }
    return members;
  }

  @Override
  public ByteSource source() {
    return source;
  }

  @Override
  public Format format() {
    return Format.AR;
  }

  @Override
  public Kind kind() {
    return survey.kind();
  }

  @Override
  public List<Platform> platforms() {
    return survey.platforms();
  }

  @Override
  public List<Witness> witnesses() {
    return survey.witnesses();
  }

  @Override
  public boolean osAssumed() {
    return survey.osAssumed();
  }

  @Override
  public List<Problem> problems() {
    return survey.problems();
  }

  @Override
  public void describe(Detail detail, Consumer<Structure> out) throws IOException {
    switch (detail) {
      case HEADERS -> {
        Cursor in = Cursor.recording(source, "archive", 0, MAGIC, ByteOrder.BIG_ENDIAN);
        var _ = in.text("magic", MAGIC);
        out.accept(in.structure());
      }
      case SECTIONS -> describeMembers(out);
      case IMPORTS, EXPORTS, RELOCATIONS, FIXUPS, HYBRID -> {}
    }
  }

  private void describeMembers(Consumer<Structure> out) throws IOException {
    MemberReader reader = reader(source, flavor);
    for (ArMember member = reader.next(); member != null; member = reader.next()) {
      Structure header = reader.header(member).structure();
      List<Field> fields = new ArrayList<>(header.fields());
      long contents = source.origin() + member.offset();
      fields.add(Field.text("member", header.offset(), 0, member.name()));
      fields.add(Field.number("contents", contents, 0, contents));
      fields.add(Field.number("size", contents, 0, member.size()));
      out.accept(new Structure(header.name(), header.offset(), header.size(), fields));
    }
  }
}
