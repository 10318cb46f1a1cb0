package dev.archcheck.verify.policy;

import dev.archcheck.verify.Rule;
import dev.archcheck.verify.Severity;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a policy of a YAML tree. What is not known, not meant or not possible refuses it all. */
final class PolicyReader {

  private static final String VERSION = "1";

  private static final List<String> TOP = List.of("version", "cgo", "waivers");
  private static final List<String> CGO = List.of("fail-on", "targets", "tests", "rules", "allow");
  private static final List<String> ALLOW =
      List.of("rule", "package", "module", "targets", "reason");
  private static final List<String> WAIVER =
      List.of("rule", "package", "module", "artifact", "targets", "reason", "owner", "expires");

  private static final int DATE_LENGTH = 10;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final String file;

  private PolicyReader(String file) {
    this.file = file;
  }

  static Policy read(String file, byte[] yaml) throws PolicyException {
    Node root = YamlTree.read(file, yaml);
    return root == null ? Policy.of(file) : new PolicyReader(file).policy(root);
  }

  private Policy policy(Node root) throws PolicyException {
    Section top = Section.open(file, "a policy", root);
    requireVersion(top);
    top.requireKeys(TOP);
    List<Waiver> waivers = waivers(top);
    Node cgo = top.filled("cgo");
    if (cgo == null) {
      Policy none = Policy.of(file);
      return new Policy(
          file,
          none.failOn(),
          none.targets(),
          none.tests(),
          none.severities(),
          none.allowances(),
          waivers);
    }
    return policy(Section.of(file, "cgo", cgo, CGO), waivers);
  }

  private Policy policy(Section cgo, List<Waiver> waivers) throws PolicyException {
    Policy none = Policy.of(file);
    return new Policy(
        file,
        cgo.has("fail-on") ? cgo.value("fail-on", PolicyReader::severity) : none.failOn(),
        cgo.has("targets") ? cgo.names("targets", PolicyReader::target) : none.targets(),
        cgo.has("tests") ? cgo.value("tests", PolicyReader::tests) : none.tests(),
        severities(cgo),
        allowances(cgo),
        waivers);
  }

  /** Before anything else: the keys of another version are not ours to judge. */
  private static void requireVersion(Section top) throws PolicyException {
    Node version = top.required("version");
    if (!(version instanceof Node.Scalar scalar) || !scalar.isNumber()) {
      throw top.refused("version", "'version' is a number, and this is " + version.kind());
    }
    if (!scalar.value().equals(VERSION)) {
      throw top.refused(
          "version",
          "this program knows version "
              + VERSION
              + " of policies, not "
              + Characters.quoted(scalar.value()));
    }
  }

  private Map<Rule, Severity> severities(Section cgo) throws PolicyException {
    Map<Rule, Severity> severities = new EnumMap<>(Rule.class);
    Node node = cgo.filled("rules");
    if (node != null) {
      Section rules =
          Section.of(file, "the rules of cgo", node, PackageRules.ids(PackageRules.WEIGHED));
      for (String id : rules.keys()) {
        severities.put(rule(id), rules.value(id, PolicyReader::severity));
      }
    }
    return severities;
  }

  private List<Allowance> allowances(Section cgo) throws PolicyException {
    List<Allowance> allowances = new ArrayList<>();
    Map<String, Place> seen = new HashMap<>();
    for (Node item : cgo.items("allow")) {
      Section section = Section.of(file, "an allowance", item, ALLOW);
      Rule rule = section.value("rule", PolicyReader::packageRule);
      Scope scope = scope(section, rule);
      requireNew(section, scope, seen);
      allowances.add(new Allowance(scope, section.prose("reason"), section.place()));
    }
    return allowances;
  }

  private List<Waiver> waivers(Section top) throws PolicyException {
    List<Waiver> waivers = new ArrayList<>();
    Map<String, Place> seen = new HashMap<>();
    for (Node item : top.items("waivers")) {
      Section section = Section.of(file, "a waiver", item, WAIVER);
      Scope scope = scope(section, section.value("rule", PolicyReader::waivableRule));
      requireNew(section, scope, seen);
      waivers.add(
          new Waiver(
              scope,
              section.prose("reason"),
              section.text("owner"),
              section.value("expires", PolicyReader::date),
              section.place()));
    }
    return waivers;
  }

