/** Go installations on this machine. */
module dev.archcheck.toolchain {
  requires transitive dev.archcheck.verify;
}
