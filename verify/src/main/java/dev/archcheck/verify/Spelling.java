package dev.archcheck.verify;

import java.util.Collection;

/** Slips of the finger: the known word that was probably meant. */
public final class Spelling {

  private static final int MOST_SLIPS = 2;

  /** Nobody misspells more than this; it bounds the work on hostile words. */
  private static final int LONGEST = 64;

  private Spelling() {}

  /**
   * {@return the candidate that is at most two letters away, the first of the nearest, or the empty
   * string}
   */
  public static String nearest(String word, Collection<String> candidates) {
    String nearest = "";
    int best = MOST_SLIPS + 1;
    if (word.length() > LONGEST) {
      return nearest;
    }
    for (String candidate : candidates) {
      int distance = distance(word, candidate);
      if (distance < best && distance < candidate.length()) {
        best = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** Letters to insert, drop or change, counted row by row. */
  private static int distance(String one, String two) {
    int[] above = new int[two.length() + 1];
    for (int j = 0; j <= two.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[two.length() + 1];
      row[0] = i;
      for (int j = 1; j <= two.length(); j++) {
        int changed = above[j - 1] + (one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[two.length()];
  }
}
