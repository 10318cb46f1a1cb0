/** Facts about binary files. */
module dev.archcheck.inspect {
  requires static org.jspecify;

  exports dev.archcheck.inspect;
  exports dev.archcheck.inspect.ar;
  exports dev.archcheck.inspect.elf;
  exports dev.archcheck.inspect.go;
  exports dev.archcheck.inspect.macho;
  exports dev.archcheck.inspect.pe;
  exports dev.archcheck.inspect.plan9;
  exports dev.archcheck.inspect.wasm;
  exports dev.archcheck.inspect.xcoff;
}
