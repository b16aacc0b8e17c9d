package io.logstrata.archiver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.logstrata.archiver.setup.declare.Declaration;
import io.logstrata.archiver.setup.declare.DeclaredAlarm;
import io.logstrata.archiver.setup.declare.DeclaredBucket;
import io.logstrata.archiver.setup.declare.DeclaredFilter;
import io.logstrata.archiver.setup.declare.DeclaredGroup;
import io.logstrata.archiver.setup.declare.DeclaredTopic;
import io.logstrata.archiver.setup.declare.LogClass;
import io.logstrata.archiver.setup.declare.MissingData;
import io.logstrata.insights.model.Absent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeclarationTest {
  private static final String KEY =
      "arn:aws:kms:ap-northeast-2:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  @TempDir private Path folder;

  @Test
  void without_a_declaration_there_is_nothing_to_see_to() throws Exception {
    assertThat(declaration("").isEmpty()).isTrue();
  }

  @Test
  void everything_can_be_declared() throws Exception {
    Declaration declaration =
        declaration(
            """
            , "logGroups": [
                { "name": "umma-production", "retentionDays": 90, "class": "STANDARD",
                  "kmsKey": "%s", "tags": { "team": "backend" } },
                { "name": "shared", "foreign": true } ],
              "bucket": { "kmsKey": "%s" },
              "manageBucketPolicy": false,
              "topics": [ { "name": "umma-alarms", "emails": ["ops@example.com"] } ],
              "alarms": [
                { "name": "a", "logGroup": "umma-production", "filterName": "f",
                  "filter": "error-special", "absentStatus": "doesNotCount",
                  "metricNamespace": "N", "metricName": "M", "threshold": 2.5, "period": "PT5M",
                  "periods": 3, "missingData": "breaching", "topic": "umma-alarms" } ]
            """
                .formatted(KEY, KEY));

    assertThat(declaration)
        .isEqualTo(
            new Declaration(
                List.of(
                    new DeclaredGroup(
                        "umma-production",
                        OptionalInt.of(90),
                        Optional.of(LogClass.STANDARD),
                        Optional.of(KEY),
                        new TreeMap<>(Map.of("team", "backend")),
                        false),
                    new DeclaredGroup(
                        "shared",
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new TreeMap<>(),
                        true)),
                Optional.of(new DeclaredBucket("backup.cloudwatch.umma", Optional.of(KEY), false)),
                List.of(new DeclaredTopic("umma-alarms", List.of("ops@example.com"), false)),
                List.of(
                    new DeclaredAlarm(
                        "a",
                        "umma-production",
                        "f",
                        new DeclaredFilter(
                            DeclaredFilter.Kind.SPECIAL,
                            "error-special",
                            Optional.of(Absent.DOES_NOT_COUNT)),
                        "N",
                        "M",
                        2.5,
                        Duration.ofMinutes(5),
                        3,
                        MissingData.BREACHING,
                        "umma-alarms"))));
  }

  @Test
  void an_alarm_goes_off_at_the_first_event_of_a_minute_unless_told_otherwise() throws Exception {
    DeclaredAlarm alarm = alarm("\"filter\": \"error-special\", \"absentStatus\": \"counts\"");

    assertThat(alarm.metricNamespace()).isEqualTo("LogMetrics");
    assertThat(alarm.metricName()).isEqualTo("a");
    assertThat(alarm.threshold()).isEqualTo(1.0);
    assertThat(alarm.periodSeconds()).isEqualTo(60);
    assertThat(alarm.periods()).isEqualTo(1);
    assertThat(alarm.missingData()).isEqualTo(MissingData.NOT_BREACHING);
  }

  @Test
  void a_filter_in_braces_is_a_pattern_and_stays_as_it_is() throws Exception {
    DeclaredAlarm alarm = alarm("\"filter\": \"{ $.level=error  && $.statusCode!=400 }\"");

    assertThat(alarm.filter().kind()).isEqualTo(DeclaredFilter.Kind.PATTERN);
    assertThat(alarm.filter().pattern()).isEqualTo("{ $.level=error  && $.statusCode!=400 }");
    assertThat(alarm.filter().silentOnAbsent()).containsExactly("$.statusCode");
  }

  @Test
  void a_pattern_of_words_is_given_as_an_object() throws Exception {
    DeclaredAlarm alarm = alarm("\"filter\": { \"pattern\": \"ERROR -timeout\" }");

    assertThat(alarm.filter().pattern()).isEqualTo("ERROR -timeout");
    assertThat(alarm.filter().silentOnAbsent()).isEmpty();
  }

  @Test
  void any_other_filter_is_a_condition_of_insights() throws Exception {
    assertThat(alarm("\"filter\": \"level = 'error'\"").filter().pattern())
        .isEqualTo("{ $.level = \"error\" }");
    assertThat(
            alarm("\"filter\": \"status != 404\", \"absentStatus\": \"counts\"").filter().pattern())
        .isEqualTo("{ ($.status NOT EXISTS) || ($.status IS NULL) || ($.status != 404) }");
    assertThat(
            alarm("\"filter\": \"status != 404\", \"absentStatus\": \"doesNotCount\"")
                .filter()
                .pattern())
        .isEqualTo("{ $.status != 404 }");
  }

  @Test
  void what_an_absent_field_means_must_be_said_where_the_filter_leaves_it_open_and_only_there() {
    assertThat(alarmProblems("\"filter\": \"error-special\""))
        .containsExactly(
            "FILE line 2: alarms[0]: \"absentStatus\" is missing: does an event count that lacks"
                + " the field? Give \"counts\" or \"doesNotCount\"");
    assertThat(alarmProblems("\"filter\": \"level = 'error'\", \"absentStatus\": \"counts\""))
        .containsExactly(
            "FILE line 2: alarms[0].absentStatus: \"counts\" changes nothing, since the filter"
                + " itself says which events without a field count: remove it");
    assertThat(alarmProblems("\"filter\": \"{ $.a != 1 }\", \"absentStatus\": \"counts\""))
        .singleElement()
        .asString()
        .contains("changes nothing");
  }

  @Test
  void everything_wrong_is_said_at_once_with_its_place_and_remedy() {
    assertThat(
            problems(
                """
                , "logGroups": [
                    { "name": "aws/x", "retentionDays": 45, "class": "STANDART", "kmsKey": "alias/x" },
                    { "nam": "y", "tags": { "aws:a": "b" }, "foreign": "yes" },
                    { "name": "z", "foreign": true, "retentionDays": 30 },
                    { "name": "cheap", "class": "INFREQUENT_ACCESS" },
                    { "name": "cheap" } ],
                  "bucket": { "kmsKey": "arn:aws:kms:eu-west-1:123456789012:key/1" },
                  "topics": [ { "name": "a.fifo", "emails": ["ops", "a@example.com", "a@example.com"] },
                    { "name": "umma-alarms" } ],
                  "alarms": [
                    { "name": "one", "logGroup": "cheap", "filterName": "a:b", "filter": "level = ",
                      "metricNamespace": "AWS/Logs", "metricName": "m$", "threshold": 0,
                      "period": "PT90S", "periods": 0, "missingData": "notbreaching", "topic": "x" },
                    { "name": "two", "logGroup": "chaep", "filterName": "f", "filter": "{ $.a = }",
                      "topic": "umma-alarm" },
                    { "name": "three", "logGroup": "cheap", "filterName": "f",
                      "filter": "{ $.a = 1 }", "period": "PT1M", "periods": 1441,
                      "topic": "umma-alarms" },
                    { "name": "four", "logGroup": "cheap", "filterName": "f",
                      "filter": "{ $.a = 2 }", "topic": "umma-alarm" },
                    7 ]
                """))
        .containsExactly(
            "FILE line 1: logGroups[0].name: \"aws/x\" is no name of a log group: 1 to 512 "
                + "letters, digits and . - _ / #, not beginning with aws/",
            "FILE line 1: logGroups[0].retentionDays: 45 will not do: 45 days cannot be had: the "
                + "nearest that the service offers is 30 or 60",
            "FILE line 1: logGroups[0].class: \"STANDART\" must be STANDARD or "
                + "INFREQUENT_ACCESS: did you mean \"STANDARD\"?",
            "FILE line 1: logGroups[0].kmsKey: \"alias/x\" is no ARN of a key: give one such as"
                + " arn:aws:kms:ap-northeast-2:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab,"
                + " not an alias",
            "FILE line 1: logGroups[1]: there is no \"nam\": did you mean \"name\"?",
            "FILE line 1: logGroups[1]: \"name\" is missing: give the group's name, such as "
                + "umma-production",
            "FILE line 1: logGroups[1].tags: {\"aws:a\":\"b\"} has the tag \"aws:a\": give a name"
                + " of 1 to 128 and a text of at most 256 letters, digits, blanks and _ . : / = + -"
                + " @, the name not beginning with aws:",
            "FILE line 1: logGroups[1].foreign: \"yes\" must be true or false",
            "FILE line 1: logGroups[2].retentionDays: 30 cannot be given to a foreign group, "
                + "which is left as it is: remove it",
            "FILE line 8: topics[0].name: \"a.fifo\" is no topic name: 1 to 256 letters, digits, "
                + "hyphens and underscores, no ARN; a fifo topic has no e-mail",
            "FILE line 8: topics[0].emails[0]: \"ops\" is no address: give one such as "
                + "ops@example.com",
            "FILE line 8: topics[0].emails[2]: \"a@example.com\" is there twice: remove one",
            "FILE line 10: alarms[0].filterName: \"a:b\" is no name of a metric filter: 1 to 512 "
                + "characters without : and *",
            "FILE line 10: alarms[0].filter: \"level = \" cannot be the filter of an alarm: line 1,"
                + " column 9: found the end, expected a field, `true`, `false`, `(`, `-`, a number,"
                + " a text in quotes. (It is read as a condition of an Insights query; a pattern of"
                + " words is given as { \"pattern\": … })",
            "FILE line 10: alarms[0].metricNamespace: \"AWS/Logs\" is AWS's own: give another "
                + "namespace, such as LogMetrics",
            "FILE line 10: alarms[0].metricName: \"m$\" will not do: 1 to 255 characters without "
                + ": * and $",
            "FILE line 10: alarms[0].threshold: 0 is reached without any event: give 1 or more",
            "FILE line 10: alarms[0].period: \"PT90S\" must be a number of whole minutes: give "
                + "one such as PT1M or PT5M",
            "FILE line 10: alarms[0].periods: 0 is no number of periods: give 1 or more",
            "FILE line 10: alarms[0].missingData: \"notbreaching\" must be notBreaching or "
                + "breaching or ignore or missing: did you mean \"notBreaching\"?",
            "FILE line 10: alarms[1].filter: \"{ $.a = }\" is no filter pattern: line 1, column "
                + "9: found `}`, expected a value",
            "FILE line 10: alarms[2].periods: 1441 is too long: 1441 periods of PT1M may be 1 "
                + "day at most",
            "FILE line 10: alarms[4]: must be an object: begin it with { and end it with }",
            "FILE line 7: bucket.kmsKey: \"arn:aws:kms:eu-west-1:123456789012:key/1\" is in "
                + "another region: give a key in ap-northeast-2",
            "FILE line 1: logGroups[4].name: \"cheap\" is there twice: remove one",
            "FILE line 10: alarms[0].topic: \"x\" is not declared in topics: declare it there, "
                + "with \"foreign\": true if it is somebody else's to see to",
            "FILE line 10: alarms[0].logGroup: \"cheap\" is of the class INFREQUENT_ACCESS, "
                + "which has no metric filters: choose another group, or leave the alarm out",
            "FILE line 10: alarms[1].logGroup: \"chaep\" is not declared in logGroups: did you "
                + "mean \"cheap\"?",
            "FILE line 10: alarms[1].topic: \"umma-alarm\" is not declared in topics: did you "
                + "mean \"umma-alarms\"?",
            "FILE line 10: alarms[2].logGroup: \"cheap\" is of the class INFREQUENT_ACCESS, "
                + "which has no metric filters: choose another group, or leave the alarm out",
            "FILE line 10: alarms[3].topic: \"umma-alarm\" is not declared in topics: did you "
                + "mean \"umma-alarms\"?",
            "FILE line 10: alarms[3].logGroup: \"cheap\" is of the class INFREQUENT_ACCESS, "
                + "which has no metric filters: choose another group, or leave the alarm out");
  }

  @Test
  void a_list_that_is_none_makes_no_suggestion_of_a_name() {
    assertThat(
            problems(
                """
                , "logGroups": [ { "name": "g" } ], "topics": { "name": "u" },
                  "alarms": [ { "name": "a", "logGroup": "g", "filterName": "f", "topic": "t",
                    "filter": "level = 'error'" } ]
                """))
        .containsExactly(
            "FILE line 1: topics: must be a list: begin it with [ and end it with ]",
            "FILE line 2: alarms[0].topic: \"t\" is not declared in topics: declare it there, with"
                + " \"foreign\": true if it is somebody else's to see to");
  }

  @Test
  void a_long_value_is_shown_by_its_beginning() {
    assertThat(alarmProblems("\"filter\": { \"pattern\": \"" + "x".repeat(1025) + "\" }"))
        .containsExactly(
            "FILE line 2: alarms[0].filter: {\"pattern\":\""
                + "x".repeat(188)
                + "… is no filter pattern: line 1, column 1025: the pattern has 1025 characters,"
                + " the service takes 1024");
  }

  private DeclaredAlarm alarm(String filter) throws Exception {
    return declaration(withAlarm(filter)).alarms().get(0);
  }

  private List<String> alarmProblems(String filter) {
    return problems(withAlarm(filter));
  }

  private static String withAlarm(String filter) {
    return """
    , "logGroups": [ { "name": "g" } ], "topics": [ { "name": "t" } ],
      "alarms": [ { "name": "a", "logGroup": "g", "filterName": "f", "topic": "t", %s } ]
    """
        .formatted(filter);
  }

  private List<String> problems(String more) {
    ConfigurationException wrong =
        catchThrowableOfType(ConfigurationException.class, () -> declaration(more));
    return wrong.problems().stream()
        .map(problem -> problem.replace(folder.resolve("archiver.json").toString(), "FILE"))
        .toList();
  }

  private Declaration declaration(String more) throws ConfigurationException, IOException {
    Path file =
        Files.writeString(
            folder.resolve("archiver.json"),
            """
            { "region": "ap-northeast-2", "s3BucketName": "backup.cloudwatch.umma", "logFolderName": ""%s }
            """
                .formatted(more));
    return new SettingsReader(Map.of())
        .read(Optional.of(file), Optional.empty(), Optional.empty())
        .declaration();
  }
}
