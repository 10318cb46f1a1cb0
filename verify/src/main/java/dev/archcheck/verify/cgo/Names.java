package dev.archcheck.verify.cgo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Import paths and their numbers: each text is kept once, however often it is imported. */
final class Names {

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();

  int number(String text) {
    Integer known = numbers.putIfAbsent(text, texts.size());
    if (known != null) {
      return known;
    }
    texts.add(text);
    return texts.size() - 1;
  }

  /** {@return the number, or -1} */
  int find(String text) {
    return numbers.getOrDefault(text, -1);
  }

  String text(int number) {
    return texts.get(number);
  }

  int size() {
    return texts.size();
  }
}
