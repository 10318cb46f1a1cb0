package dev.archcheck.inspect.go;

/**
 * The part of the runtime's module data that says where the code is (Go, runtime/symtab.go,
 * moduledata); addresses are as linked.
 *
 * @param offset the absolute offset of the structure in the file
 * @param address its address
 * @param section the section that it is in, or the empty string
 * @param minpc the lowest address of code
 * @param maxpc the end of the code
 * @param text where runtime.text is
 * @param etext where runtime.etext is
 */
public record ModuleData(
    long offset, long address, String section, long minpc, long maxpc, long text, long etext) {}
