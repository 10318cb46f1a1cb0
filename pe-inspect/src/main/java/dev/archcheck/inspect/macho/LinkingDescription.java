package dev.archcheck.inspect.macho;

import dev.archcheck.inspect.ByteSource;
import dev.archcheck.inspect.Cursor;
import dev.archcheck.inspect.Field;
import dev.archcheck.inspect.Structure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Hands out what a file takes from others, what it offers, and which pointers dyld rewrites. Newer
 * images say it in chained fixups and an exports trie, older ones in dyld_info; objects and images
 * for a kernel have only their symbol table.
 */
final class LinkingDescription {

  private final MachO file;
  private final ByteSource source;
  private final Consumer<Structure> out;
  private final Libraries libraries;
  private @Nullable SymtabCommand symtab;
  private @Nullable DyldInfoCommand dyldInfo;
  private @Nullable LinkeditDataCommand chainedFixups;
  private @Nullable LinkeditDataCommand exportsTrie;

  LinkingDescription(MachO file, Consumer<Structure> out) throws IOException {
    this.file = file;
    this.source = file.source();
    this.out = out;
    this.libraries = new Libraries(file);
    for (LoadCommand command : file.loadCommands()) {
      remember(command);
    }
  }

  private void remember(LoadCommand command) {
    switch (command) {
      case SymtabCommand found -> symtab = found;
      case DyldInfoCommand found -> dyldInfo = found;
      case LinkeditDataCommand found when found.type().raw() == CommandType.DYLD_CHAINED_FIXUPS ->
          chainedFixups = found;
      case LinkeditDataCommand found when found.type().raw() == CommandType.DYLD_EXPORTS_TRIE ->
          exportsTrie = found;
      default -> {}
    }
  }

  void imports() throws IOException {
    libraries();
    if (chainedFixups != null && chainedFixups.datasize() != 0) {
      ChainedFixups.read(file, chainedFixups).describeImports(libraries, out);
    } else if (dyldInfo != null) {
      binds(dyldInfo, new DistinctSymbols(out));
    } else {
      symbols(SymbolTable::isUndefined);
    }
  }

  /** Each library as its load command has it, and the ordinal that its symbols give it. */
  private void libraries() throws IOException {
    int ordinal = 0;
    for (LoadCommand command : file.loadCommands()) {
      if (command instanceof DylibCommand dylib && dylib.isLoad()) {
        ordinal++;
        Cursor in =
            Cursor.recording(
                source, "dylib_command", dylib.offset(), dylib.size(), file.byteOrder());
        var _ = LoadCommands.decode(in);
        Structure read = in.structure();
        List<Field> fields = new ArrayList<>(read.fields());
        fields.add(Field.number("ordinal", read.offset(), 0, ordinal));
        out.accept(new Structure(read.name(), read.offset(), read.size(), List.copyOf(fields)));
      }
    }
  }

  void exports() throws IOException {
    if (exportsTrie != null) {
      exports(exportsTrie.dataoff(), exportsTrie.datasize());
    } else if (dyldInfo != null) {
      exports(dyldInfo.exportOff(), dyldInfo.exportSize());
    } else {
      symbols(SymbolTable::isExported);
    }
  }

  private void exports(long offset, long size) throws IOException {
    new ExportsTrie(table("export", offset, size), libraries, out).describe();
  }

  private void symbols(IntPredicate wanted) throws IOException {
    if (symtab != null) {
      SymbolTable.read(file, symtab).describe(wanted, libraries, out);
    }
  }

  void fixups() throws IOException {
    if (chainedFixups != null && chainedFixups.datasize() != 0) {
      ChainedFixups.read(file, chainedFixups).describe(out);
    }
    if (dyldInfo != null) {
      LinkeditBytes rebases = table("rebase", dyldInfo.rebaseOff(), dyldInfo.rebaseSize());
      new RebaseOpcodes(file, rebases, new SegmentAddress(file.segments()), out).describe();
      binds(dyldInfo, out);
    }
  }

  private void binds(DyldInfoCommand info, Consumer<Structure> sink) throws IOException {
    bind("bind", info.bindOff(), info.bindSize(), sink);
    bind("weak_bind", info.weakBindOff(), info.weakBindSize(), sink);
    bind("lazy_bind", info.lazyBindOff(), info.lazyBindSize(), sink);
  }

  private void bind(String name, long offset, long size, Consumer<Structure> sink)
      throws IOException {
    new BindOpcodes(
            file,
            name,
            table(name, offset, size),
            new SegmentAddress(file.segments()),
            libraries,
            sink)
        .describe();
  }

  private LinkeditBytes table(String name, long offset, long size) throws IOException {
    return LinkeditBytes.read(source, name, size == 0 ? 0 : offset, size, file.byteOrder());
  }

  /** Lets the first row of a symbol through: a symbol can be bound in many places. */
  private static final class DistinctSymbols implements Consumer<Structure> {
    private final Consumer<Structure> out;
    private final Set<String> seen = new HashSet<>();

    DistinctSymbols(Consumer<Structure> out) {
      this.out = out;
    }

    @Override
    public void accept(Structure row) {
      for (Field field : row.fields()) {
        if (field.name().equals("symbol")
            && field.value() instanceof Field.Text(String symbol)
            && seen.add(symbol)) {
          out.accept(row);
        }
      }
    }
  }
}
