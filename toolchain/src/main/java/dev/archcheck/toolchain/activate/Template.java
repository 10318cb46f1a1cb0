package dev.archcheck.toolchain.activate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A script of this package with places to fill. What is filled in is not looked at again. */
final class Template {

  private final String source;
  private final List<String> marks = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  private Template(String source) {
    this.source = source;
  }

  static Template of(String resource) throws IOException {
    try (InputStream in = Template.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not in the program");
      }
      return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  Template with(String mark, String value) {
    marks.add(mark);
    values.add(value);
    return this;
  }

  /** {@return the script} In one pass: a path may look like a mark. */
  String text() {
    StringBuilder text = new StringBuilder(source.length() + 256);
    int done = 0;
    for (int at = source.indexOf('@'); at >= 0; at = source.indexOf('@', at + 1)) {
      for (int i = 0; i < marks.size() && at >= done; i++) {
        if (source.startsWith(marks.get(i), at)) {
          text.append(source, done, at).append(values.get(i));
          done = at + marks.get(i).length();
        }
      }
    }
    return text.append(source, done, source.length()).toString();
  }
}
