package io.logstrata.archiver.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.run.Pace;
import io.logstrata.testkit.ExportFault;
import io.logstrata.testkit.ExportOptions;
import io.logstrata.testkit.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExportHandlerTest extends FunctionTest {
  @Test
  void returns_the_whole_event_with_the_next_group_as_its_token() throws Exception {
    group("umma-production");
    group("umma-production-batch");
    group("somebody-else");
    ObjectNode event = seedEvent();
    event.put("comment", "다른 팀").put("price", 1.10).putObject("nested").putArray("list").add(1);

    JsonNode first = call(event);

    assertThat(first.toString())
        .isEqualTo(
            "{\"region\":\"ap-northeast-2\",\"logGroupFilter\":\"umma-production\","
                + "\"s3BucketName\":\"backup.cloudwatch.umma\",\"logFolderName\":\"backup\","
                + "\"comment\":\"다른 팀\",\"price\":1.1,\"nested\":{\"list\":[1]},"
                + "\"nextToken\":\"group:umma-production-batch\",\"continue\":true}");
    assertThat(manifest("umma-production").orElseThrow().verdict())
        .isEqualTo(Manifest.Verdict.VERIFIED);
    assertThat(manifest("umma-production-batch")).isEmpty();

    JsonNode last = call(first);

    assertThat(last.has("nextToken")).isFalse();
    assertThat(last.path("continue")).isEqualTo(json("false"));
    assertThat(last.has("logstrata")).isFalse();
    assertThat(manifest("umma-production-batch")).isPresent();
    assertThat(manifest("somebody-else")).isEmpty();
  }

  @Test
  void keeps_numbers_as_they_are_written() throws Exception {
    group("umma-production");
    String event =
        seedEvent().toString().replace("}", ",\"exact\":1.10,\"large\":12345678901234567890}");

    String answer = call(event, new ExportHandler(environment, pace), FUNCTION_TIME);

    assertThat(answer).contains("\"exact\":1.10,\"large\":12345678901234567890");
  }

  @Test
  void makes_up_for_every_missed_night_in_one_round() throws Exception {
    group("umma-production");
    environment.put("LOGSTRATA_ZONE", "UTC");
    clock.advance(Duration.ofDays(3));

    JsonNode answer = call(seedEvent());

    assertThat(answer.path("continue")).isEqualTo(json("false"));
    assertThat(cloud.calls("CreateExportTask")).hasSize(4);
  }

  @Test
  void a_second_night_exports_nothing_again() throws Exception {
    group("umma-production");
    call(seedEvent());

    call(seedEvent());

    assertThat(cloud.calls("CreateExportTask")).hasSize(1);
  }

  @Test
  void a_task_that_outlives_the_function_is_gone_on_with_under_the_same_token() throws Exception {
    group("umma-production");
    group("umma-production-batch");
    cloud.exports(ExportOptions.defaults().taking(Duration.ofMinutes(20), Duration.ofMinutes(20)));
    Instant begun = clock.instant();

    JsonNode first = call(seedEvent());

    assertThat(Duration.between(begun, clock.instant())).isLessThan(Duration.ofSeconds(881));
    assertThat(first.path("continue")).isEqualTo(json("true"));
    assertThat(first.has("nextToken")).isFalse();
    assertThat(Instant.parse(first.path("logstrata").path("waitingSince").asText()))
        .isBetween(begun, clock.instant());
    JsonNode second = call(first);
    assertThat(second).isEqualTo(first);
    JsonNode third = call(second);
    assertThat(third.path("nextToken").asText()).isEqualTo("group:umma-production-batch");
    assertThat(third.has("logstrata")).isFalse();
    assertThat(cloud.calls("CreateExportTask")).hasSize(1);
    assertThat(manifest("umma-production").orElseThrow().verdict())
        .isEqualTo(Manifest.Verdict.VERIFIED);

    JsonNode fourth = call(third);

    assertThat(fourth.path("nextToken").asText()).isEqualTo("group:umma-production-batch");
  }

  @Test
  void a_short_round_ends_at_its_first_long_wait() throws Exception {
    group("umma-production");
    cloud.exports(ExportOptions.defaults().taking(Duration.ofMinutes(2), Duration.ofMinutes(2)));
    Instant begun = clock.instant();

    JsonNode answer = call(seedEvent().put("longestRoundSeconds", 20));

    assertThat(answer.path("continue")).isEqualTo(json("true"));
    assertThat(Duration.between(begun, clock.instant())).isLessThan(Duration.ofSeconds(25));
  }

  @Test
  @Timeout(60)
  void a_handler_that_is_thrown_away_in_mid_task_is_gone_on_with_by_the_next() throws Exception {
    group("umma-production");
    cloud.exports(ExportOptions.defaults().taking(Duration.ofMinutes(1), Duration.ofMinutes(1)));
    CountDownLatch inTask = new CountDownLatch(1);
    Pace frozen = frozen(inTask);
    Thread doomed =
        new Thread(
            () -> {
              try {
                call(seedEvent(), new ExportHandler(environment, frozen), FUNCTION_TIME);
              } catch (Exception e) {
                // It never gets so far.
                logLines.add(e.toString());
              }
            });
    doomed.setDaemon(true);
    doomed.start();
    assertThat(inTask.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(cloud.calls("CreateExportTask")).hasSize(1);

    JsonNode answer = call(seedEvent());

    assertThat(answer.path("continue")).isEqualTo(json("false"));
    assertThat(cloud.calls("CreateExportTask")).hasSize(1);
    assertThat(logLines)
        .anySatisfy(line -> assertThat(line).startsWith("waiting: another run is at work"))
        .anySatisfy(line -> assertThat(line).contains("going on with task"));
    assertThat(manifest("umma-production").orElseThrow().verdict())
        .isEqualTo(Manifest.Verdict.VERIFIED);
  }

  /** A process that is frozen once its task was started: it never wakes up. */
  private Pace frozen(CountDownLatch inTask) {
    return new Pace() {
      @Override
      public Instant now() {
        return clock.instant();
      }

      @Override
      public void pause(Duration duration) throws InterruptedException {
        if (!cloud.calls("CreateExportTask").isEmpty()) {
          inTask.countDown();
          new CountDownLatch(1).await();
        }
        clock.advance(duration);
      }

      @Override
      public double jitter() {
        return 1;
      }
    };
  }

  @Test
  void one_groups_failure_is_not_the_others_and_ends_the_last_round() throws Exception {
    group("umma-production");
    group("umma-production-batch");
    cloud.faults().exports(ExportFault.FAILED, 1);

    JsonNode first = call(seedEvent());

    assertThat(first.path("continue")).isEqualTo(json("true"));
    assertThat(first.path("logstrata").path("failures").path(0).asText())
        .startsWith("umma-production " + day + ": export task ")
        .contains("FAILED");
    assertThatThrownBy(() -> call(first))
        .isInstanceOf(ExportFailedException.class)
        .hasMessageStartingWith("umma-production " + day + ": export task ");
    assertThat(manifest("umma-production-batch")).isPresent();
    assertThat(manifest("umma-production")).isEmpty();
  }

  @Test
  void a_day_lies_where_the_layout_says() throws Exception {
    environment.put("LOGSTRATA_LAYOUT", "{folder}/group={group}/day={yyyy}-{MM}-{dd}");
    group("umma-production");

    call(seedEvent());

    assertThat(manifest("umma-production").orElseThrow().objects())
        .isNotEmpty()
        .allSatisfy(
            object ->
                assertThat(object.key())
                    .startsWith("backup/group=umma-production/day=" + day + "/"));
  }

  @Test
  void two_groups_that_would_share_a_folder_are_refused_before_either_is_archived() {
    group("/umma-production/a");
    group("umma-production-a");

    assertThatThrownBy(() -> call(seedEvent()))
        .isInstanceOf(ExportFailedException.class)
        .hasMessageContaining("would share the folder");
    assertThat(cloud.calls("CreateExportTask")).isEmpty();
  }

  @Test
  void a_copy_that_lacks_events_is_not_reported_as_done() throws Exception {
    group("umma-production");
    cloud.faults().exports(ExportFault.PARTIAL, 1);

    assertThatThrownBy(() -> call(seedEvent()))
        .isInstanceOf(ExportFailedException.class)
        .hasMessage(
            "umma-production "
                + day
                + ": the copy has 0 records, and the service counts 1: the next night exports it"
                + " again, up to three times");
  }

  @Test
  void a_day_that_cannot_be_read_back_in_a_whole_round_fails_instead_of_being_read_for_ever()
      throws Exception {
    group("umma-production");
    cloud.exports(ExportOptions.defaults().taking(Duration.ZERO, Duration.ZERO));
    ExportHandler handler = new ExportHandler(environment, pace);
    // As long as the margin: there is no time to read anything.
    Duration tooShort = Duration.ofSeconds(20);

    JsonNode first = call(seedEvent(), handler, tooShort);

    assertThat(first.path("continue")).isEqualTo(json("true"));
    assertThat(first.path("logstrata").path("readingCutOff")).isEqualTo(json("true"));
    assertThatThrownBy(() -> call(first, handler, tooShort))
        .isInstanceOf(ExportFailedException.class)
        .hasMessageContaining("umma-production: a day is too large to be read back within");
  }

  @Test
  void a_group_that_vanishes_between_rounds_is_passed_over() throws Exception {
    group("umma-production");
    group("umma-production-a");
    group("umma-production-b");
    JsonNode first = call(seedEvent());
    logs.deleteLogGroup(delete -> delete.logGroupName("umma-production-a"));

    JsonNode second = call(first);

    assertThat(second.path("continue")).isEqualTo(json("false"));
    assertThat(manifest("umma-production-b")).isPresent();
  }

  @Test
  void when_the_groups_cannot_be_listed_calling_again_may_help() {
    group("umma-production");
    cloud.faults().next("DescribeLogGroups", Fault.SERVER_ERROR, 10);

    assertThatThrownBy(() -> call(seedEvent()))
        .isInstanceOf(ServiceUnreachableException.class)
        .hasMessageContaining("logs:DescribeLogGroups");
  }

  @Test
  void a_filter_that_no_group_fits_is_a_failure() {
    group("umma-production");

    assertThatThrownBy(() -> call(seedEvent().put("logGroupFilter", "umma-prodution")))
        .isInstanceOf(ExportFailedException.class)
        .hasMessageContaining("no log group fits logGroupFilter \"umma-prodution\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no json | it is no JSON
          [] | it is no JSON object
          {"region":"ap-northeast-2","logFolderName":"backup"} | "s3BucketName" is missing
          {"region":7,"s3BucketName":"b"} | "region" must be a text in quotes
          {"region":"Seoul","s3BucketName":"backup","logFolderName":"/x"} | event: "region": "Seoul" is no region
          {"region":"Seoul","s3BucketName":"backup","logFolderName":"/x"} | event: "logFolderName": "/x" has a slash at an end
          {"nextToken":"AbCdEf=="} | "nextToken" is not this function's: leave it out to begin anew
          {"nextToken":7,"longestRoundSeconds":"20"} | "longestRoundSeconds" must be a whole number from 0 to 900
          {"longestRoundSeconds":901} | "longestRoundSeconds" must be a whole number from 0 to 900
          {"logstrata":{"waitingSince":"yesterday"}} | "logstrata" holds what no round has written
          """)
  void a_bad_event_says_what_is_wrong_with_it(String event, String said) {
    assertThatThrownBy(() -> call(event, new ExportHandler(environment, pace), FUNCTION_TIME))
        .isInstanceOf(BadEventException.class)
        .hasMessageContaining(said);
    assertThat(cloud.calls()).isEmpty();
  }
}
