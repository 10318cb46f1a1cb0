package dev.archcheck.toolchain.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.archcheck.toolchain.doctor.GoFacts.ToolFolder;
import dev.archcheck.toolchain.doctor.ProgramFacts.Role;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Captures that are written and read, and files that are none. */
class CaptureFileTest {

  private static Capture capture() {
    return new Machines()
        .go(
            "go1.27.0",
            "go1.26.8",
            "linux/amd64",
            "go.dev",
            List.of(
                new ToolFolder(
                    "linux_386", List.of("linux/386", "linux/amd64"), List.of("go1.27.0"))),
            "is \"odd\"\n\u0000\ud83d\ude00")
        .kept("GOFLAGS", "-mod=mod")
        .unknown("GOSUMD", "off")
        .folder("GOBIN", "/b", FolderFacts.State.NOT_WRITABLE)
        .record("Go Programming Language amd64 go1.27.0", "/go0")
        .named("/bin/go1.27.1")
        .unread("/x: permission denied")
        .module("1.27", "go1.27.1")
        .program(Role.LANGUAGE_SERVER, "gopls", "linux/amd64")
        .capture();
  }

  private static byte[] text(Capture capture) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("schema", "x");
      json.writeArrayFieldStart("findings");
      json.writeEndArray();
      json.writeFieldName(CaptureFile.MEMBER);
      CaptureFile.write(json, capture);
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static Capture read(byte[] text) throws IOException {
    return CaptureFile.read(new ByteArrayInputStream(text));
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    assertThat(read(text(capture()))).isEqualTo(capture());
  }

  @Test
  void whatIsMissingIsEmptyAndWhatIsUnknownIsPassedOver() throws IOException {
    Capture read =
        read(
            "{\"new\":[1,{}],\"capture\":{\"host\":{\"os\":\"linux\",\"later\":{}},\"x\":[[]]}}"
                .getBytes(UTF_8));
    assertThat(read.gos()).isEmpty();
    assertThat(read.project()).isEqualTo(ProjectFacts.NONE);
    assertThat(read.host().os()).isEqualTo("linux");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | it has no member capture: archcheck doctor --format json writes one",
        "[] | it is no JSON object",
        "{\"capture\":[]} | capture is no object",
        "{\"capture\":{}} | capture.host is missing",
        "{\"capture\":{\"host\":7}} | capture.host is no object",
        "{\"capture\":{\"host\":{}}} | capture.host.os is missing",
        "{\"capture\":{\"host\":{\"os\":\"linux\"},\"gos\":[{\"pathPosition\":1},"
            + "{\"pathPosition\":1}]}} | capture.gos has two at the place 1 of PATH",
        "{\"capture\":{\"host\":{},\"gos\":7}} | capture.gos is no array",
        "{\"capture\":{\"host\":{},\"gos\":[7]}} | capture.gos[0] is no object",
        "{\"capture\":{\"host\":{},\"gos\":[{\"pathPosition\":\"1\"}]}} |"
            + " capture.gos[0].pathPosition is of another type: VALUE_STRING",
        "{\"capture\":{\"host\":{},\"gos\":[{\"pathPosition\":1.5}]}} |"
            + " capture.gos[0].pathPosition is of another type: VALUE_NUMBER_FLOAT",
        "{\"capture\":{\"host\":{},\"programs\":[{\"role\":\"x\"}]}} |"
            + " capture.programs[0].role is 'x', which is unknown",
        "{\"capture\":{\"host\":{},\"programs\":[{}]}} | capture.programs[0].role is missing"
      })
  void whatIsNone(String text, String message) {
    assertThatThrownBy(() -> read(text.getBytes(UTF_8)))
        .isInstanceOf(MalformedCaptureException.class)
        .hasMessage(message);
  }

  /** An endless list would take all memory. */
  @Test
  void aStreamWithoutEndIsNone() {
    byte[] one = "\"x\",".repeat(1 << 16).getBytes(UTF_8);
    List<InputStream> parts = new ArrayList<>();
    parts.add(new ByteArrayInputStream("{\"capture\":{\"unread\":[".getBytes(UTF_8)));
    for (int size = 0; size <= 8 << 20; size += one.length) {
      parts.add(new ByteArrayInputStream(one));
    }
    InputStream endless = new SequenceInputStream(Collections.enumeration(parts));
    assertThatThrownBy(() -> CaptureFile.read(endless))
        .isInstanceOf(MalformedCaptureException.class)
        .hasMessage("it is larger than 8 MiB");
  }

  @Test
  void everyBeginningOfOneIsNone() throws IOException {
    byte[] whole = text(capture());
    for (int end = 0; end < whole.length - 2; end++) {
      byte[] cut = java.util.Arrays.copyOf(whole, end);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(MalformedCaptureException.class);
    }
  }
}
