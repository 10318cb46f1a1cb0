package dev.archcheck.toolchain.host;

/** What macOS is asked: {@code sysctlbyname(3)}, in this process. */
interface MacSystem {

  /** {@return a value of the type CTLTYPE_INT or CTLTYPE_QUAD} */
  Reply number(String name);

  /** {@return a value of the type CTLTYPE_STRING} */
  Reply text(String name);
}
