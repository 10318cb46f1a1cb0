package dev.archcheck.cli.command;

import dev.archcheck.cli.EdgeStream;
import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.Failures;
import dev.archcheck.cli.render.InspectJson;
import dev.archcheck.cli.render.InspectText;
import dev.archcheck.cli.render.InspectView;
import dev.archcheck.cli.render.NotABinaryException;
import dev.archcheck.cli.render.Page;
import dev.archcheck.inspect.Binary;
import dev.archcheck.inspect.BinaryReader;
import dev.archcheck.inspect.UnknownBinary;
import java.io.IOException;
import java.io.OutputStream;

/** Reads one file after the other and shows it; what is wrong with one never hides another. */
final class Inspection implements Result.Maker {

  private final InspectRequest request;
  private final Surroundings surroundings;
  private int archives;

  Inspection(InspectRequest request, Surroundings surroundings) {
    this.request = request;
    this.surroundings = surroundings;
  }

  @Override
  public int writeTo(OutputStream out) throws IOException {
    InspectView view =
        request.json() ? new InspectJson(out) : new InspectText(new Page(out, request.coloured()));
    boolean whole = true;
    for (String file : request.files()) {
      whole &= show(view, file);
      if (surroundings.out().state() != EdgeStream.State.OPEN) {
        break; // nobody will see the rest
      }
    }
    view.end();
    if (archives > 0) {
      Messages.hint(
          surroundings.err(),
          "inspect opens no archives: extract the file first; archcheck verify looks into them");
    }
    return whole ? ExitCode.OK : ExitCode.INCONCLUSIVE;
  }

  /** {@return whether a file that cannot be shown is one that verify would open} */
  private static boolean isArchive(String file) {
    return file.contains("!/")
        || file.matches(".*\\.(zip|jar|war|aar|apk|whl|nupkg|vsix|tar|tgz|tbz2?|gz|bz2|deb)");
  }

  private boolean show(InspectView view, String file) throws IOException {
    try (Input input = Input.open(file, surroundings.in())) {
      Binary binary = BinaryReader.read(input.source());
      if (binary instanceof UnknownBinary unknown) {
        throw new NotABinaryException(unknown.description());
      }
      return view.show(input.source().name(), binary, request.depth());
    } catch (IOException e) {
      Messages.error(surroundings.err(), file + ": " + Failures.message(e));
      if (isArchive(file)) {
        archives++;
      }
      view.failed(file, e);
      return false;
    }
  }
}
