package dev.archcheck.cli.render;

import dev.archcheck.verify.Finding;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What a finding is recognised by in the next run: rule, artifact and {@link Finding#identity}. No
 * line, version or message goes in, and no folder above the repository, so that it stays the same
 * when those change.
 */
final class Fingerprints {

  private static final int LENGTH = 32;

  private Fingerprints() {}

  /**
   * {@return one for each finding, in their order; no two are the same} Findings that nothing tells
   * apart are numbered by what they say, so the order of a report does not matter either.
   */
  static List<String> of(List<Finding> findings, Account account) {
    Map<String, List<Integer>> same = new HashMap<>();
    List<String> prints = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      Finding one = findings.get(i);
      String print =
          of(one.rule().id(), artifact(one.artifact(), account), one.identity(), place(account));
      prints.add(print);
      same.computeIfAbsent(print, _ -> new ArrayList<>()).add(i);
    }
    for (List<Integer> group : same.values()) {
      group.sort(
          Comparator.<Integer, String>comparing(i -> findings.get(i).message())
              .thenComparing(i -> findings.get(i).evidence().toString()));
      for (int i = 0; i < group.size(); i++) {
        int index = group.get(i);
        prints.set(index, prints.get(index) + ":" + (i + 1));
      }
    }
    return prints;
  }

  /** {@return the fingerprint of an artifact that was not checked} */
  static String ofNotChecked(String artifact, Account account) {
    return of("not-checked", artifact(artifact, account), "");
  }

  /** Two modules of a repository may need one package; a file is its own place. */
  private static String place(Account account) {
    return account.subjects() == Account.Subjects.PACKAGES ? account.tree().below() : "";
  }

  private static String artifact(String artifact, Account account) {
    boolean isFile =
        account.subjects() == Account.Subjects.FILES || account.tree().isOnDisk(artifact);
    return artifact.isEmpty() || !isFile ? artifact : account.tree().portable(artifact);
  }

  private static String of(String... parts) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
    for (String part : parts) {
      // Char by char: a charset would make one of all names that it cannot write.
      for (int i = 0; i < part.length(); i++) {
        digest.update((byte) (part.charAt(i) >> 8));
        digest.update((byte) part.charAt(i));
      }
      digest.update((byte) 0xFF); // U+FFFF is no character: the end of a part
      digest.update((byte) 0xFF);
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
  }
}
