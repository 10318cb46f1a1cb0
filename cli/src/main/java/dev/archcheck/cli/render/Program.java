package dev.archcheck.cli.render;

/** What the program calls itself in reports. */
public final class Program {

  /** Its name. */
  public static final String NAME = "archcheck";

  /** Its version, as in the pom. */
  public static final String VERSION = "0.1.0-SNAPSHOT";

  private Program() {}
}
