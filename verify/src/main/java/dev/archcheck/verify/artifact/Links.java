package dev.archcheck.verify.artifact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The links of one archive. A member is met at its own place; where a link gives it a name that
 * claims something else, it is met once more under that name, as on disk.
 *
 * <p>An archive may well link to what is elsewhere when it is unpacked, {@code libfoo.so.1} of
 * another package say, so a link to nothing is reported only if its own name claims something that
 * those around it do not. Absolute targets are looked for from the archive's root, where they are
 * in a root file system.
 */
final class Links {

  /** As many links in a row as Linux follows. */
  private static final int CHAIN = 40;

  private final Met archive;
  private final Members members;
  private final Archives archives;

  /** What each link leads to, both by their places; null for what is outside. */
  private final Map<String, @Nullable String> targets = new LinkedHashMap<>();

  private final Map<String, List<String>> ofFiles = new HashMap<>();
  private final Map<String, List<String>> ofFolders = new HashMap<>();

  Links(Met archive, Members members, Archives archives) {
    this.archive = archive;
    this.members = members;
    this.archives = archives;
  }

  /** A link whose target counts from the archive's root. */
  void addHard(String link, String target) {
    String place = Names.place(link);
    targets.put(place == null ? link : place, Names.place(target));
  }

  /** A link whose target counts from the link's folder. */
  void addSymbolic(String link, String target) {
    int slash = link.lastIndexOf('/');
    addHard(link, target.startsWith("/") ? target : link.substring(0, slash + 1) + target);
  }

  /**
   * Finds what the links lead to, when all members are known.
   *
   * @return whether there is a member to be met again
   */
  boolean resolve() throws Budget.ExhaustedException {
    for (String link : targets.keySet()) {
      String target = target(link);
      if (target != null && members.isFolder(target)) {
        folder(link, target);
      }
    }
    for (String link : targets.keySet()) {
      String target = target(link);
      if (target == null || !members.has(target)) {
        nothing(link);
      } else if (!members.isFolder(target)) {
        file(link, target);
      }
    }
    return !ofFiles.isEmpty() || !ofFolders.isEmpty();
  }

  /** {@return the names under which a member is to be met again} */
  List<String> aliases(String member) throws Budget.ExhaustedException {
    String place = Names.place(member);
    if (place == null) {
      return List.of();
    }
    List<String> aliases = new ArrayList<>(ofFiles.getOrDefault(place, List.of()));
    for (String alias : throughFolders(place)) {
      if (archives.wantsAgain(names(alias), names(place))) {
        aliases.add(alias);
      }
    }
    return aliases;
  }

  private void folder(String link, String target) {
    boolean leadsBack = target.isEmpty() || link.startsWith(target + "/");
    if (!leadsBack && archives.wantsFolderAgain(names(link), names(target))) {
      ofFolders.computeIfAbsent(target, _ -> new ArrayList<>(1)).add(link);
    }
  }

  private void file(String link, String target) throws Budget.ExhaustedException {
    List<String> names = throughFolders(link);
    names.add(link);
    for (String name : names) {
      if (archives.wantsAgain(names(name), names(target))) {
        ofFiles.computeIfAbsent(target, _ -> new ArrayList<>(1)).add(name);
      }
    }
  }

  private void nothing(String link) {
    String folder = link.substring(0, Math.max(0, link.lastIndexOf('/')));
    if (archives.wantsAgain(names(link), names(folder))) {
      String target = targets.get(link);
      archives.notChecked(
          members.ofLink(link).path(),
          target == null
              ? "is a link that leads out of the archive"
              : "is a link to " + target + ", which is not in the archive");
    }
  }

  /** {@return the further names of a place, one for each link to a folder that it is in} */
  private List<String> throughFolders(String place) throws Budget.ExhaustedException {
    List<String> names = new ArrayList<>(0);
    for (int end = place.indexOf('/'); end >= 0; end = place.indexOf('/', end + 1)) {
      for (String link : ofFolders.getOrDefault(place.substring(0, end), List.of())) {
        archive.budget().takeMember(link.length());
        names.add(link + place.substring(end));
      }
    }
    return names;
  }

  /** {@return the place that a link leads to at last; null if that is outside or nowhere} */
  private @Nullable String target(String link) throws Budget.ExhaustedException {
    String place = targets.get(link);
    for (int i = 0; i < CHAIN && place != null; i++) {
      String onTheWay = linkOnTheWay(place);
      if (onTheWay == null) {
        return place;
      }
      archive.budget().takeMember(place.length());
      String target = targets.get(onTheWay);
      place = target == null ? null : Names.place(target + place.substring(onTheWay.length()));
    }
    return null;
  }

  /** {@return the first part of a place that is a link, and neither a member nor a folder} */
  private @Nullable String linkOnTheWay(String place) {
    for (int end = 0; end < place.length(); ) {
      int slash = place.indexOf('/', end + 1);
      end = slash < 0 ? place.length() : slash;
      String part = place.substring(0, end);
      if (targets.containsKey(part) && !members.has(part)) {
        return part;
      }
    }
    return null;
  }

  private List<String> names(String place) {
    return Names.withMember(archive.names(), place);
  }
}
