package dev.archcheck.verify.artifact;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Names the members of one archive; those of one name are told apart by a number. */
final class Members {

  private final Met archive;

  /** How often each place was named; a folder that the archive names itself may have none. */
  private final SortedMap<String, Integer> places = new TreeMap<>();

  Members(Met archive) {
    this.archive = archive;
  }

  /** A member's path and the names that may claim a platform. */
  record Named(String path, List<String> names) {}

  Named name(String member) {
    String plain = plain(member);
    String place = Names.place(plain);
    int times = places.merge(place == null ? plain : place, 1, Integer::sum);
    return named(plain, times == 1 ? "" : "#" + times);
  }

  /** {@return what a link is called: it is no member, and does not count as one} */
  Named ofLink(String link) {
    return named(plain(link), "");
  }

  private static String plain(String member) {
    return member.startsWith("./") ? member.substring(2) : member;
  }

  private Named named(String plain, String number) {
    return new Named(
        archive.path() + "!/" + plain + number, Names.withMember(archive.names(), plain));
  }

  /** Keeps in mind that there is a folder, which may be empty. */
  void addFolder(String folder) {
    String place = Names.place(folder);
    if (place != null) {
      places.putIfAbsent(place, 0);
    }
  }

  /** {@return whether there is a member or a folder at a place} */
  boolean has(String place) {
    return places.containsKey(place) || isFolder(place);
  }

  /** {@return whether there is something below a place} */
  boolean isFolder(String place) {
    if (place.isEmpty()) {
      return true;
    }
    SortedMap<String, Integer> below = places.tailMap(place + "/");
    return !below.isEmpty() && below.firstKey().startsWith(place + "/");
  }
}
