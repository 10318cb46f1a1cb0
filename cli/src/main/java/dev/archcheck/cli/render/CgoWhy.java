package dev.archcheck.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.cgo.CgoReport;
import dev.archcheck.verify.cgo.Why;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** All shortest chains of imports to one package, for people and for programs. */
public final class CgoWhy {

  private CgoWhy() {}

  /** Prints them, one below the other. */
  public static void print(String artifact, Map<String, Why> found, CgoReport cgo, Page page) {
    found.forEach((target, why) -> {
      page.text(Style.STRONG, artifact).text(why.module().exists() ? " of " + why.module() : "");
      page.text(" on " + target);
      List<String> words = why.rules().stream().map(CgoTree::word).toList();
      page.line(words.isEmpty() ? ": no native code of its own" : ": " + String.join(", ", words));
      if (why.chains().isEmpty()) {
        page.line("  nothing in the scan leads to it");
      } else if (why.chains().getFirst().packages().size() == 1) {
        page.line("  it was asked for itself");
      } else {
        page.line("  " + Count.of(why.count(), "shortest chain"));
        why.chains().forEach(chain -> chain(chain, cgo, page));
        long left = why.count() - why.chains().size();
        if (left > 0) {
          page.line("  and " + left + " more");
        }
      }
      page.end();
    });
    page.flush();
  }

  private static void chain(Evidence.Chain chain, CgoReport cgo, Page page) {
    page.end();
    List<String> packages = chain.packages();
    for (int i = 0; i < packages.size(); i++) {
      page.text(i == 0 ? "  " : "    imports ");
      page.text(
          i > 0 && i == chain.cut() + 1 ? Style.WARNING : Style.PLAIN,
          CgoTree.shown(packages.get(i), cgo.mainModules()));
      page.line(i > 0 && i == chain.cut() + 1 ? "   ✂ the import to cut" : "");
    }
  }

  /** Writes a document of schema {@code archcheck.cgo-why/1}. */
  public static void json(String artifact, Map<String, Why> found, OutputStream out)
      throws IOException {
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeStringField("schema", "archcheck.cgo-why/1");
      json.writeStringField("package", artifact);
      json.writeArrayFieldStart("targets");
      for (Map.Entry<String, Why> one : found.entrySet()) {
        json.writeStartObject();
        json.writeStringField("target", one.getKey());
        Json.optional(json, "module", one.getValue().module().path());
        Json.optional(json, "version", one.getValue().module().version());
        json.writeFieldName("count");
        json.writeNumber(Math.min(one.getValue().count(), Json.MAX_EXACT));
        json.writeArrayFieldStart("chains");
        for (Evidence.Chain chain : one.getValue().chains()) {
          json.writeStartObject();
          json.writeArrayFieldStart("packages");
          for (String name : chain.packages()) {
            json.writeString(name);
          }
          json.writeEndArray();
          json.writeNumberField("cutAfter", chain.cut());
          json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }
}
