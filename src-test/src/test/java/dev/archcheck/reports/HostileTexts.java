package dev.archcheck.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Names and messages that mean something to one of the formats, alone and joined. */
final class HostileTexts {

  private static final List<String> PIECES =
      List.of(
          "a",
          " ",
          "  x  ",
          "-",
          ".",
          "..",
          "../../x",
          "/etc/passwd",
          "C:\\x\\y",
          "a!/b",
          "!/",
          "a\u0000b",
          "\u0001\u0008\u000b\u001f",
          "\u001b[2J\u001b]0;x\u0007",
          "line\nline",
          "line\r\nline",
          "\r",
          "\t",
          "\u007f\u0085\u009b31m",
          "\u2028\u2029",
          "\u202egnp.exe\u202c",
          "\u200b\u200d\ufeff",
          "\u00e4\u00f6\u6f22",
          "\ud83d\ude00",
          "\ud83d",
          "\ude00",
          "\ude00\ud83d",
          "\ufffe\uffff",
          "\udbff\udfff",
          "\"'",
          "\"onload=\"x",
          "<script>alert(1)</script>",
          "</failure></testcase>",
          "<!--",
          "-->",
          "<![CDATA[",
          "]]>",
          "&amp;&#0;&lt;",
          "<img src=x>",
          "::error::x",
          "::error file=a,line=1::x",
          "\n::set-output name=x::y",
          "  ::stop-commands::x",
          "##[error]x",
          "###[command]x",
          "##[add-mask]a",
          "%0A::warning::x",
          "%",
          "%25",
          "a,b:c=d",
          "|",
          "\\|",
          "\\",
          "`",
          "```",
          "``|``",
          "*b*",
          "_i_",
          "__init__",
          "~~s~~",
          "[a](http://example.invalid)",
          "![a](http://example.invalid)",
          "[a](1)",
          "[a]: http://example.invalid",
          "<http://example.invalid>",
          "http://example.invalid/x",
          "HTTPS://EXAMPLE.INVALID",
          "www.example.invalid",
          "a@example.invalid",
          "@somebody",
          "@org/team",
          "#1",
          "GH-1",
          "org/repo#1",
          "0123456789abcdef0123456789abcdef01234567",
          ":tada:",
          "# head",
          "- item",
          "1. item",
          "> quote",
          "| --- | --- |",
          "---",
          "{0}",
          "{{x}}",
          "${x}",
          "$(x)",
          "'; drop table x; --",
          "x".repeat(5_000),
          "\ud83d\ude00".repeat(3_000),
          "<".repeat(3_000),
          "`|".repeat(2_000));

  private HostileTexts() {}

  /** {@return each piece, and so many more that are joined from up to four} */
  static List<String> all(int joined) {
    List<String> texts = new ArrayList<>(PIECES);
    Random random = new Random(20_260_101);
    for (int i = 0; i < joined; i++) {
      StringBuilder text = new StringBuilder();
      int pieces = 1 + random.nextInt(4);
      for (int j = 0; j < pieces; j++) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      texts.add(text.toString());
    }
    return texts;
  }
}
