package dev.archcheck.cli.command;

import dev.archcheck.verify.openpgp.Keyring;
import dev.archcheck.verify.openpgp.MalformedKeyringException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The option that names OpenPGP keys which may sign releases beside the known one. */
final class KeyringOption {

  private static final String NAME = "--keyring";

  private KeyringOption() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(
        Options.value(
            "FILE",
            "Trust the OpenPGP keys in FILE, too, beside the one that signs releases of Go.",
            NAME));
  }

  /** {@return the keys that were named, or null} */
  static @Nullable Keyring read(ParseResult arguments) throws UsageException {
    String file = Options.text(arguments, NAME, "");
    if (file.isEmpty()) {
      return null;
    }
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return Keyring.read(in.readNBytes(Keyring.MOST_BYTES + 1));
    } catch (MalformedKeyringException e) {
      throw new UsageException("--keyring: " + file + " " + e.getMessage(), "");
    } catch (IOException | InvalidPathException e) {
      throw new UsageException("--keyring: cannot be read: " + e.getMessage(), "");
    }
  }
}
