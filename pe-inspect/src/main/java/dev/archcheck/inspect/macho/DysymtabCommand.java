package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;

/** A dysymtab_command (mach-o/loader.h), 80 bytes. */
public record DysymtabCommand(
    CommandType type,
    long offset,
    int size,
    long ilocalsym,
    long nlocalsym,
    long iextdefsym,
    long nextdefsym,
    long iundefsym,
    long nundefsym,
    long tocoff,
    long ntoc,
    long modtaboff,
    long nmodtab,
    long extrefsymoff,
    long nextrefsyms,
    long indirectsymoff,
    long nindirectsyms,
    long extreloff,
    long nextrel,
    long locreloff,
    long nlocrel)
    implements LoadCommand {

  static final int SIZE = 80;

  static DysymtabCommand read(CommandHead head, Cursor in) throws MalformedBinaryException {
    return new DysymtabCommand(
        head.type(),
        head.offset(),
        head.size(),
        in.u32("ilocalsym"),
        in.u32("nlocalsym"),
        in.u32("iextdefsym"),
        in.u32("nextdefsym"),
        in.u32("iundefsym"),
        in.u32("nundefsym"),
        in.u32("tocoff"),
        in.u32("ntoc"),
        in.u32("modtaboff"),
        in.u32("nmodtab"),
        in.u32("extrefsymoff"),
        in.u32("nextrefsyms"),
        in.u32("indirectsymoff"),
        in.u32("nindirectsyms"),
        in.u32("extreloff"),
        in.u32("nextrel"),
        in.u32("locreloff"),
        in.u32("nlocrel"));
  }
}
