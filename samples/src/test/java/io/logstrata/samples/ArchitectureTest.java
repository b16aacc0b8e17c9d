package io.logstrata.samples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between modules. The rooms inside a module are held by that module's own test. */
@AnalyzeClasses(packages = "io.logstrata", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  // region arrows
  @ArchTest
  static final ArchRule the_appender_knows_no_other_module =
      noClasses()
          .that()
          .resideInAPackage("io.logstrata.appender..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.logstrata.insights..",
              "io.logstrata.testkit..",
              "io.logstrata.archiver..",
              "io.logstrata.samples..")
          .because(
              "an application takes the appender into its process, and should take nothing else with it");

  @ArchTest
  static final ArchRule insights_knows_no_other_module =
      noClasses()
          .that()
          .resideInAPackage("io.logstrata.insights..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.logstrata.appender..",
              "io.logstrata.testkit..",
              "io.logstrata.archiver..",
              "io.logstrata.samples..")
          .because("the language is the ground that the other modules stand on");

  @ArchTest
  static final ArchRule the_testkit_knows_insights_alone =
      noClasses()
          .that()
          .resideInAPackage("io.logstrata.testkit..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.logstrata.appender..", "io.logstrata.archiver..", "io.logstrata.samples..")
          .because("a stand-in for the service that knew its clients could not find their faults");

  @ArchTest
  static final ArchRule the_archiver_knows_insights_alone =
      noClasses()
          .that()
          .resideInAPackage("io.logstrata.archiver..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.logstrata.appender..", "io.logstrata.testkit..", "io.logstrata.samples..")
          .because("the archiver reads what any writer wrote, and runs without test code");

  // endregion

  @ArchTest
  static final ArchRule nothing_prints_a_stack_trace =
      noClasses()
          .should()
          .callMethod(Throwable.class, "printStackTrace")
          .because(
              "what went wrong is said once, in words, where the user looks: status, standard error, exit code");

  @ArchTest
  static final ArchRule our_classes_live_in_our_packages =
      classes()
          .that()
          .resideInAPackage("io.logstrata..")
          .should()
          .resideInAnyPackage(
              "io.logstrata.insights..",
              "io.logstrata.testkit..",
              "io.logstrata.appender..",
              "io.logstrata.archiver..",
              "io.logstrata.samples..")
          .because("each module has one root package, named like its folder");
}
