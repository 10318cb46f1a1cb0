package dev.archcheck.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.cgo.CgoReport;
import dev.archcheck.verify.cgo.PackageUse;
import dev.archcheck.verify.cgo.ScanState;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** A document of schema {@value #SCHEMA}. */
public final class CgoJson {

  static final String SCHEMA = "archcheck.cgo/1";

  private final JsonGenerator json;

  /** A view on a stream. */
  public CgoJson(OutputStream out) throws IOException {
    json = Json.generator(out);
  }

  /** Writes a report, how it differs from an earlier one, and its verdict. */
  public void write(CgoReport cgo, CgoDifference difference, Verdict verdict) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("verdict", Words.of(verdict.state()));
    Json.optional(json, "why", verdict.why());
    Json.optional(json, "hint", verdict.hint());
    json.writeArrayFieldStart("targets");
    for (CgoReport.Target target : cgo.targets()) {
      target(target);
    }
    json.writeEndArray();
    VerifyJson.findings(json, cgo.report());
    VerifyJson.artifacts(json, cgo.report());
    json.writeArrayFieldStart("uses");
    for (PackageUse use : cgo.uses()) {
      use(use);
    }
    json.writeEndArray();
    cut("cut", cgo.cut());
    cut("cutAnywhere", cgo.cutAnywhere());
    if (difference.isAsked()) {
      json.writeObjectFieldStart("difference");
      json.writeStringField("since", difference.since());
      strings("added", difference.added());
      strings("removed", difference.removed());
      strings("onlyNow", difference.onlyNow());
      strings("onlyThen", difference.onlyThen());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }

  private void cut(String name, List<CgoReport.CutImport> imports) throws IOException {
    json.writeArrayFieldStart(name);
    for (CgoReport.CutImport one : imports) {
      json.writeStartObject();
      json.writeStringField("importer", one.importer());
      Json.optional(json, "imported", one.imported());
      Json.optional(json, "place", one.place());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void target(CgoReport.Target target) throws IOException {
    ScanState state = target.state();
    json.writeStartObject();
    json.writeStringField("name", target.name());
    json.writeStringField("source", target.source());
    json.writeNumberField("packages", target.packages());
    json.writeNumberField("sourcesNotRead", target.unread());
    json.writeStringField("cgo", Words.of(state.cgo()));
    strings("evidence", state.evidence());
    json.writeStringField("end", Words.of(target.end()));
    Json.optional(json, "targetEvidence", state.targetEvidence());
    json.writeArrayFieldStart("faults");
    for (ScanState.Fault fault : state.faults()) {
      json.writeStartObject();
      json.writeStringField("problem", Words.of(fault.problem()));
      json.writeStringField("detail", fault.detail());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void use(PackageUse use) throws IOException {
    json.writeStartObject();
    json.writeStringField("rule", use.rule().id());
    json.writeStringField("package", use.artifact());
    Json.optional(json, "module", use.module().path());
    Json.optional(json, "version", use.module().version());
    Json.optional(json, "replacement", use.module().replacement());
    json.writeBooleanField("direct", use.direct());
    Json.optional(json, "through", use.through());
    strings("shown", use.shown());
    chain(use.chain());
    json.writeFieldName("chains");
    json.writeNumber(Math.min(use.chains(), Json.MAX_EXACT));
    json.writeArrayFieldStart("targets");
    for (Map.Entry<String, PackageUse.OnTarget> one : use.targets().entrySet()) {
      json.writeStartObject();
      json.writeStringField("target", one.getKey());
      json.writeStringField("outcome", Words.of(one.getValue().outcome()));
      json.writeBooleanField("testOnly", one.getValue().testOnly());
      if (one.getValue().outcome() == PackageUse.Outcome.DENIED) {
        json.writeStringField("severity", Words.of(one.getValue().severity()));
      }
      strings("shown", one.getValue().shown());
      Json.optional(json, "why", one.getValue().why());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void chain(Evidence.Chain chain) throws IOException {
    strings("chain", chain.packages());
    if (chain.cut() >= 0) {
      json.writeNumberField("cutAfter", chain.cut());
    }
  }

  private void strings(String name, List<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
