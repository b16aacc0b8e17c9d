package io.logstrata.archiver.lambda;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.logstrata.archiver.lambda", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  private ArchitectureTest() {}

  @ArchTest
  static final ArchRule the_function_drives_the_same_engine_as_the_program =
      classes()
          .that()
          .resideInAPackage("..archiver.lambda..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "com.fasterxml.jackson..",
              "com.amazonaws.services.lambda.runtime..",
              "..archiver.lambda..",
              "..archiver.run..",
              "..archiver.plan..",
              "..archiver.archive..",
              "..archiver.config..",
              "..archiver.aws..")
          .because("two ways to archive a day would be two sets of guarantees");
}
