package io.logstrata.archiver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.logstrata.archiver", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  private ArchitectureTest() {}

  @ArchTest
  static final ArchRule plans_are_made_with_java_alone =
      classes()
          .that()
          .resideInAPackage("..archiver.plan..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "..archiver.plan..")
          .because("what is due must be testable with nothing but a date");

  @ArchTest
  static final ArchRule the_archive_is_read_without_aws =
      classes()
          .that()
          .resideInAPackage("..archiver.archive..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "com.fasterxml.jackson..", "..archiver.archive..")
          .because("an archive outlives the service and the SDK that it came from");

  @ArchTest
  static final ArchRule a_run_knows_only_its_ports =
      classes()
          .that()
          .resideInAPackage("..archiver.run..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "..archiver.run..", "..archiver.plan..", "..archiver.archive..")
          .because("each step must be testable against ports that fail on request");

  @ArchTest
  static final ArchRule a_verification_knows_only_ports_and_the_archive =
      classes()
          .that()
          .resideInAPackage("..archiver.verify..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "..archiver.verify..",
              "..archiver.run..",
              "..archiver.plan..",
              "..archiver.archive..")
          .because("proof must not depend on whose bucket the archive lies in");

  @ArchTest
  static final ArchRule declarations_are_plain_values =
      classes()
          .that()
          .resideInAPackage("..archiver.setup.declare..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "io.logstrata.insights..", "..archiver.setup.declare..")
          .because("the same declaration is planned, applied, and written in other tools' formats");

  @ArchTest
  static final ArchRule a_setup_is_planned_without_aws =
      classes()
          .that()
          .resideInAPackage("..archiver.setup..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "io.logstrata.insights..", "..archiver.setup..", "..archiver.run..")
          .because("what will be changed must be decided, and tested, before anything is called");

  @ArchTest
  static final ArchRule permissions_are_written_without_aws =
      classes()
          .that()
          .resideInAPackage("..archiver.permissions..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "com.fasterxml.jackson..",
              "..archiver.permissions..",
              "..archiver.run..",
              "..archiver.setup.declare..")
          .because("whoever asks for permissions does not have them yet, and can make no call");

  @ArchTest
  static final ArchRule only_the_aws_room_knows_the_sdk =
      noClasses()
          .that()
          .resideOutsideOfPackage("..archiver.aws..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon..")
          .because("an exception of the SDK becomes a plain answer in one place");

  @ArchTest
  static final ArchRule only_the_command_line_knows_picocli =
      noClasses()
          .that()
          .resideOutsideOfPackage("..archiver.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..")
          .because(
              "commands fill the configuration; nothing else knows that there is a command line");

  @ArchTest
  static final ArchRule only_the_command_line_draws =
      noClasses()
          .that()
          .resideOutsideOfPackage("..archiver.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("me.tongfei..")
          .because("a run says how far it is, and does not know whether anybody looks");

  @ArchTest
  static final ArchRule only_the_daemon_knows_quartz =
      noClasses()
          .that()
          .resideOutsideOfPackage("..archiver.daemon..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.quartz..")
          .because("cron does as well, and a run must not know who started it");

  @ArchTest
  static final ArchRule rooms_have_no_cycles =
      slices()
          .matching("io.logstrata.archiver.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a room that needs the room that needs it is one room");
}
