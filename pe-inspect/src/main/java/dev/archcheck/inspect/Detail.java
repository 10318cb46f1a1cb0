package dev.archcheck.inspect;

/** What can be asked of a binary beyond its identity; read only when it is asked for. */
public enum Detail {
  /** File header, optional header, load commands, program headers. */
  HEADERS,
  /** Sections, or the members of an archive. */
  SECTIONS,
  /** What it takes from other files: libraries and symbols. */
  IMPORTS,
  /** What it offers. */
  EXPORTS,
  /** Relocations of objects and base relocations of images. */
  RELOCATIONS,
  /** Chained fixups, bind and rebase information, dynamic value relocations. */
  FIXUPS,
  /** Load config, CHPE metadata, code map and what the loader rewrites. */
  HYBRID
}
