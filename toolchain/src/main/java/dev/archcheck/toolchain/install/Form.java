package dev.archcheck.toolchain.install;

/** How a toolchain is packed. */
public enum Form {
  /** As it is published for download: {@code .tar.gz}. */
  TAR_GZ,
  /** As it is published for download: {@code .zip}. */
  ZIP,
  /** The zip of the module {@code golang.org/toolchain}. */
  MODULE
}
