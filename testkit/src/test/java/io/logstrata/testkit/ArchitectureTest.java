package io.logstrata.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.logstrata.testkit",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule the_rules_are_plain_java =
      classes()
          .that()
          .resideInAPackage("..testkit.rules..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "..testkit.rules..")
          .because(
              "a benchmark's sink uses them without a server, and a reader checks them against AWS's pages");

  @ArchTest
  static final ArchRule the_store_knows_no_wire =
      noClasses()
          .that()
          .resideInAPackage("..testkit.logs..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..testkit.protocol..",
              "..testkit.s3..",
              "com.github.tomakehurst..",
              "com.fasterxml..",
              "software.amazon..",
              "org.eclipse.jetty..")
          .because("what the service does must be readable without how it is spoken to");

  @ArchTest
  static final ArchRule metrics_and_topics_know_no_wire =
      noClasses()
          .that()
          .resideInAnyPackage("..testkit.metrics..", "..testkit.topics..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..testkit.protocol..",
              "..testkit.s3..",
              "..testkit.logs..",
              "com.github.tomakehurst..",
              "com.fasterxml..",
              "software.amazon..",
              "org.eclipse.jetty..")
          .because(
              "when an alarm is raised must be readable without how it is spoken to, or who counts");

  @ArchTest
  static final ArchRule metrics_and_topics_meet_in_the_front_room =
      slices()
          .matching("io.logstrata.testkit.(metrics|topics|logs)..")
          .should()
          .notDependOnEachOther()
          .because("on AWS, too, they are services that call each other through their doors");

  @ArchTest
  static final ArchRule policies_are_read_without_the_rest =
      noClasses()
          .that()
          .resideInAPackage("..testkit.policy..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..testkit.protocol..",
              "..testkit.s3..",
              "..testkit.logs..",
              "..testkit.metrics..",
              "..testkit.topics..",
              "software.amazon..",
              "org.eclipse.jetty..")
          .because("buckets and topics have the same policies, and neither owns their language");

  @ArchTest
  static final ArchRule only_the_protocol_knows_wiremock =
      noClasses()
          .that()
          .resideOutsideOfPackage("..testkit.protocol..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.github.tomakehurst..", "org.wiremock..", "wiremock..")
          .because("the server may be exchanged in one room");

  @ArchTest
  static final ArchRule only_the_s3_room_knows_s3proxy_and_jetty =
      noClasses()
          .that()
          .resideOutsideOfPackage("..testkit.s3..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.gaul..", "org.eclipse.jetty..", "jakarta.servlet..", "software.amazon..")
          .because("the store of objects may be exchanged in one room");

  @ArchTest
  static final ArchRule no_room_knows_the_cloud_that_it_is_part_of =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..testkit.rules..",
              "..testkit.logs..",
              "..testkit.metrics..",
              "..testkit.topics..",
              "..testkit.policy..",
              "..testkit.protocol..",
              "..testkit.s3..")
          .should()
          .dependOnClassesThat()
          .haveSimpleNameStartingWith("LocalCloud")
          .because("the front room assembles the others, and they take from it values only");

  @ArchTest
  static final ArchRule the_two_endpoints_do_not_know_each_other =
      noClasses()
          .that()
          .resideInAPackage("..testkit.s3..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..testkit.protocol..")
          .because("on AWS, too, the services meet only where one calls the other as a client");

  @ArchTest
  static final ArchRule the_service_itself_does_not_know_insights =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..testkit.rules..", "..testkit.logs..", "..testkit.protocol..", "..testkit.s3..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.logstrata.insights..")
          .because("one class says what is refused as malformed, and nothing else can guess");

  @ArchTest
  static final ArchRule optional_libraries_stay_in_their_rooms =
      noClasses()
          .that()
          .resideOutsideOfPackages("..testkit.assertj..", "..testkit.logback..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.assertj..", "ch.qos..")
          .because("a user without AssertJ or Logback must be able to load everything else");
}
