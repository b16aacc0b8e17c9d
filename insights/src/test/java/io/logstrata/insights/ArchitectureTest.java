package io.logstrata.insights;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.logstrata.insights",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule the_model_knows_only_java =
      noClasses()
          .that()
          .resideInAPackage("..insights.model..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("java..", "..insights.model..")
          .because(
              "every other room stands on it, and a filter must outlive each of their libraries");

  @ArchTest
  static final ArchRule evaluation_knows_only_the_model =
      noClasses()
          .that()
          .resideInAPackage("..insights.evaluate..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("java..", "..insights.model..", "..insights.evaluate..")
          .because("it is the reference that writers and readers are compared with");

  @ArchTest
  static final ArchRule writers_know_only_the_model =
      noClasses()
          .that()
          .resideInAPackage("..insights.write..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("java..", "..insights.model..", "..insights.write..")
          .because("text is made from the model alone");

  @ArchTest
  static final ArchRule readers_know_only_the_model_and_their_grammar =
      noClasses()
          .that()
          .resideInAPackage("..insights.read..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..", "org.antlr..", "..insights.model..", "..insights.read..")
          .because("text becomes the model and nothing else")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule only_the_runner_speaks_to_aws =
      noClasses()
          .that()
          .resideOutsideOfPackage("..insights.run..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon..")
          .because("filters are built, read and evaluated in processes that have no AWS SDK");
}
