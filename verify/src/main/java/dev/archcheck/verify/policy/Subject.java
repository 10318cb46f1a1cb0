package dev.archcheck.verify.policy;

import dev.archcheck.verify.Rule;

/**
 * What is judged: one use of one class of native code in one package on one target, or what a rule
 * found in one file.
 *
 * @param rule the class of the use, or the rule
 * @param artifact the import path of the package; for a rule of files the path from the working
 *     folder, with {@code /} between its elements on every system
 * @param module the path of the module that the package is of, or the empty string where it is of
 *     none (the standard library) or the rule is about files
 * @param version the version of the module, or the empty string; nothing is decided by it
 * @param target what it is built for as Go writes it ({@code linux/amd64}), or the empty string
 *     where the rule is about files
 * @param testOnly whether nothing but tests needs it
 * @param place for a rule of files the path from the root, else the empty string
 */
public record Subject(
    Rule rule,
    String artifact,
    String module,
    String version,
    String target,
    boolean testOnly,
    String place) {

  /** A use in a package. */
  public Subject(
      Rule rule, String artifact, String module, String version, String target, boolean testOnly) {
    this(rule, artifact, module, version, target, testOnly, "");
  }

  /** What a rule found in a file that has no other name. */
  public static Subject ofFile(Rule rule, String path) {
    return ofFile(rule, path, path);
  }

  /** What a rule found in a file. */
  static Subject ofFile(Rule rule, String path, String place) {
    return new Subject(rule, path, "", "", "", false, place);
  }
}
