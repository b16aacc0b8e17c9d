package io.logstrata.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** One client program: what it asks, and what it is told, as text that can be compared. */
final class Probes {
  private final Instant now = Instant.now();
  private static final String POLICY =
      """
      {"Version":"2012-10-17","Statement":[
       {"Effect":"Allow","Principal":{"Service":"logs.ap-northeast-2.amazonaws.com"},"Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::archive"},
       {"Effect":"Allow","Principal":{"Service":"logs.ap-northeast-2.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::archive/*"}]}
      """;
  private final CloudWatchLogsClient logs;
  private final S3Client s3;
  private final Map<String, String> told = new LinkedHashMap<>();

  private Probes(CloudWatchLogsClient logs, S3Client s3) {
    this.logs = logs;
    this.s3 = s3;
  }

  /** Asks everything; returns question to answer, an error by its code. */
  static Map<String, String> ask(CloudWatchLogsClient logs, S3Client s3) {
    Probes probes = new Probes(logs, s3);
    probes.groups();
    probes.events();
    probes.patterns();
    probes.queries();
    probes.buckets();
    probes.exports();
    return probes.told;
  }

  private void groups() {
    ask("create a group", () -> logs.createLogGroup(r -> r.logGroupName("app")) == null);
    ask("create it again", () -> logs.createLogGroup(r -> r.logGroupName("app")));
    ask("a blank in a group's name", () -> logs.createLogGroup(r -> r.logGroupName("a b")));
    ask("the reserved prefix", () -> logs.createLogGroup(r -> r.logGroupName("aws/x")));
    ask(
        "retain for two days",
        () -> logs.putRetentionPolicy(r -> r.logGroupName("app").retentionInDays(2)));
    ask("create a stream", () -> stream("one"));
    ask("a colon in a stream's name", () -> stream("a:b"));
    ask(
        "delete a missing stream",
        () -> logs.deleteLogStream(r -> r.logGroupName("app").logStreamName("none")));
    ask("a limit of 51", () -> logs.describeLogGroups(r -> r.limit(51)));
  }

  private void events() {
    ask(
        "put two",
        () -> put(at(-2, "{\"level\":\"error\",\"statusCode\":503}"), at(-1, "plain text")));
    // Whoever takes what is to be refused must not have it in the answers that follow.
    logs.createLogGroup(r -> r.logGroupName("other"));
    logs.createLogStream(r -> r.logGroupName("other").logStreamName("one"));
    ask("put out of order", () -> putElsewhere(at(-1, "b"), at(-2, "a")));
    ask("put an empty message", () -> putElsewhere(at(-1, "")));
    ask(
        "put more than a mebibyte",
        () -> putElsewhere(at(-1, "x".repeat(600_000)), at(-1, "x".repeat(600_000))));
    ask("put a span of 25 hours", () -> putElsewhere(at(-25 * 3600, "a"), at(-1, "b")));
    ask(
        "put too old and too new",
        () -> putElsewhere(at(-20 * 86_400, "old")) + " " + putElsewhere(at(3 * 3600, "new")));
    ask(
        "put into a missing stream",
        () ->
            logs.putLogEvents(
                r -> r.logGroupName("app").logStreamName("none").logEvents(at(0, "x"))));
    ask(
        "get",
        () ->
            logs.getLogEvents(r -> r.logGroupName("app").logStreamName("one").startFromHead(true))
                .events()
                .size());
  }

  private void patterns() {
    ask("filter by a term", () -> filter("plain"));
    ask("filter by JSON", () -> filter("{ $.level = \"error\" }"));
    ask("filter by JSON that no event is", () -> filter("{ $.level = \"none\" }"));
    ask("filter by what is no pattern", () -> filter("{ $.level = "));
    ask(
        "test the seed's pattern",
        () ->
            logs.testMetricFilter(
                    r ->
                        r.filterPattern("{ $.level = \"error\" && $.statusCode != 404 }")
                            .logEventMessages(
                                "{\"level\":\"error\",\"statusCode\":500}",
                                "{\"level\":\"error\"}"))
                .matches()
                .size());
  }

  private void queries() {
    ask("query for a field", () -> query("fields @message | filter level = 'error'"));
    ask("query for a number", () -> query("stats count(*) as n"));
    ask("query for nonsense", () -> query("fields @message | frobnicate"));
    ask("results of a missing query", () -> logs.getQueryResults(r -> r.queryId("none")));
  }

  private void buckets() {
    ask("create a bucket", () -> s3.createBucket(r -> r.bucket("archive")).location());
    ask("create it again, in S3", () -> s3.createBucket(r -> r.bucket("archive")));
    ask("read a missing policy", () -> s3.getBucketPolicy(r -> r.bucket("archive")));
    ask(
        "create an object once",
        () ->
            s3.putObject(
                    r -> r.bucket("archive").key("lock").ifNoneMatch("*"),
                    RequestBody.fromString("x"))
                .eTag());
    ask(
        "create it twice",
        () ->
            s3.putObject(
                r -> r.bucket("archive").key("lock").ifNoneMatch("*"),
                RequestBody.fromString("y")));
    ask("read a missing object", () -> s3.getObjectAsBytes(r -> r.bucket("archive").key("none")));
  }

