package io.logstrata.appender;

import static java.time.Duration.ofSeconds;
import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.status.Status;
import io.logstrata.testkit.Fault;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.LocalCloudExtension;
import io.logstrata.testkit.Permission;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;

/** What a group that the appender creates is like, also when the service fails meanwhile. */
@ExtendWith(LocalCloudExtension.class)
@Timeout(120)
class GroupCreationTest {
  private static final String RETENTION = "<retentionDays>30</retentionDays>";

  @Test
  void a_new_group_has_retention_class_and_tags_as_configured(LocalCloud cloud)
      throws InterruptedException {
    String options =
        RETENTION
            + "<tag>team=backend</tag><tag>cost centre = 7</tag>"
            + "<logGroupClass>INFREQUENT_ACCESS</logGroupClass>";
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), options);
        CloudWatchLogsClient client = client(cloud)) {
      log(logging, 1);
      await().until(() -> hasItsRetention(client));
      assertThat(logging.warnings()).isEmpty();
      LogGroup group = group(client);
      assertThat(group.logGroupClass()).isEqualTo(LogGroupClass.INFREQUENT_ACCESS);
      assertThat(client.listTagsForResource(r -> r.resourceArn(group.logGroupArn())).tags())
          .containsOnly(entry("team", "backend"), entry("cost centre", "7"));
    }
  }

  /** As docs/appender.md lists them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <jmx>false</jmx> | logs:CreateLogGroup
          <retentionDays>30</retentionDays> | logs:CreateLogGroup,logs:PutRetentionPolicy
          <tag>a=b</tag> | logs:CreateLogGroup,logs:TagResource
          <kmsKeyId>arn:aws:kms:ap-northeast-2:123456789012:key/1</kmsKeyId> | kms:DescribeKey,logs:CreateLogGroup
          """)
  void an_option_needs_the_action_that_the_guide_lists(
      String option, String actions, LocalCloud cloud) throws InterruptedException {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), option)) {
      log(logging, 1);
    }
    Set<String> needed =
        cloud.permissions().stream().map(Permission::action).collect(toCollection(TreeSet::new));
    needed.removeAll(Set.of("logs:CreateLogStream", "logs:PutLogEvents"));
    assertThat(String.join(",", needed)).isEqualTo(actions);
  }

  @Test
  void a_new_group_has_its_kms_key(LocalCloud cloud) throws InterruptedException {
    String key = "arn:aws:kms:ap-northeast-2:123456789012:key/0a1b2c3d";
    try (LoggingSetup logging =
            LoggingSetup.sendingTo(cloud.endpoint(), "<kmsKeyId>" + key + "</kmsKeyId>");
        CloudWatchLogsClient client = client(cloud)) {
      log(logging, 1);
      assertThat(logging.warnings()).isEmpty();
      assertThat(group(client).kmsKeyId()).isEqualTo(key);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"THROTTLED", "SERVER_ERROR", "RESET", "NEVER_ANSWERED"})
  void a_retention_that_could_not_be_set_is_set_with_a_later_batch(Fault fault, LocalCloud cloud)
      throws InterruptedException {
    cloud.faults().next("PutRetentionPolicy", fault, 2);
    String options = RETENTION + "<callTimeout>2 s</callTimeout>";
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), options);
        CloudWatchLogsClient client = client(cloud)) {
      await()
          .atMost(ofSeconds(60))
          .until(
              () -> {
                log(logging, 1);
                return hasItsRetention(client);
              });
      assertThat(cloud.calls("PutRetentionPolicy")).hasSize(3);
      await()
          .untilAsserted(
              () ->
                  assertThat(logging.statuses(Status.INFO))
                      .contains("umma-staging is set to 30 days now, after 2 failed calls."));
      assertThat(logging.warnings().lines())
          .singleElement()
          .asString()
          .startsWith(
              "Created log group umma-staging but could not set its retention to 30 days, so its"
                  + " events never expire. It is tried again with the batches to come. It said: ");
    }
  }

  @Test
  void a_retention_that_must_not_be_set_is_said_once_and_not_tried_again(LocalCloud cloud)
      throws InterruptedException {
    cloud.faults().next("PutRetentionPolicy", Fault.PERMISSION_MISSING, 1);
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), RETENTION)) {
      log(logging, 1);
      await()
          .untilAsserted(
              () ->
                  assertThat(logging.warnings())
                      .contains("Set it by hand, or allow logs:PutRetentionPolicy."));
      log(logging, 5);
      assertThat(cloud.calls("PutRetentionPolicy")).hasSize(1);
    }
  }

  @Test
  void a_retention_that_is_still_owed_at_the_stop_is_said(LocalCloud cloud)
      throws InterruptedException {
    cloud.faults().withProbability("PutRetentionPolicy", Fault.SERVER_ERROR, 1.0, 1);
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), RETENTION)) {
      log(logging, 1);
      logging.appender().stop();
      assertThat(logging.warnings()).contains("no time left to try again: set it by hand.");
    }
  }

  @Test
  void a_retention_that_gets_no_answer_does_not_hold_the_stop_beyond_its_limit(LocalCloud cloud)
      throws InterruptedException {
    cloud.faults().next("PutRetentionPolicy", Fault.NEVER_ANSWERED, 1);
    String options = RETENTION + "<stopTimeout>200 ms</stopTimeout>";
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), options)) {
      log(logging, 1);
      await().until(() -> cloud.calls("PutRetentionPolicy").size() == 1);
      long start = System.nanoTime();
      logging.appender().stop();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ofSeconds(1));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"ANSWER_LOST", "SLOW"})
  void a_group_whose_creation_got_no_answer_is_taken_for_ours(Fault fault, LocalCloud cloud)
      throws InterruptedException {
    cloud.faults().slowness(ofSeconds(3)).next("CreateLogGroup", fault, 1);
    String options = RETENTION + "<callTimeout>1 s</callTimeout>";
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), options);
        CloudWatchLogsClient client = client(cloud)) {
      log(logging, 1);
      await().until(() -> hasItsRetention(client));
      assertThat(logging.warnings())
          .contains("an attempt to create it got no answer: it is taken for created by this");
    }
  }

  @Test
  void a_group_that_was_there_keeps_its_retention(LocalCloud cloud) throws InterruptedException {
    cloud.createLogGroup(LoggingSetup.GROUP);
    cloud.faults().next("CreateLogStream", Fault.ANSWER_LOST, 1);
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), RETENTION)) {
      log(logging, 3);
      assertThat(cloud.calls("PutRetentionPolicy")).isEmpty();
    }
  }

  @Test
  void nothing_is_created_where_the_creation_of_streams_is_switched_off(LocalCloud cloud) {
    String options = "<createLogStream>false</createLogStream><stopTimeout>1 s</stopTimeout>";
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), options)) {
      logging.logger().info("nowhere to go");
      logging.appender().stop();
      assertThat(logging.warnings()).contains("log group umma-staging or its stream ");
      assertThat(logging.appender().books().dropped()).isEqualTo(1);
    }
    assertThat(cloud.calls("CreateLogStream")).isEmpty();
    assertThat(cloud.calls("CreateLogGroup")).isEmpty();
  }

  @Test
  void each_date_in_the_name_has_a_group_with_its_retention_also_when_that_comes_late(
      LocalCloud cloud) throws InterruptedException {
    cloud.faults().next("PutRetentionPolicy", Fault.THROTTLED, 1);
    String xml =
        "<region>ap-northeast-2</region><logGroup>umma-{date}</logGroup><mode>batch</mode>"
            + "<flushEvery>50 ms</flushEvery><endpoint>"
            + cloud.endpoint()
            + "</endpoint>"
            + RETENTION;
    LocalDate today = LocalDate.now(UTC);
    LocalDate yesterday = today.minusDays(1);
    try (LoggingSetup logging = new LoggingSetup(xml, "INFO");
        CloudWatchLogsClient client = client(cloud)) {
      logAt(logging, today.atStartOfDay(UTC).minusNanos(1_000_000));
      assertThat(logging.appender().flush(ofSeconds(30))).isTrue();
      await()
          .until(
              () -> {
                logAt(logging, today.atStartOfDay(UTC));
                assertThat(logging.appender().flush(ofSeconds(30))).isTrue();
                return client
                    .describeLogGroups(r -> r.logGroupNamePrefix("umma-"))
                    .logGroups()
                    .stream()
                    .allMatch(group -> Objects.equals(group.retentionInDays(), 30));
              });
    }
    assertThat(cloud.events("umma-" + yesterday)).hasSize(1);
    assertThat(cloud.events("umma-" + today))
        .isNotEmpty()
        .allMatch(event -> LocalDate.ofInstant(event.timestamp(), UTC).equals(today));
  }

  private static void logAt(LoggingSetup logging, ZonedDateTime time) {
    LoggingEvent event = new LoggingEvent("fqcn", logging.logger(), Level.INFO, "x", null, null);
    event.setInstant(time.toInstant());
    logging.appender().doAppend(event);
  }

  private static void log(LoggingSetup logging, int batches) throws InterruptedException {
    for (int i = 0; i < batches; i++) {
      logging.logger().info("event {}", i);
      assertThat(logging.appender().flush(ofSeconds(30))).isTrue();
    }
  }

  private static boolean hasItsRetention(CloudWatchLogsClient client) {
    return Objects.equals(group(client).retentionInDays(), 30);
  }

  private static LogGroup group(CloudWatchLogsClient client) {
    return client
        .describeLogGroups(r -> r.logGroupNamePrefix(LoggingSetup.GROUP))
        .logGroups()
        .get(0);
  }

  private static CloudWatchLogsClient client(LocalCloud cloud) {
    return CloudWatchLogsClient.builder()
        .region(Region.of(cloud.region()))
        .endpointOverride(cloud.endpoint())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }
}
