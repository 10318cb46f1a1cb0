package dev.archcheck.verify.cgo;

import java.util.Arrays;

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

  boolean isLike(Imports other) {
    int[] mine = numbers.clone();
    int[] others = other.numbers.clone();
    Arrays.sort(mine);
    Arrays.sort(others);
    return Arrays.equals(mine, others);
  }

  /** {@return the same imports by the numbers of other names} */
  Imports in(Names names, Names others) {
    int[] moved = new int[numbers.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = others.number(names.text(numbers[i]));
    }
    return new Imports(moved);
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