  private void exports() {
    ask("export into a bucket without a policy", () -> known(export()));
    ask(
        "put the policy",
        () -> s3.putBucketPolicy(r -> r.bucket("archive").policy(POLICY)) == null);
    ask(
        "export into a missing bucket",
        () ->
            logs.createExportTask(
                r ->
                    r.logGroupName("app")
                        .from(0L)
                        .to(now.toEpochMilli())
                        .destination("no-such-bucket")));
    ask(
        "describe a missing task",
        () -> logs.describeExportTasks(r -> r.taskId("none")).exportTasks());
    ask("cancel a missing task", () -> logs.cancelExportTask(r -> r.taskId("none")));
    ask(
        "export",
        () -> {
          s3.deleteObject(r -> r.bucket("archive").key("lock"));
          String id = export();
          String second = known(export());
          String status =
              logs.describeExportTasks(r -> r.taskId(id))
                  .exportTasks()
                  .get(0)
                  .status()
                  .codeAsString();
          return second + " " + status;
        });
    ask("what an export wrote", this::written);
  }

  /** Ids differ from run to run: what is said of them is whether they are there. */
  private static String known(String id) {
    return id == null || id.isBlank() ? "none" : "an id";
  }

  private String export() {
    return logs.createExportTask(
            r ->
                r.logGroupName("app")
                    .from(now.minus(Duration.ofHours(1)).toEpochMilli())
                    .to(now.plus(Duration.ofHours(1)).toEpochMilli())
                    .destination("archive")
                    .destinationPrefix("day"))
        .taskId();
  }

  private String written() {
    List<String> lines = new ArrayList<>();
    for (S3Object object : s3.listObjectsV2(r -> r.bucket("archive")).contents()) {
      String key = object.key().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID");
      if (key.endsWith(".gz")) {
        key +=
            " "
                + firstTime(
                    s3.getObjectAsBytes(r -> r.bucket("archive").key(object.key())).asByteArray());
      }
      lines.add(key);
    }
    // The ids of tasks are random, and so was their place beside the other key.
    Collections.sort(lines);
    return String.join(", ", lines);
  }

  private String firstTime(byte[] zipped) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      String text = new String(in.readAllBytes(), UTF_8);
      if (text.isEmpty()) {
        return "empty";
      }
      Instant first = Instant.parse(text.substring(0, text.indexOf(' ')));
      return first.equals(millis(-2)) ? "to the millisecond" : "not the event's time";
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
  }

  private Object stream(String name) {
    return logs.createLogStream(r -> r.logGroupName("app").logStreamName(name)) == null;
  }

  private String put(InputLogEvent... events) {
    return put("app", events);
  }

  private String putElsewhere(InputLogEvent... events) {
    return put("other", events);
  }

  private String put(String group, InputLogEvent... events) {
    return String.valueOf(
        logs.putLogEvents(r -> r.logGroupName(group).logStreamName("one").logEvents(events))
            .rejectedLogEventsInfo());
  }

  private Instant millis(long seconds) {
    return Instant.ofEpochMilli(now.plusSeconds(seconds).toEpochMilli());
  }

  private InputLogEvent at(long seconds, String message) {
    return InputLogEvent.builder()
        .timestamp(millis(seconds).toEpochMilli())
        .message(message)
        .build();
  }

  private List<String> filter(String pattern) {
    return logs.filterLogEvents(r -> r.logGroupName("app").filterPattern(pattern)).events().stream()
        .map(FilteredLogEvent::message)
        .toList();
  }

  private String query(String text) {
    // The end lies ahead: a query that ends before its group was created is refused, and on a slow
    // machine the first call, which creates the group, takes more than a second.
    String id =
        logs.startQuery(
                r ->
                    r.logGroupName("app")
                        .queryString(text)
                        .startTime(now.minusSeconds(60).getEpochSecond())
                        .endTime(now.plusSeconds(60).getEpochSecond()))
            .queryId();
    return logs.getQueryResults(r -> r.queryId(id)).results().stream()
        .map(
            row ->
                row.stream()
                    .filter(cell -> !cell.field().equals("@ptr"))
                    .map(cell -> cell.field() + "=" + cell.value())
                    .toList())
        .toList()
        .toString();
  }

  private void ask(String question, Supplier<Object> call) {
    String answer;
    try {
      answer = String.valueOf(call.get());
      answer = answer.contains("Response(") ? "taken" : answer;
    } catch (AwsServiceException refused) {
      answer = "! " + refused.awsErrorDetails().errorCode();
    } catch (SdkException unreadable) {
      answer = "! " + unreadable.getClass().getSimpleName();
    }
    told.put(question, answer);
  }
}
