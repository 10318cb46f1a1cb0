package dev.archcheck.inspect.macho;

/**
 * A load_command of a Mach-O file (mach-o/loader.h). One that is not known here, or that is
 * damaged, is a case of its own and keeps its bytes readable.
 */
public sealed interface LoadCommand
    permits SegmentCommand,
        DylibCommand,
        TextCommand,
        BuildVersionCommand,
        VersionMinCommand,
        UuidCommand,
        SourceVersionCommand,
        EntryPointCommand,
        SymtabCommand,
        DysymtabCommand,
        DyldInfoCommand,
        LinkeditDataCommand,
        EncryptionInfoCommand,
        NoteCommand,
        FilesetEntryCommand,
        LinkerOptionCommand,
        UnknownCommand,
        MalformedCommand {

  /** {@return what command it is} */
  CommandType type();

  /** {@return where it starts, relative to the source of the file or slice} */
  long offset();

  /** {@return its cmdsize in bytes} */
  int size();
}
