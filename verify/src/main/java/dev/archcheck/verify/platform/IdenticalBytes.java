package dev.archcheck.verify.platform;

import dev.archcheck.verify.Evidence;
import dev.archcheck.verify.Finding;
import dev.archcheck.verify.Rule;
import dev.archcheck.verify.artifact.Artifact;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  /** Each file is read once at most, however many there are of its size. */
  void compare(Sink out) {
    Map<Integer, List<Candidate>> twins = new HashMap<>();
    for (Candidate candidate : failed) {
      if (!twins.containsKey(candidate.index())) {
        copies(bySize.getOrDefault(candidate.content().size(), List.of()), twins);
      }
      for (Candidate other : twins.getOrDefault(candidate.index(), List.of())) {
        if (!other.claim().platforms().equals(candidate.claim().platforms())) {
          out.accept(candidate.index(), finding(candidate, other));
          break;
        }
      }
    }
  }

  /** Puts beside each file of one size those that have its bytes. */
  private static void copies(List<Candidate> sameSize, Map<Integer, List<Candidate>> twins) {
    if (!areClaimedDifferently(sameSize)) {
      return;
    }
    Map<ByteBuffer, List<Candidate>> byDigest = new HashMap<>();
    for (Candidate candidate : sameSize) {
      try {
        ByteBuffer digest = ByteBuffer.wrap(candidate.content().sha256());
        List<Candidate> same = byDigest.computeIfAbsent(digest, _ -> new ArrayList<>(1));
        same.add(candidate);
        twins.put(candidate.index(), same);
      } catch (IOException _) {
        // What can no longer be read is the same as nothing.
        twins.put(candidate.index(), List.of());
      }
    }
  }

  private static boolean areClaimedDifferently(List<Candidate> candidates) {
    for (Candidate candidate : candidates) {
      if (!candidate.claim().platforms().equals(candidates.getFirst().claim().platforms())) {
        return true;
      }
    }
    return false;
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
