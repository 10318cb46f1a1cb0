package dev.archcheck.inspect.pe;

import dev.archcheck.inspect.Problem;
import dev.archcheck.inspect.Problem.Reason;
import java.util.function.Consumer;

/** Looks for sections that no loader maps; of each kind of damage the first is reported. */
final class SectionChecks {

  private SectionChecks() {}

  static void check(ImageHeaders image, Consumer<Problem> problems) {
    checkFile(image, problems);
    checkMemory(image, problems);
  }

  private static void checkFile(ImageHeaders image, Consumer<Problem> problems) {
    SectionTable sections = image.sections();
    long fileSize = image.source().size();
    for (int i = 0; i < sections.count(); i++) {
      long end = sections.pointerToRawData(i) + sections.sizeOfRawData(i);
      if (sections.pointerToRawData(i) != 0 && end > fileSize) {
        report(
            image,
            problems,
            i,
            "SizeOfRawData",
            Reason.TRUNCATED,
            "section " + (i + 1) + " reaches " + (end - fileSize) + " bytes past the end of file");
        return;
      }
    }
  }

  private static void checkMemory(ImageHeaders image, Consumer<Problem> problems) {
    SectionTable sections = image.sections();
    long end = 0;
    for (int i = 0; i < sections.count(); i++) {
      long start = sections.virtualAddress(i);
      if (start < end) {
        report(
            image,
            problems,
            i,
            "VirtualAddress",
            Reason.OVERLAP,
            "section " + (i + 1) + " begins before the section in front of it ends");
        return;
      }
      end = start + Math.max(1, sections.virtualSize(i));
      if (end > image.optional().sizeOfImage() && image.optional().sizeOfImage() != 0) {
        report(
            image,
            problems,
            i,
            "VirtualSize",
            Reason.OUT_OF_RANGE,
            "section " + (i + 1) + " reaches past SizeOfImage");
        return;
      }
    }
  }

  private static void report(
      ImageHeaders image,
      Consumer<Problem> problems,
      int index,
      String field,
      Reason reason,
      String detail) {
    problems.accept(
        image.problem(SectionHeader.NAME, field, image.sections().offset(index), reason, detail));
  }
}
