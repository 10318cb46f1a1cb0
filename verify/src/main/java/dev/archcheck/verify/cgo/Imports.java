package dev.archcheck.verify.cgo;

/** The imports of a package, as numbers in {@link Names}. */
public final class Imports {

  private final int[] numbers;

  Imports(int[] numbers) {
    this.numbers = numbers;
  }

  /** {@return the numbers, which are not to be changed} */
  int[] numbers() {
    return numbers;
  }

  boolean contains(int number) {
    for (int one : numbers) {
      if (one == number) {
        return true;
      }
    }
    return false;
  }
}
