package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.MalformedBinaryException;
import java.io.IOException;
import java.nio.ByteOrder;

/** Decodes one load_command at a time, and knows the name of its structure. */
final class LoadCommands {

  private LoadCommands() {}

  /** Decodes a command that a scan has stepped to; damage inside it becomes a case of its own. */
  static LoadCommand read(ByteSource source, LoadCommandScan scan, ByteOrder order)
      throws IOException {
    try {
      return decode(
          Cursor.open(source, structureName(scan.type()), scan.offset(), scan.size(), order));
    } catch (MalformedBinaryException e) {
      return new MalformedCommand(
          new CommandType(scan.type()), scan.offset(), scan.size(), e.problem());
    }
  }

  /** Decodes the command that the cursor covers. */
  static LoadCommand decode(Cursor in) throws MalformedBinaryException {
    CommandHead head = CommandHead.read(in);
    return switch (head.type().raw() & ~CommandType.REQ_DYLD) {
      case 0x01 -> SegmentCommand.read(head, in, false);
      case 0x19 -> SegmentCommand.read(head, in, true);
      case 0x0C, 0x0D, 0x18, 0x1F, 0x20, 0x23 -> DylibCommand.read(head, in);
      case 0x0E, 0x0F, 0x12, 0x13, 0x14, 0x15, 0x1C, 0x27, 0x39 -> TextCommand.read(head, in);
      case 0x32 -> BuildVersionCommand.read(head, in);
      case 0x24, 0x25, 0x2F, 0x30 -> VersionMinCommand.read(head, in);
      case 0x1B -> UuidCommand.read(head, in);
      case 0x2A -> SourceVersionCommand.read(head, in);
      case 0x28 -> EntryPointCommand.read(head, in);
      case 0x02 -> SymtabCommand.read(head, in);
      case 0x0B -> DysymtabCommand.read(head, in);
      case 0x22 -> DyldInfoCommand.read(head, in);
      case 0x1D, 0x1E, 0x26, 0x29, 0x2B, 0x2E, 0x33, 0x34, 0x36, 0x37, 0x38, 0x3A ->
          LinkeditDataCommand.read(head, in);
      case 0x21, 0x2C -> EncryptionInfoCommand.read(head, in);
      case 0x2D -> LinkerOptionCommand.read(head, in);
      case 0x31 -> NoteCommand.read(head, in);
      case 0x35 -> FilesetEntryCommand.read(head, in);
      default -> UnknownCommand.read(head, in);
    };
  }

  /** {@return the structure of a command in the header's spelling} */
  static String structureName(int cmd) {
    return switch (cmd & ~CommandType.REQ_DYLD) {
      case 0x01 -> "segment_command";
      case 0x19 -> "segment_command_64";
      case 0x0C, 0x0D, 0x18, 0x1F, 0x20, 0x23 -> "dylib_command";
      case 0x0E, 0x0F, 0x27 -> "dylinker_command";
      case 0x12 -> "sub_framework_command";
      case 0x13 -> "sub_umbrella_command";
      case 0x14 -> "sub_client_command";
      case 0x15 -> "sub_library_command";
      case 0x1C -> "rpath_command";
      case 0x39 -> "target_triple_command";
      case 0x32 -> "build_version_command";
      case 0x24, 0x25, 0x2F, 0x30 -> "version_min_command";
      case 0x1B -> "uuid_command";
      case 0x2A -> "source_version_command";
      case 0x28 -> "entry_point_command";
      case 0x02 -> "symtab_command";
      case 0x0B -> "dysymtab_command";
      case 0x22 -> "dyld_info_command";
      case 0x1D, 0x1E, 0x26, 0x29, 0x2B, 0x2E, 0x33, 0x34, 0x36, 0x37, 0x38, 0x3A ->
          "linkedit_data_command";
      case 0x21 -> "encryption_info_command";
      case 0x2C -> "encryption_info_command_64";
      case 0x2D -> "linker_option_command";
      case 0x31 -> "note_command";
      case 0x35 -> "fileset_entry_command";
      case 0x04, 0x05 -> "thread_command";
      case 0x11 -> "routines_command";
      case 0x1A -> "routines_command_64";
      default -> "load_command";
    };
  }
}
