package dev.archcheck.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.archcheck.inspect.MalformedBinaryException;
import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Witness;
import dev.archcheck.inspect.go.CgoVerdict;
import dev.archcheck.inspect.go.CgoVerdict.CgoPackage;
import dev.archcheck.inspect.go.FunctionName;
import dev.archcheck.inspect.go.FunctionTable;
import dev.archcheck.inspect.go.GoBuildInfo;
import dev.archcheck.inspect.go.GoFunction;
import dev.archcheck.inspect.go.GoPackage;
import dev.archcheck.inspect.go.GoProgram;
import dev.archcheck.inspect.go.GoVersionRange;
import dev.archcheck.inspect.go.LinkMode;
import dev.archcheck.inspect.go.ModuleData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** What is known of a Go program, as the member {@code go} of a binary. */
final class GoJson {

  private final JsonGenerator json;

  GoJson(JsonGenerator json) {
    this.json = json;
  }

  void write(GoProgram program, Depth depth, List<Problem> problems) throws IOException {
    json.writeObjectFieldStart("go");
    Optional<GoBuildInfo> info = program.buildInfo();
    if (info.isPresent()) {
      buildInfo(info.get());
    }
    Optional<GoVersionRange> versions = program.impliedVersions();
    if (versions.isPresent()) {
      versions(versions.get());
    }
    cgo(program.cgo());
    link(program.linkMode());
    Optional<FunctionTable> table = program.functionTable();
    if (table.isPresent()) {
      table(table.get());
      if (depth.packages()) {
        packages(table.get(), problems);
      }
      if (depth.functions() != null) {
        functions(table.get(), depth.functions(), problems);
      }
    }
    json.writeEndObject();
    problems.addAll(program.problems());
  }

  private void buildInfo(GoBuildInfo info) throws IOException {
    json.writeObjectFieldStart("buildInfo");
    json.writeNumberField("offset", info.offset());
    json.writeStringField("goVersion", info.goVersion());
    Json.optional(json, "path", info.path());
    Optional<GoBuildInfo.Module> main = info.mainModule();
    if (main.isPresent()) {
      json.writeFieldName("main");
      module(main.get());
    }
    json.writeArrayFieldStart("dependencies");
    for (GoBuildInfo.Module dependency : info.dependencies()) {
      module(dependency);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("settings");
    for (GoBuildInfo.Setting setting : info.settings()) {
      json.writeStartObject();
      json.writeStringField("key", setting.key());
      json.writeStringField("value", setting.value());
      json.writeNumberField("offset", setting.offset());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void module(GoBuildInfo.Module module) throws IOException {
    json.writeStartObject();
    json.writeStringField("path", module.path());
    Json.optional(json, "version", module.version());
    Json.optional(json, "sum", module.sum());
    Optional<GoBuildInfo.Module> replacement = module.replacedBy();
    if (replacement.isPresent()) {
      json.writeFieldName("replacement");
      module(replacement.get());
    }
    json.writeEndObject();
  }

  private void versions(GoVersionRange range) throws IOException {
    json.writeObjectFieldStart("impliedVersions");
    json.writeStringField("first", range.first());
    Json.optional(json, "last", range.last());
    witnesses(range.evidence());
    json.writeEndObject();
  }

  private void witnesses(List<Witness> witnesses) throws IOException {
    json.writeArrayFieldStart("evidence");
    for (Witness witness : witnesses) {
      json.writeStartObject();
      Json.witness(json, witness);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void cgo(CgoVerdict verdict) throws IOException {
    json.writeObjectFieldStart("cgo");
    json.writeStringField("verdict", Words.of(verdict.kind()));
    Json.optional(json, "reason", verdict.reason());
    json.writeArrayFieldStart("packages");
    for (CgoPackage one : verdict.packages()) {
      json.writeStartObject();
      json.writeStringField("path", one.path());
      json.writeBooleanField("standard", one.standard());
      names("functions", one.functions());
      names("exports", one.exports());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("evidence");
    for (CgoVerdict.Evidence one : verdict.evidence()) {
      json.writeStartObject();
      json.writeStringField("weight", Words.of(one.weight()));
      Json.witness(json, one.witness());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void names(String field, List<String> names) throws IOException {
    json.writeArrayFieldStart(field);
    for (String name : names) {
      json.writeString(name);
    }
    json.writeEndArray();
  }

  private void link(LinkMode mode) throws IOException {
    json.writeObjectFieldStart("linkMode");
    json.writeStringField("mode", Words.of(mode.kind()));
    witnesses(mode.evidence());
    json.writeEndObject();
  }

  private void table(FunctionTable table) throws IOException {
    json.writeObjectFieldStart("functionTable");
    json.writeNumberField("offset", table.offset());
    json.writeStringField("address", Words.offset(table.address()));
    Json.optional(json, "section", table.section());
    json.writeStringField("magic", "0x" + Integer.toHexString(table.version().magic()));
    json.writeNumberField("pointerSize", table.pointerSize());
    json.writeNumberField("quantum", table.quantum());
    json.writeNumberField("functions", table.functionCount());
    json.writeBooleanField("addressesKnown", table.addressesKnown());
    Optional<ModuleData> data = table.moduleData();
    if (data.isPresent()) {
      moduleData(data.get());
    }
    json.writeEndObject();
  }

  private void moduleData(ModuleData data) throws IOException {
    json.writeObjectFieldStart("moduleData");
    json.writeNumberField("offset", data.offset());
    json.writeStringField("address", Words.offset(data.address()));
    Json.optional(json, "section", data.section());
    json.writeStringField("minpc", Words.offset(data.minpc()));
    json.writeStringField("maxpc", Words.offset(data.maxpc()));
    json.writeStringField("text", Words.offset(data.text()));
    json.writeStringField("etext", Words.offset(data.etext()));
    json.writeEndObject();
  }

  private void packages(FunctionTable table, List<Problem> problems) throws IOException {
    json.writeArrayFieldStart("packages");
    try {
      for (GoPackage one : GoPackage.of(table)) {
        json.writeStartObject();
        json.writeStringField("path", one.path());
        json.writeNumberField("functions", one.functions());
        json.writeNumberField("bytes", one.bytes());
        json.writeEndObject();
      }
    } catch (MalformedBinaryException e) {
      problems.add(e.problem());
    }
    json.writeEndArray();
  }

  private void functions(FunctionTable table, Glob glob, List<Problem> problems)
      throws IOException {
    json.writeArrayFieldStart("functions");
    try {
      table.forEach(function -> {
        if (glob.matches(function.name())) {
          function(function);
        }
      });
    } catch (MalformedBinaryException e) {
      problems.add(e.problem());
    }
    json.writeEndArray();
  }

  private void function(GoFunction function) {
    FunctionName parts = function.parts();
    try {
      json.writeStartObject();
      json.writeStringField("name", function.name());
      Json.optional(json, "package", parts.packagePath());
      Json.optional(json, "receiver", parts.receiver());
      json.writeStringField("address", Words.offset(function.address()));
      json.writeNumberField("size", function.size());
      json.writeNumberField("offset", function.offset());
      Json.optional(json, "file", function.file());
      if (function.line() > 0) {
        json.writeNumberField("line", function.line());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the stream below does not throw
    }
  }
}
