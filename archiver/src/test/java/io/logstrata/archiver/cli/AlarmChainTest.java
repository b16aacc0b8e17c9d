package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.testkit.Alarm;
import io.logstrata.testkit.AlarmState;
import io.logstrata.testkit.Mail;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From an event to the mail that it sends. */
final class AlarmChainTest extends SetupCloudTest {
  private static final String ADDRESS = "on-call@example.com";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"level":"error","statusCode":500}                   | true
          {"level":"error","message":"settlement failed"}      | true
          {"level":"error","statusCode":null}                  | true
          {"level":"error","statusCode":402}                   | true
          {"level":"error","statusCode":400}                   | false
          {"level":"error","statusCode":401}                   | false
          {"level":"error","statusCode":403}                   | false
          {"level":"error","statusCode":404}                   | false
          {"level":"warn","statusCode":500}                    | false
          {"level":"info"}                                     | false
          error without any JSON                               | false
          """)
  void an_event_sends_a_mail_exactly_when_the_filter_says_so(String message, boolean mail) {
    assertThat(run(UMMA, "setup", "--apply")).isZero();
    cloud.confirmSubscription(ADDRESS);

    put(PRODUCTION, message);
    clock.advance(Duration.ofMinutes(3));

    assertThat(mails()).isEqualTo(mail ? 1 : 0);
    assertThat(alarm().changes().stream().anyMatch(change -> change.to() == AlarmState.ALARM))
        .isEqualTo(mail);
  }

  @Test
  void the_seeds_own_pattern_stays_silent_for_an_error_without_a_status_and_says_so_before()
      throws Exception {
    Path seed =
        Files.writeString(
            folder.resolve("seed.json"),
            Files.readString(UMMA)
                .replace(
                    "\"filter\": \"error-special\",",
                    "\"filter\": \"{ $.level = \\\"error\\\" && $.statusCode != 400 &&"
                        + " $.statusCode != 401 && $.statusCode != 403 && $.statusCode != 404 }\",")
                .replace("      \"absentStatus\": \"counts\",\n", ""));
    assertThat(run(seed, "setup", "--apply")).isZero();
    assertThat(err.toString())
        .contains(
            "warning: alarm umma-production-error-special never counts an event without"
                + " $.statusCode");
    cloud.confirmSubscription(ADDRESS);

    put(PRODUCTION, "{\"level\":\"error\",\"message\":\"settlement failed\"}");
    clock.advance(Duration.ofMinutes(3));
    assertThat(mails()).isZero();

    put(PRODUCTION, "{\"level\":\"error\",\"statusCode\":500}");
    clock.advance(Duration.ofMinutes(3));
    assertThat(mails()).isEqualTo(1);
  }

  @Test
  void the_alarm_is_shown_with_its_sums_and_the_events_that_set_it_off() {
    assertThat(run(UMMA, "alarms")).isEqualTo(3);
    assertThat(out.toString()).contains("MISSING           umma-production-error-special");
    assertThat(run(UMMA, "setup", "--apply")).isZero();
    // The command goes by the clock on the wall.
    clock.advance(Duration.ofMinutes(25));
    put(PRODUCTION, "{\"level\":\"error\",\"statusCode\":503}");
    put(PRODUCTION, "{\"level\":\"error\",\"statusCode\":404}");
    clock.advance(Duration.ofMinutes(2));

    assertThat(run(UMMA, "alarms")).isZero();

    assertThat(out.toString())
        .contains("umma-production-error-special, since ")
        .contains("  sum 1")
        .contains("  batch  {\"level\":\"error\",\"statusCode\":503}")
        .doesNotContain("404}")
        .contains("umma-staging-error-special")
        .contains("  no data from ");
    assertThat(run(UMMA, "alarms", "--json", "--events=0")).isZero();
    assertThat(out.toString())
        .contains("{\"alarm\":\"umma-production-error-special\",\"state\":\"")
        .contains("\"sum\":1.0")
        .contains("\"events\":[]");
  }

  private long mails() {
    return cloud.mailbox(ADDRESS).stream()
        .filter(mail -> !mail.confirmation())
        .map(Mail::at)
        .count();
  }

  private Alarm alarm() {
    return cloud.alarms().stream()
        .filter(alarm -> alarm.name().equals("umma-production-error-special"))
        .findFirst()
        .orElseThrow();
  }
}
