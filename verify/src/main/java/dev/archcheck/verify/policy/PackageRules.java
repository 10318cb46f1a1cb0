package dev.archcheck.verify.policy;

import dev.archcheck.verify.Rule;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The rules that are about packages; all others are about files. */
public final class PackageRules {

  /** In the order of their declaration. */
  public static final Set<Rule> ALL =
      Collections.unmodifiableSet(
          EnumSet.of(
              Rule.CGO_PACKAGE,
              Rule.SWIG_PACKAGE,
              Rule.OBJECT_PACKAGE,
              Rule.ASSEMBLY_PACKAGE,
              Rule.DLOPEN_PACKAGE,
              Rule.PLUGIN_PACKAGE,
              Rule.STD_CGO,
              Rule.CGO_STUB));

  /** What is said of the policy or the baseline itself; who could waive it would need neither. */
  static final Set<Rule> OF_POLICY =
      Collections.unmodifiableSet(
          EnumSet.of(
              Rule.WAIVER_EXPIRED, Rule.WAIVER_EXPIRING, Rule.WAIVER_UNUSED, Rule.BASELINE_STALE));

  /** What is said of a machine; what a project decides goes with it to every machine. */
  static final Set<Rule> OF_MACHINE =
      Collections.unmodifiableSet(EnumSet.range(Rule.PROCESS_EMULATED, Rule.MIXED_CHAIN));

  /** Those whose severity a policy may say. */
  static final Set<Rule> WEIGHED;

  static {
    Set<Rule> weighed = EnumSet.copyOf(ALL);
    weighed.add(Rule.BASELINE_STALE);
    WEIGHED = Collections.unmodifiableSet(weighed);
  }

  private PackageRules() {}

  static List<String> ids(Set<Rule> rules) {
    return rules.stream().map(Rule::id).toList();
  }
}
