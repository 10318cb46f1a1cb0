package dev.archcheck.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md, held on the compiled classes. */
final class ArrowsTest {

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.archcheck");

  @Test
  void noArrowRunsUp() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("cli")
        .definedBy("dev.archcheck.cli..")
        .layer("toolchain")
        .definedBy("dev.archcheck.toolchain..")
        .layer("verify")
        .definedBy("dev.archcheck.verify..")
        .layer("inspect")
        .definedBy("dev.archcheck.inspect..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("toolchain")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("verify")
        .mayOnlyBeAccessedByLayers("cli", "toolchain")
        .check(HOUSE);
  }

  @Test
  void factsNeedNothingButTheJdkBase() {
    noClasses()
        .that()
        .resideInAPackage("dev.archcheck.inspect..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "dev.archcheck.inspect..",
            "java.io..",
            "java.lang..",
            "java.nio..",
            "java.util..",
            "org.jspecify.annotations..")
        .check(HOUSE);
  }

  @Test
  void judgementsDoNotPrintAndDoNotAskTheMachine() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.archcheck.inspect..", "dev.archcheck.verify..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(HOUSE);
  }

  @Test
  void policiesAreToldTheDay() {
    noClasses()
        .that()
        .resideInAPackage("dev.archcheck.verify.policy..")
        .should()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.time\\.(Clock|Instant|.*DateTime|ZoneId)")
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("java.nio.file..")
        .check(HOUSE);
  }

  @Test
  void onlyTheReaderOfPoliciesKnowsYaml() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.archcheck.verify.policy.YamlTree")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.snakeyaml..")
        .check(HOUSE);
  }

  @Test
  void formatsDoNotKnowEachOther() {
    for (String format : new String[] {"pe", "macho", "elf", "wasm", "xcoff", "plan9"}) {
      String[] others =
          java.util.stream.Stream.of("pe", "macho", "elf", "ar", "wasm", "xcoff", "plan9")
              .filter(other -> !other.equals(format))
              .map(other -> "dev.archcheck.inspect." + other + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("dev.archcheck.inspect." + format + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .check(HOUSE);
    }
  }
}
