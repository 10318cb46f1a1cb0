package dev.archcheck.verify.policy;

/** How uses count that nothing but tests needs. */
public enum TestUse {
  /** As notes, whatever the severity of their rule. */
  NOTE("note"),
  /** As all others. */
  AS_OTHERS("as-others"),
  /** Not at all. */
  IGNORE("ignore");

  private final String word;

  TestUse(String word) {
    this.word = word;
  }

  /** {@return how a policy writes it} */
  public String word() {
    return word;
  }
}
