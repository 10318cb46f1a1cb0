package dev.archcheck.verify.sumdb;

/** A signed note whose signature was verified. There is no other way to get one. */
public final class VerifiedNote {

  private final LogKey key;
  private final String text;
  private final String note;

  VerifiedNote(LogKey key, String text, String note) {
    this.key = key;
    this.text = text;
    this.note = note;
  }

  /** {@return the key that signed it} */
  public LogKey key() {
    return key;
  }

  /** {@return what was signed, with its last line end} */
  public String text() {
    return text;
  }

  /** {@return all of it: the text, a blank line, the signatures} */
  public String note() {
    return note;
  }
}
