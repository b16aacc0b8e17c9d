package io.logstrata.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchRequest;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsRequest;

/**
 * Drives the real clients by {@code conformance.json}, {@code conformance-cloudwatch.json} and
 * {@code conformance-sns.json}: what is sent, what must come back (of an error its code and, where
 * it has one, the type that the SDK throws), and who says so. In the table {@code {"$repeat": "x",
 * "times": 3}} is a text of three, {@code {"$events": 3, "event": …}} a list of three, and {@code
 * {"$now": "-PT1H"}} the test's time an hour ago in milliseconds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConformanceTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String POLICY =
      """
      {"Version":"2012-10-17","Statement":[
       {"Effect":"Allow","Principal":{"Service":"logs.ap-northeast-2.amazonaws.com"},"Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::open-bucket"},
       {"Effect":"Allow","Principal":{"Service":"logs.ap-northeast-2.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::open-bucket/*"}]}
      """;
  private final LocalCloud cloud =
      LocalCloud.builder().clock(TestClock.stoppedAt(NOW.minus(Duration.ofDays(30)))).start();
  private final CloudWatchLogsClient logs = Clients.logs(cloud);
  private final CloudWatchClient cloudWatch = Clients.cloudWatch(cloud);
  private final SnsClient sns = Clients.sns(cloud);

  enum Service {
    LOGS("conformance.json", CloudWatchLogsClient.class, CloudWatchLogsRequest.class),
    CLOUDWATCH("conformance-cloudwatch.json", CloudWatchClient.class, CloudWatchRequest.class),
    SNS("conformance-sns.json", SnsClient.class, SnsRequest.class);

    private final String table;
    private final Class<?> client;
    private final String requests;

    Service(String table, Class<?> client, Class<?> request) {
      this.table = table;
      this.client = client;
      this.requests = request.getPackageName();
    }
  }

  record Case(Service service, String name, String operation, JsonNode input, JsonNode expected) {
    @Override
    public String toString() {
      return operation + ": " + name;
    }
  }

  static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (Service service : Service.values()) {
      try (InputStream table =
          requireNonNull(ConformanceTest.class.getResourceAsStream(service.table))) {
        for (JsonNode row : JsonMapper.builder().build().readTree(table)) {
          assertThat(row.path("source").asText()).as("source of %s", row).isNotBlank();
          cases.add(
              new Case(
                  service,
                  row.get("case").textValue(),
                  row.get("operation").textValue(),
                  expanded(row.get("input")),
                  row.get("expected")));
        }
      }
    }
    return cases;
  }

  @BeforeAll
  void set_the_scene() {
    logs.createLogGroup(r -> r.logGroupName("app"));
    logs.createLogStream(r -> r.logGroupName("app").logStreamName("one"));
    logs.createLogGroup(r -> r.logGroupName("short"));
    logs.createLogStream(r -> r.logGroupName("short").logStreamName("one"));
    logs.putRetentionPolicy(r -> r.logGroupName("short").retentionInDays(1));
    logs.createLogGroup(r -> r.logGroupName("rare").logGroupClass("INFREQUENT_ACCESS"));
    logs.createLogStream(r -> r.logGroupName("rare").logStreamName("one"));
    logs.createLogGroup(r -> r.logGroupName("passed-on").logGroupClass("DELIVERY"));
    cloud.clock().set(NOW);
    try (S3Client s3 = Clients.s3(cloud)) {
      s3.createBucket(r -> r.bucket("open-bucket"));
      s3.putBucketPolicy(r -> r.bucket("open-bucket").policy(POLICY));
      s3.createBucket(r -> r.bucket("closed-bucket"));
    }
    sns.createTopic(r -> r.name("alarms"));
    cloudWatch.putMetricAlarm(
        r ->
            r.alarmName("known")
                .namespace("LogMetrics")
                .metricName("m")
                .statistic("Sum")
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator("GreaterThanThreshold"));
  }

  @AfterAll
  void stop() {
    sns.close();
    cloudWatch.close();
    logs.close();
    cloud.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void answers_as_the_service_does(Case one) throws Throwable {
    JsonNode error = one.expected().get("error");
    if (error == null) {
      JsonNode answer = SdkJson.read(call(one));
      one.expected()
          .properties()
          .forEach(
              member ->
                  // As text: one and the same number comes as an int from the table and as a long
                  // from the SDK.
                  assertThat(String.valueOf(answer.get(member.getKey())))
                      .isEqualTo(member.getValue().toString()));
    } else {
      assertThatThrownBy(() -> call(one))
          .isInstanceOfSatisfying(
              AwsServiceException.class,
              refusal -> {
                assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(error.textValue());
                JsonNode type = one.expected().get("type");
                if (type != null) {
                  assertThat(refusal.getClass().getSimpleName()).isEqualTo(type.textValue());
                }
              })
          .hasMessageContaining(one.expected().path("message").asText());
    }
  }

  private SdkPojo call(Case one) throws Throwable {
    String method =
        one.operation().substring(0, 1).toLowerCase(Locale.ROOT) + one.operation().substring(1);
    Class<?> type = Class.forName(one.service().requests + "." + one.operation() + "Request");
    Object builder = type.getMethod("builder").invoke(null);
    SdkJson.fill((SdkPojo) builder, one.input());
    var build = builder.getClass().getMethod("build");
    build.setAccessible(true);
    Object client =
        switch (one.service()) {
          case LOGS -> logs;
          case CLOUDWATCH -> cloudWatch;
          case SNS -> sns;
        };
    try {
      return (SdkPojo)
          one.service().client.getMethod(method, type).invoke(client, build.invoke(builder));
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private static JsonNode expanded(JsonNode node) {
    JsonNodeFactory factory = JsonNodeFactory.instance;
    if (node.has("$repeat")) {
      return factory.textNode(node.get("$repeat").textValue().repeat(node.get("times").intValue()));
    }
    if (node.has("$now")) {
      return factory.numberNode(
          NOW.plus(Duration.parse(node.get("$now").textValue())).toEpochMilli());
    }
    if (node.has("$events")) {
      ArrayNode events = factory.arrayNode();
      JsonNode event = expanded(node.get("event"));
      Stream.generate(() -> event).limit(node.get("$events").intValue()).forEach(events::add);
      return events;
    }
    if (node.isArray()) {
      ArrayNode elements = factory.arrayNode();
      node.forEach(element -> elements.add(expanded(element)));
      return elements;
    }
    if (node.isObject()) {
      ObjectNode members = factory.objectNode();
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        members.set(member.getKey(), expanded(member.getValue()));
      }
      return members;
    }
    return node;
  }
}
