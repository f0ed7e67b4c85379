package io.beatweaver.model.internal.net;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.internal.NDArrayEx;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** The tensor of a Java number may be freed before the backward pass reads it. */
class ScalarOverloadsTest {
  private static final DescribedPredicate<JavaMethodCall> SCALAR_OVERLOAD =
      DescribedPredicate.describe(
          "an overload of NDArray that takes a Java number",
          call ->
              (call.getTargetOwner().isAssignableTo(NDArray.class)
                      || call.getTargetOwner().isAssignableTo(NDArrayEx.class))
                  && call.getName().matches("r?(add|sub|mul|div|mod|pow)i?|maximum|minimum")
                  && call.getTarget().getRawParameterTypes().size() == 1
                  && call.getTarget().getRawParameterTypes().get(0).isEquivalentTo(Number.class));

  @Test
  void areUsedNowhereInThisModule() {
    noClasses()
        .should()
        .callMethodWhere(SCALAR_OVERLOAD)
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.beatweaver.model"));
  }

  @Test
  void wouldBeFound() {
    JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);
    Assertions.assertThrows(
        AssertionError.class,
        () -> noClasses().should().callMethodWhere(SCALAR_OVERLOAD).check(offender));
  }

  static final class Offender {
    NDArray half(NDArray x) {
      return x.mul(0.5f);
    }
  }
}