  /** Two of one scope and different days: nobody would know which one holds. */
  private static void requireNew(Section section, Scope scope, Map<String, Place> seen)
      throws PolicyException {
    Place first = seen.putIfAbsent(scope.toString(), section.place());
    if (first != null) {
      throw section.refused("", "the same stands in line " + first.line() + " already: " + scope);
    }
  }

  private static Scope scope(Section section, Rule rule) throws PolicyException {
    boolean packages = PackageRules.ALL.contains(rule);
    for (String key : packages ? List.of("artifact") : List.of("package", "module", "targets")) {
      if (section.has(key)) {
        throw section.refused(
            key,
            "'"
                + key
                + "' does not go with "
                + rule.id()
                + ", which is about "
                + (packages ? "packages: name a package or a module" : "files: name an artifact"));
      }
    }
    if (rule == Rule.STD_CGO && section.has("module")) {
      throw section.refused(
          "module", "'module' does not go with std-cgo: the standard library is of no module");
    }
    if (!section.has("package") && !section.has("module") && !section.has("artifact")) {
      throw section.refused(
          "",
          packages
              ? "neither 'package' nor 'module' says what it is for"
              : "no 'artifact' says what it is for");
    }
    return new Scope(
        rule,
        glob(section, "package", Glob.Kind.PACKAGE),
        glob(section, "module", Glob.Kind.MODULE),
        glob(section, "artifact", Glob.Kind.ARTIFACT),
        section.has("targets") ? section.names("targets", PolicyReader::targetPattern) : List.of());
  }

  private static @Nullable Glob glob(Section section, String key, Glob.Kind kind)
      throws PolicyException {
    return section.has(key) ? section.value(key, text -> Glob.parse(kind, text)) : null;
  }

  private static Severity severity(String word) {
    return switch (word) {
      case "note" -> Severity.NOTE;
      case "warning" -> Severity.WARNING;
      case "error" -> Severity.ERROR;
      default ->
          throw new IllegalArgumentException(
              "is no severity" + Section.meant(word, List.of("error", "warning", "note")));
    };
  }

  private static TestUse tests(String word) {
    List<String> known = new ArrayList<>();
    for (TestUse use : TestUse.values()) {
      if (use.word().equals(word)) {
        return use;
      }
      known.add(use.word());
    }
    throw new IllegalArgumentException("is no way to count tests" + Section.meant(word, known));
  }

  private static Rule packageRule(String id) {
    Rule rule = find(id);
    if (rule == null || !PackageRules.ALL.contains(rule)) {
      throw new IllegalArgumentException(
          "is no rule of cgo" + Section.meant(id, PackageRules.ids(PackageRules.ALL)));
    }
    return rule;
  }

  private static Rule waivableRule(String id) {
    Rule rule = rule(id);
    if (PackageRules.OF_POLICY.contains(rule)) {
      throw new IllegalArgumentException("cannot be waived: it is about waivers and baselines");
    }
    if (PackageRules.OF_MACHINE.contains(rule)) {
      throw new IllegalArgumentException("cannot be waived: it is about a machine");
    }
    return rule;
  }

  private static Rule rule(String id) {
    Rule rule = find(id);
    if (rule == null) {
      throw new IllegalArgumentException(
          "is no rule" + Section.meant(id, List.of(Rule.values()).stream().map(Rule::id).toList()));
    }
    return rule;
  }

  private static @Nullable Rule find(String id) {
    for (Rule rule : Rule.values()) {
      if (rule.id().equals(id)) {
        return rule;
      }
    }
    return null;
  }

  private static String target(String text) {
    GoTargets.require(text);
    return text;
  }

  private static String targetPattern(String text) {
    GoTargets.requirePattern(text);
    return text;
  }

  private static LocalDate date(String text) {
    // The formatter alone would take a sign.
    if (text.length() != DATE_LENGTH) {
      throw noDay();
    }
    try {
      return LocalDate.parse(text, DATE);
    } catch (DateTimeException _) {
      throw noDay();
    }
  }

  private static IllegalArgumentException noDay() {
    return new IllegalArgumentException("is no day; days are written like 2027-01-31");
  }
}
