package io.beatweaver.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of CONTRIBUTING.md that a machine can check. */
@AnalyzeClasses(
    packages = "io.beatweaver",
    importOptions = {ImportOption.DoNotIncludeTests.class, HouseRulesTest.NoJarsOfTests.class})
class HouseRulesTest {
  /** Core's tests come as a jar, for the bundles that they write. */
  static final class NoJarsOfTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  @ArchTest
  static final ArchRule modulesDependOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("core")
          .definedBy(
              "io.beatweaver",
              "io.beatweaver.beatsaver..",
              "io.beatweaver.dressing..",
              "io.beatweaver.file..",
              "io.beatweaver.grid..",
              "io.beatweaver.level..",
              "io.beatweaver.official..",
              "io.beatweaver.quality..",
              "io.beatweaver.render..",
              "io.beatweaver.tempo..",
              "io.beatweaver.token..",
              "io.beatweaver.unity..")
          .layer("audio")
          .definedBy("io.beatweaver.audio..", "io.beatweaver.demo..")
          .layer("storage")
          .definedBy("io.beatweaver.storage..")
          .layer("model")
          .definedBy("io.beatweaver.model..", "io.beatweaver.corpus..")
          .layer("examples")
          .definedBy("io.beatweaver.examples..")
          .whereLayer("examples")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers("examples")
          .whereLayer("storage")
          .mayOnlyBeAccessedByLayers("model", "examples")
          .whereLayer("audio")
          .mayOnlyBeAccessedByLayers("model", "examples");

  @ArchTest
  static final ArchRule examplesUseThePublicApiAlone =
      noClasses()
          .that()
          .resideInAPackage("io.beatweaver.examples..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.beatweaver..internal..");

  @ArchTest
  static final ArchRule theLibraryNeverPrints =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.beatweaver.examples..")
          .should(ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule coreKnowsJacksonAndSlf4jAlone =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.beatweaver.level..",
              "io.beatweaver.official..",
              "io.beatweaver.tempo..",
              "io.beatweaver.token..",
              "io.beatweaver.grid..",
              "io.beatweaver.quality..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..", "com.fasterxml.jackson..", "org.slf4j..", "io.beatweaver..");

  @ArchTest
  static final ArchRule bundlesKnowXzBesides =
      noClasses()
          .that()
          .resideInAPackage("io.beatweaver.unity..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("java..", "org.tukaani.xz..", "io.beatweaver..");
}
