/** Go installations and the machine that they are on. */
module dev.archcheck.toolchain {
  requires transitive dev.archcheck.verify;
  requires com.fasterxml.jackson.core;
  requires static org.jspecify;

  exports dev.archcheck.toolchain;
  exports dev.archcheck.toolchain.activate;
  exports dev.archcheck.toolchain.bundle;
  exports dev.archcheck.toolchain.check;
  exports dev.archcheck.toolchain.discover;
  exports dev.archcheck.toolchain.doctor;
  exports dev.archcheck.toolchain.download;
  exports dev.archcheck.toolchain.go;
  exports dev.archcheck.toolchain.host;
  exports dev.archcheck.toolchain.install;
  exports dev.archcheck.toolchain.lock;
  exports dev.archcheck.toolchain.log;
  exports dev.archcheck.toolchain.prune;
  exports dev.archcheck.toolchain.release;
  exports dev.archcheck.toolchain.store;
}
