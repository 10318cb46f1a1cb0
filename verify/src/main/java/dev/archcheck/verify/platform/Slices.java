package dev.archcheck.verify.platform;

/** How many of the platforms of a claim one file must serve. */
public enum Slices {
  /** One of them is enough. */
  ANY_OF,
  /** Every one: {@code universal2}, {@code x64+arm64}. */
  ALL_OF,
  /** At least two architectures, whichever: {@code universal}. */
  SEVERAL
}
