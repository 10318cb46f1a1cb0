package dev.archcheck.cli.render;

/** How a piece of text is set off where the terminal can do it; the words say it all without. */
public enum Style {
  PLAIN(""),
  STRONG("\u001b[1m"),
  FAINT("\u001b[2m"),
  GOOD("\u001b[32m"),
  WARNING("\u001b[33m"),
  BAD("\u001b[31m");

  static final String END = "\u001b[0m";

  private final String start;

  Style(String start) {
    this.start = start;
  }

  String start() {
    return start;
  }
}
