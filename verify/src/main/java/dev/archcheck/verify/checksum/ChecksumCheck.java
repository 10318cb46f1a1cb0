package dev.archcheck.verify.checksum;

import dev.archcheck.verify.checksum.ChecksumRequest.SideFiles;
import dev.archcheck.verify.digest.Algorithm;
import dev.archcheck.verify.digest.ContentDigests;
import dev.archcheck.verify.digest.Digest;
import dev.archcheck.verify.digest.OnePass;
import dev.archcheck.verify.digest.OpenFile;
import dev.archcheck.verify.proof.Proof;
import dev.archcheck.verify.proof.ProofKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/** Holds files and folders against digests, lists of digests and signatures. */
public final class ChecksumCheck {

  private final ChecksumRequest request;
  private final LongConsumer progress;
  private final Signatures signatures;
  private final List<SumsList> named = new ArrayList<>();

  /** The lists of each folder, which several files share. */
  private final Map<Path, List<SumsList>> found = new HashMap<>();

  /** A check that tells how many bytes of the present file went by. */
  public ChecksumCheck(ChecksumRequest request, LongConsumer progress) {
    this.request = request;
    this.progress = progress;
    this.signatures = new Signatures(request.keys());
  }

  /** {@return what was found out, in the order of the request} What cannot be read says so. */
  public List<CheckedFile> run() {
    for (Path list : request.sums()) {
      named.add(SumsList.read(list, SumsList.Origin.NAMED, signaturesOfNamed(list), signatures));
    }
    List<CheckedFile> checked = new ArrayList<>();
    for (Path path : request.paths()) {
      if (Files.isDirectory(path)) {
        checked.addAll(new FolderCheck(this, path).run(listsOfFolder(path)));
      } else {
        checked.add(file(path));
      }
    }
    return checked;
  }

  private List<Path> signaturesOfNamed(Path list) {
    if (!request.signatures().isEmpty()) {
      return request.signatures();
    }
    return request.sideFiles() == SideFiles.USED ? SideNames.signatures(list) : List.of();
  }

  private List<SumsList> listsOfFolder(Path folder) {
    return named.isEmpty() && request.sideFiles() == SideFiles.USED ? found(folder) : named;
  }

  private List<SumsList> found(Path folder) {
    return found.computeIfAbsent(folder, this::read);
  }

  private List<SumsList> read(Path folder) {
    List<SumsList> lists = new ArrayList<>();
    try {
      for (Path list : SideNames.lists(folder)) {
        lists.add(
            SumsList.read(list, SumsList.Origin.FOUND, SideNames.signatures(list), signatures));
      }
    } catch (IOException _) {
      // A folder that cannot be listed has no lists to offer.
    }
    return lists;
  }

  private CheckedFile file(Path path) {
    try (OpenFile file = OpenFile.open(path, OpenFile.Links.FOLLOWED)) {
      List<Held> demanded = demanded(path);
      return check(path.toString(), file, demanded, beside(path, List.of()));
    } catch (IOException e) {
      return CheckedFile.unread(path.toString(), Trouble.of(e));
    }
  }

  /** What the user named. */
  private List<Held> demanded(Path path) {
    List<Held> held = new ArrayList<>();
    for (Digest digest : request.expected()) {
      held.add(new Held.Value(ProofKind.PINNED, "--" + digest.algorithm().word(), digest, ""));
    }
    for (SumsList list : named) {
      held.addAll(list.over(path));
    }
    if (named.isEmpty()) {
      for (Path signature : request.signatures()) {
        held.addAll(signatures.over(signature));
      }
    }
    return held;
  }

  /**
   * {@return what lies beside a file, if that is to be used}
   *
   * @param used lists that are held against the file anyway
   */
  List<Held> beside(Path path, List<SumsList> used) {
    List<Held> held = new ArrayList<>();
    if (request.sideFiles() == SideFiles.IGNORED) {
      return held;
    }
    for (Path sidecar : SideNames.sidecars(path)) {
      held.addAll(SumsList.read(sidecar, SumsList.Origin.FOUND, List.of(), signatures).over(path));
    }
    for (Path signature : SideNames.signatures(path)) {
      if (!isNamed(signature)) {
        held.addAll(signatures.over(signature));
      }
    }
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && !SideNames.isList(String.valueOf(path.getFileName()))) {
      for (SumsList list : found(folder)) {
        if (!isNamed(list.path) && !isAmong(used, list)) {
          held.addAll(list.over(path));
        }
      }
    }
    return held;
  }

  private static boolean isAmong(List<SumsList> lists, SumsList list) {
    for (SumsList one : lists) {
      if (one.path.toAbsolutePath().normalize().equals(list.path.toAbsolutePath().normalize())) {
        return true;
      }
    }
    return false;
  }

  private boolean isNamed(Path side) {
    for (List<Path> paths : List.of(request.sums(), request.signatures())) {
      for (Path path : paths) {
        if (path.toAbsolutePath().normalize().equals(side.toAbsolutePath().normalize())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Makes all digests in one pass, and holds everything against them. */
  CheckedFile check(String name, OpenFile file, List<Held> demanded, List<Held> beside)
      throws IOException {
    Set<Algorithm> algorithms = EnumSet.of(Algorithm.SHA256);
    algorithms.addAll(request.shown());
    algorithms.addAll(request.releases().algorithms(file));
    for (List<Held> list : List.of(demanded, beside)) {
      for (Held held : list) {
        algorithms.addAll(held.algorithms());
      }
    }
    ContentDigests content = new OnePass(file, progress).digests(algorithms);
    List<Proof> proofs = new ArrayList<>();
    List<String> unmet = new ArrayList<>();
    for (Held held : demanded) {
      Proof proof = held.proof(file, content);
      proofs.add(proof);
      if (proof.state() == Proof.State.NOT_HAD) {
        unmet.add(proof.source() + ": " + proof.detail());
      }
    }
    for (Held held : beside) {
      proofs.add(held.proof(file, content));
    }
    proofs.addAll(request.releases().proofs(file, content));
    return new CheckedFile(name, file.size(), content.all(), proofs, unmet, "");
  }
}
