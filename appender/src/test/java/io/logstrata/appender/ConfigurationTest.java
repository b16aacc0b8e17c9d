package io.logstrata.appender;

import static java.time.Duration.ofSeconds;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.core.status.Status;
import io.logstrata.appender.json.JsonEventEncoder;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.LocalCloudExtension;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a wrong configuration says, and that it can be put right. */
@ExtendWith(LocalCloudExtension.class)
@Timeout(60)
class ConfigurationTest {
  private static final String PATTERN_ENCODER =
      "<encoder class='ch.qos.logback.classic.encoder.PatternLayoutEncoder'>";
  private static final String PATTERN_LAYOUT =
      "<layout class='ch.qos.logback.classic.PatternLayout'>";
  private static final String JSON_ENCODER =
      "<encoder class='" + JsonEventEncoder.class.getName() + "'>";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <region>eu west 1</region> | region is "eu west 1": give one such as ap-northeast-2, of letters a-z, digits and - only
          <region>EU-WEST-1</region> | region is "EU-WEST-1": give one such as ap-northeast-2, of letters a-z, digits and - only
          <createLogGroup>false</createLogGroup><retentionDays>30</retentionDays> | retentionDays has no effect, since createLogGroup is false and no group is created: remove one of them
          <createLogGroup>false</createLogGroup><tag>a=b</tag> | tag has no effect, since createLogGroup is false and no group is created: remove one of them
          <createLogGroup>true</createLogGroup><createLogStream>false</createLogStream> | createLogGroup has no effect, since createLogStream is false and no group is created: remove one of them
          <createLogStream>false</createLogStream><kmsKeyId>k</kmsKeyId> | kmsKeyId has no effect, since createLogStream is false and no group is created: remove one of them
          <createLogGroup>false</createLogGroup><logGroupClass>STANDARD</logGroupClass> | logGroupClass has no effect, since createLogGroup is false and no group is created: remove one of them
          <endpoint>http://127.0.0.1:99999</endpoint> | endpoint is "http://127.0.0.1:99999": give a URL such as http://127.0.0.1:4566, or remove it
          <mode>${NOTHING:-}</mode> | mode is "": use process (a stream for each process) or batch (one)
          <whenFull>${NOTHING:-}</whenFull> | whenFull is "": use drop or block
          <tag>team</tag> | tag is "team": write name=value
          <tag> =red</tag> | tag is "=red": write name=value
          <tag>team=red;blue</tag> | tag is "team=red;blue": use letters, digits, spaces and _ . : / = + - @ only
          <tag>AWS:team=red</tag> | tag is "AWS:team=red": names that begin with aws: are the service's own
          <tag>team=red</tag><tag>team=blue</tag> | tag is "team=blue": there is a tag of that name already, remove one of them
          <kmsKeyId>alias/logs</kmsKeyId> | kmsKeyId is "alias/logs": give the ARN of a key, such as arn:aws:kms:ap-northeast-2:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab
          <fips>true</fips> | endpoint says where to send, and so fips and dualStack cannot: remove it or them
          <mode>batch</mode><logStream>all</logStream> | mode has no effect beside logStream: remove one of them
          <dateZone>Asia/Seoul</dateZone> | dateZone has no effect: use {date} in the name of the stream, or remove it
          <instanceVariable>WORKER</instanceVariable> | instanceVariable has no effect: use {instance} in the name of the stream, or remove it
          <includeCallerData>true</includeCallerData> | includeCallerData has no effect: our JSON does not show it, remove it
          <logGroupClass>INFREQUENT</logGroupClass> | logGroupClass is "INFREQUENT": the service knows only [STANDARD, INFREQUENT_ACCESS, DELIVERY, ESSENTIALS]
          """)
  void an_option_that_is_wrong_or_of_no_effect_is_a_problem(
      String option, String problem, LocalCloud cloud) {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), option)) {
      assertThat(logging.appender().isStarted()).isFalse();
      assertThat(logging.statuses(Status.ERROR).lines()).contains(problem);
    }
  }

  @Test
  void a_tag_can_be_replaced_once_a_start_has_been_tried(LocalCloud cloud) {
    try (LoggingSetup logging =
        LoggingSetup.sendingTo(
            cloud.endpoint(),
            "<tag>team=red</tag><tag>team=green</tag><stopTimeout>1 s</stopTimeout>")) {
      assertThat(logging.appender().isStarted()).isFalse();
      logging.appender().addTag("team=blue");
      logging.appender().start();
      assertThat(logging.appender().isStarted()).isTrue();
    }
  }

  @Test
  void tags_are_held_to_the_services_limits(LocalCloud cloud) {
    String longest = "<tag>" + "n".repeat(128) + "=" + "v".repeat(256) + "</tag>";
    String fifty =
        IntStream.range(1, 50).mapToObj(i -> "<tag>t" + i + "=</tag>").collect(joining());
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), longest + fifty)) {
      assertThat(logging.appender().isStarted()).isTrue();
    }
    assertThat(problems(cloud, longest + fifty + "<tag>t50=</tag>"))
        .contains("tag is \"t50=\": a group has 50 tags at most");
    assertThat(problems(cloud, "<tag>" + "n".repeat(129) + "=v</tag>"))
        .contains("a name has 1 to 128 characters");
    assertThat(problems(cloud, "<tag>n=" + "v".repeat(257) + "</tag>"))
        .contains("a value has 256 characters at most");
  }

  @Test
  void a_layout_or_encoder_that_makes_no_text_is_a_problem(LocalCloud cloud) {
    String missing = "the pattern is missing: give one such as <pattern>%level %msg</pattern>";
    assertThat(problems(cloud, PATTERN_ENCODER + "</encoder>")).contains(missing);
    assertThat(problems(cloud, PATTERN_LAYOUT + "</layout>")).contains(missing);
    assertThat(
            problems(cloud, "<encoder class='ch.qos.logback.core.encoder.LayoutWrappingEncoder'/>"))
        .contains("the encoder has no layout: give it one");
    assertThat(problems(cloud, PATTERN_LAYOUT + "<pattern>%d{</pattern></layout>"))
        .contains("the layout did not start: see what it says above");
    assertThat(problems(cloud, JSON_ENCODER + "<staticField>service</staticField></encoder>"))
        .contains(
            "staticField is \"service\": write name=value",
            "the encoder did not start: see what it says above");
    assertThat(problems(cloud, JSON_ENCODER + "<upperCaseLevel>yes</upperCaseLevel></encoder>"))
        .contains("upperCaseLevel is \"yes\": use true or false");
  }

  @Test
  void a_configuration_that_has_been_put_right_starts(LocalCloud cloud)
      throws InterruptedException {
    try (LoggingSetup logging =
        LoggingSetup.sendingTo(cloud.endpoint(), "<gzip>perhaps</gzip><tag>team</tag>")) {
      CloudWatchAppender appender = logging.appender();
      assertThat(appender.isStarted()).isFalse();
      appender.setGzip("true");
      appender.addTag("team=backend");
      appender.start();
      assertThat(appender.isStarted()).isTrue();
      logging.logger().info("at last");
      assertThat(appender.flush(ofSeconds(30))).isTrue();
      assertThat(appender.books().delivered()).isEqualTo(1);
    }
  }

  @Test
  void a_layout_may_be_given_to_an_appender_that_had_none(LocalCloud cloud)
      throws InterruptedException {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "")) {
      CloudWatchAppender appender = logging.appender();
      appender.stop();
      PatternLayout layout = new PatternLayout();
      layout.setContext(logging.context());
      layout.setPattern("%msg");
      layout.start();
      appender.setLayout(layout);
      appender.start();
      logging.logger().info("by layout");
      assertThat(appender.flush(ofSeconds(30))).isTrue();
    }
    assertThat(cloud.events(LoggingSetup.GROUP).get(0).message()).isEqualTo("by layout");
  }

  private static String problems(LocalCloud cloud, String options) {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), options)) {
      assertThat(logging.appender().isStarted()).isFalse();
      return logging.statuses(Status.ERROR);
    }
  }
}
