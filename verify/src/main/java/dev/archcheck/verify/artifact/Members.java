package dev.archcheck.verify.artifact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names the members of one archive; those of one name are told apart by a number. */
final class Members {

  private final Met archive;
  private final Map<String, Integer> seen = new HashMap<>();

  Members(Met archive) {
    this.archive = archive;
  }

  /** A member's path and the names that may claim a platform. */
  record Named(String path, List<String> names) {}

  Named name(String member) {
    String plain = member.startsWith("./") ? member.substring(2) : member;
    int times = seen.merge(plain, 1, Integer::sum);
    String path = archive.path() + "!/" + plain;
    return new Named(
        times == 1 ? path : path + "#" + times, Names.withMember(archive.names(), plain));
  }
}
