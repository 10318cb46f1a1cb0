package dev.archcheck.verify.platform;

import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.artifact.Artifact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds files that are copies of one another under the names of two platforms. Bytes that serve
 * both names may well be the same, so only a file that fails its own name is compared, and only
 * with files of its size.
 */
final class IdenticalBytes {

  private record Candidate(String artifact, Claim claim, Artifact.Content content, int index) {}

  private final Map<Long, List<Candidate>> bySize = new HashMap<>();
  private final List<Candidate> failed = new ArrayList<>(0);

  /**
   * Remembers a file whose claim was held against its bytes.
   *
   * @param index where its findings belong
   */
  void add(Artifact artifact, Claim claim, int index, List<Finding> findings) {
    if (!claim.isComplete() || claim.words().getFirst().source().equals("--target")) {
      return;
    }
    Candidate candidate = new Candidate(artifact.path(), claim, artifact.content(), index);
    bySize.computeIfAbsent(artifact.content().size(), _ -> new ArrayList<>(1)).add(candidate);
    if (isWrong(findings)) {
      failed.add(candidate);
    }
  }

  /** Takes back the file that was added last, if it is the one of this index. */
  void forget(int index, long size) {
    List<Candidate> sameSize = bySize.get(size);
    if (sameSize != null && !sameSize.isEmpty() && sameSize.getLast().index() == index) {
      sameSize.removeLast();
    }
    if (!failed.isEmpty() && failed.getLast().index() == index) {
      failed.removeLast();
    }
  }

  private static boolean isWrong(List<Finding> findings) {
    for (Finding finding : findings) {
      switch (finding.rule()) {
        case WRONG_ARCHITECTURE, WRONG_OS, MISSING_SLICE -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  /** Receives a finding and where it belongs. */
  interface Sink {
    void accept(int index, Finding finding);
  }

  void compare(Sink out) {
    for (Candidate candidate : failed) {
      Candidate twin = twin(candidate);
      if (twin != null) {
        out.accept(candidate.index(), finding(candidate, twin));
      }
    }
  }

  private @Nullable Candidate twin(Candidate candidate) {
    for (Candidate other : bySize.getOrDefault(candidate.content().size(), List.of())) {
      if (other.index() != candidate.index()
          && !other.claim().platforms().equals(candidate.claim().platforms())
          && sameBytes(candidate, other)) {
        return other;
      }
    }
    return null;
  }

  /** What can no longer be read is the same as nothing. */
  private static boolean sameBytes(Candidate one, Candidate two) {
    try {
      return Arrays.equals(one.content().sha256(), two.content().sha256());
    } catch (IOException _) {
      return false;
    }
  }

  private static Finding finding(Candidate candidate, Candidate twin) {
    List<Evidence> evidence = new ArrayList<>(candidate.claim().words());
    evidence.addAll(twin.claim().words());
    return Finding.of(
        Rule.IDENTICAL_BYTES,
        candidate.artifact(),
        evidence,
        twin.artifact(),
        candidate.claim().label(),
        twin.claim().label());
  }
}
