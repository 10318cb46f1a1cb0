package dev.archcheck.verify.policy;

import dev.archcheck.verify.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an allowance or a waiver is for. What is null is not asked for; at least one of the three
 * patterns is there.
 *
 * @param rule the one rule
 * @param packages import paths, for rules of packages
 * @param modules module paths, for rules of packages
 * @param artifacts paths of files, for all other rules
 * @param targets {@code linux/amd64}, {@code linux/*}, {@code *}{@code /arm64}; all where it is
 *     empty
 */
public record Scope(
    Rule rule,
    @Nullable Glob packages,
    @Nullable Glob modules,
    @Nullable Glob artifacts,
    List<String> targets) {

  /** Keeps its own list. */
  public Scope {
    targets = List.copyOf(targets);
  }

  /** {@return whether it is for this: the rule and everything that is asked for fits} */
  public boolean covers(Subject subject) {
    return subject.rule() == rule
        && (packages == null || packages.matches(subject.artifact()))
        && (modules == null || modules.matches(subject.module()))
        && (artifacts == null
            || artifacts.matches(artifacts.isAbsolute() ? subject.place() : subject.artifact()))
        && coversTarget(subject.target());
  }

  boolean coversTarget(String target) {
    return targets.isEmpty()
        || targets.stream().anyMatch(pattern -> GoTargets.matches(pattern, target));
  }

  /** {@return what it is for in one line, without its place, for people and to recognise it by} */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    parts.add(rule.id());
    if (packages != null) {
      parts.add("package " + packages);
    }
    if (modules != null) {
      parts.add("module " + modules);
    }
    if (artifacts != null) {
      parts.add("artifact " + artifacts);
    }
    if (!targets.isEmpty()) {
      parts.add("on " + String.join(", ", targets));
    }
    return String.join(" ", parts);
  }
}
