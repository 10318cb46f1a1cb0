package dev.archcheck.inspect.ar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.inspect.BytesSource;
import dev.archcheck.inspect.Detail;
import dev.archcheck.inspect.Kind;
import dev.archcheck.inspect.Problem.Reason;
import dev.archcheck.inspect.Structure;
import dev.archcheck.inspect.elf.Bytes;
import dev.archcheck.inspect.elf.ElfBuilder;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

public class ArArchiveTest {

  ArArchiveTest() {}

  private static byte[] object(int machine) {
    return new ElfBuilder(true, false).type(1).machine(machine).build().bytes();
  }

  private static Bytes start(String magic) {
    return new Bytes(ByteOrder.BIG_ENDIAN).text(magic);
  }

  private static void member(Bytes out, String name, byte[] contents) {
    header(out, name, Integer.toString(contents.length));
    out.raw(contents);
    if (out.size() % 2 != 0) {
      out.text("\n");
    }
  }

  private static void header(Bytes out, String name, String size) {
    out.text(name, 16, ' ').text("0", 12, ' ').text("0", 6, ' ').text("0", 6, ' ');
    out.text("644", 8, ' ').text(size, 10, ' ').text("`\n");
  }

  /** A GNU archive with two architectures and a long name. */
  public static byte[] gnu() {
    Bytes out = start("!<arch>\n");
    member(out, "//", "a-name-that-is-long.o/\n".getBytes(StandardCharsets.US_ASCII));
    member(out, "/0", object(62));
    member(out, "b.o/", object(183));
    member(out, "c.o/", object(62));
    return out.bytes();
  }

  /** A BSD archive with a long name. */
  public static byte[] bsd() {
    Bytes contents = new Bytes(ByteOrder.BIG_ENDIAN).text("a name with blanks.o").raw(object(62));
    Bytes out = start("!<arch>\n");
    member(out, "#1/20", contents.bytes());
    return out.bytes();
  }

  /** An AIX archive with one member. */
  public static byte[] aix() {
    Bytes out = start("<bigaf>\n");
    String[] offsets = {"0", "0", "0", "128", "128", "0"};
    for (String offset : offsets) {
      out.text(offset, 20, ' ');
    }
    byte[] contents = object(62);
    out.text(Integer.toString(contents.length), 20, ' ').text("0", 20, ' ').text("0", 20, ' ');
    for (int i = 0; i < 4; i++) {
      out.text("0", 12, ' ');
    }
    out.text("3", 4, ' ').text("a.o\0`\n").raw(contents);
    return out.bytes();
  }

  private static ArArchive read(byte[] bytes) throws IOException {
    return ArArchive.read(new BytesSource("test.a", bytes));
  }

  @Test
  void hasThePlatformsOfItsMembers() throws IOException {
    ArArchive archive = read(gnu());

    assertThat(archive.platforms()).hasToString("[-/amd64, -/arm64]");
    assertThat(archive.kind()).isEqualTo(Kind.STATIC_LIBRARY);
    assertThat(archive.members())
        .extracting(ArMember::name)
        .containsExactly("//", "a-name-that-is-long.o", "b.o", "c.o");
    assertThat(archive.problems()).isEmpty();
  }

  @Test
  void readsNamesOfBsd() throws IOException {
    ArArchive archive = read(bsd());

    assertThat(archive.members())
        .extracting(ArMember::name)
        .containsExactly("a name with blanks.o");
    assertThat(archive.platforms()).hasToString("[-/amd64]");
  }

  @Test
  void readsAixArchives() throws IOException {
    ArArchive archive = read(aix());

    assertThat(archive.members()).extracting(ArMember::name).containsExactly("a.o");
    assertThat(archive.platforms()).hasToString("[-/amd64]");
  }

  @Test
  void aThinArchiveOnlyNamesFiles() throws IOException {
    Bytes out = start("!<thin>\n");
    header(out, "a.o/", "123456");
    header(out, "b.o/", "7");

    ArArchive archive = read(out.bytes());

    assertThat(archive.isThin()).isTrue();
    assertThat(archive.platforms()).isEmpty();
    assertThat(archive.members()).extracting(ArMember::stored).containsExactly(false, false);
    assertThat(archive.witnesses().getFirst().meaning()).contains("other files");
  }

  @Test
  void aLyingSizeIsContained() throws IOException {
    Bytes out = start("!<arch>\n");
    member(out, "a.o/", object(62));
    header(out, "b.o/", "9999999999");

    ArArchive archive = read(out.bytes());

    assertThat(archive.platforms()).hasToString("[-/amd64]");
    assertThat(archive.problems()).extracting("reason").containsExactly(Reason.TRUNCATED);
  }

  @Test
  void anArchiveInAnArchiveIsNotOpened() throws IOException {
    Bytes out = start("!<arch>\n");
    member(out, "inner.a/", gnu());

    assertThat(read(out.bytes()).platforms()).isEmpty();
  }

  @Test
  void namesThePlatformOfGoObjects() throws IOException {
    Bytes out = start("!<arch>\n");
    byte[] object = "go object windows arm64 go1.26.1 X:none\n".getBytes(StandardCharsets.US_ASCII);
    member(out, "__.PKGDEF", object);

    assertThat(read(out.bytes()).platforms()).hasToString("[windows/arm64]");
  }

  @Test
  void aDebianPackageIsNoLibrary() throws IOException {
    Bytes out = start("!<arch>\n");
    member(out, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));

    assertThat(read(out.bytes()).kind()).isEqualTo(Kind.DATA);
  }

  @Test
  void listsMembersWithAbsoluteOffsets() throws IOException {
    List<Structure> members = new ArrayList<>();

    read(gnu()).describe(Detail.SECTIONS, members::add);

    assertThat(members).extracting(Structure::offset).startsWith(8L, 92L);
  }
}
