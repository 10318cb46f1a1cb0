package dev.archcheck.cli.render;

/** Numbers with their noun. */
final class Count {

  private Count() {}

  static String of(long count, String noun) {
    return of(count, noun, noun + "s");
  }

  static String of(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
