package io.logstrata.appender;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.logstrata.appender",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule the_shipper_knows_only_the_jdk =
      classes()
          .that()
          .resideInAPackage("..appender.ship..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.logstrata.appender.ship..", "java..")
          .because("its tests must run without a network, a container or a logging context");

  @ArchTest
  static final ArchRule the_encoder_knows_nothing_of_sending =
      noClasses()
          .that()
          .resideInAPackage("..appender.json..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..appender.ship..", "..appender.aws..", "software.amazon..")
          .because("it is of use in any of Logback's appenders");

  @ArchTest
  static final ArchRule only_the_aws_room_knows_the_sdk =
      noClasses()
          .that()
          .resideOutsideOfPackage("..appender.aws..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon..")
          .because("an SDK exception becomes a verdict in one place, or it is handled in none");

  @ArchTest
  static final ArchRule the_aws_room_knows_no_logging =
      noClasses()
          .that()
          .resideInAPackage("..appender.aws..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ch.qos..", "org.slf4j..", "..appender.json..")
          .because("what the sender logs would be sent, and logged, and sent");

  @ArchTest
  static final ArchRule only_the_binder_knows_micrometer =
      noClasses()
          .that()
          .doNotHaveSimpleName("AppenderMetrics")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.micrometer..")
          .orShould()
          .dependOnClassesThat()
          .haveSimpleName("AppenderMetrics")
          .because("most applications have no Micrometer, and the appender must start there too");

  @ArchTest
  static final ArchRule no_arrow_leaves_for_another_module =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.logstrata.insights..", "io.logstrata.testkit..", "io.logstrata.archiver..")
          .because("an application takes the appender into its process, and nothing else of ours");
}
