package io.logstrata.archiver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsReaderTest {
  private static final String SEED =
      """
      { "region": "ap-northeast-2", "logGroupFilter": "umma-production", "s3BucketName": "backup.cloudwatch.umma", "logFolderName": "backup" }
      """;

  @TempDir private Path folder;

  @Test
  void the_input_of_the_replaced_system_works_as_it_stands() throws Exception {
    Settings settings = read(SEED, Map.of());

    assertThat(settings.region()).isEqualTo("ap-northeast-2");
    assertThat(settings.groups().contains()).isEqualTo("umma-production");
    assertThat(settings.s3BucketName()).isEqualTo("backup.cloudwatch.umma");
    assertThat(settings.logFolderName()).isEqualTo("backup");
    assertThat(settings.zone()).isEqualTo(ZoneOffset.UTC);
    assertThat(settings.settle()).isEqualTo(Duration.ofMinutes(12 * 60 + 30));
    assertThat(settings.manageBucketPolicy()).isTrue();
  }

  @Test
  void the_environment_overrides_the_file_and_options_override_both() throws Exception {
    Path file =
        file(SEED.replace("}", ", \"endpoint\": \"http://file:1\", \"zone\": \"Asia/Seoul\" }"));
    Map<String, String> environment =
        Map.of("LOGSTRATA_S3_BUCKET_NAME", "other", "LOGSTRATA_ENDPOINT", "http://environment:1");

    Settings settings =
        new SettingsReader(environment)
            .read(Optional.of(file), Optional.of("http://option:1"), Optional.empty());

    assertThat(settings.s3BucketName()).isEqualTo("other");
    assertThat(settings.endpoint()).contains(URI.create("http://option:1"));
    assertThat(settings.zone()).isEqualTo(ZoneId.of("Asia/Seoul"));
  }

  @Test
  void groups_are_included_and_excluded_by_lists_or_in_the_environment_with_commas()
      throws Exception {
    Path file =
        file(SEED.replace("}", ", \"include\": [\"/aws/*\", \"umma-*\"], \"exclude\": [] }"));

    Settings settings =
        new SettingsReader(Map.of("LOGSTRATA_EXCLUDE", "*-test, tmp"))
            .read(Optional.of(file), Optional.empty(), Optional.empty());

    assertThat(settings.groups().include()).containsExactly("/aws/*", "umma-*");
    assertThat(settings.groups().exclude()).containsExactly("*-test", "tmp");
    assertThat(problems(SEED.replace("}", ", \"include\": [1], \"exclude\": 7 }")))
        .containsExactly(
            "FILE line 1: \"include\" must be a list of texts, such as [\"/aws/lambda/*\"]",
            "FILE line 1: \"exclude\" must be a list of texts, such as [\"/aws/lambda/*\"]");
  }

  @Test
  void the_environment_alone_will_do() throws Exception {
    Settings settings =
        new SettingsReader(
                Map.of(
                    "AWS_REGION", "us-east-1",
                    "LOGSTRATA_S3_BUCKET_NAME", "bucket",
                    "LOGSTRATA_LOG_FOLDER_NAME", "",
                    "LOGSTRATA_MANAGE_BUCKET_POLICY", "false"))
            .read(Optional.empty(), Optional.empty(), Optional.empty());

    assertThat(settings.region()).isEqualTo("us-east-1");
    assertThat(settings.logFolderName()).isEmpty();
    assertThat(settings.manageBucketPolicy()).isFalse();
  }

  @Test
  void all_that_is_wrong_is_said_at_once_with_its_place_and_remedy() {
    assertThat(
            problems(
                """
                {
                  "regoin": "ap-northeast-2",
                  "s3BucketName": "Backup",
                  "logFolderName": "/backup",
                  "settle": 5,
                  "zone": "Mars",
                  "slotWait": "-PT1S",
                  "manageBucketPolicy": "yes",
                  "completelyElse": [1, {}]
                }
                """))
        .containsExactly(
            "FILE line 2: there is no setting \"regoin\": did you mean \"region\"?",
            "FILE line 9: there is no setting \"completelyElse\": remove it",
            "\"region\" is missing: give the region of the logs, such as ap-northeast-2, in the"
                + " file or as LOGSTRATA_REGION",
            "FILE line 3: \"s3BucketName\": \"Backup\" is no bucket name: 3 to 63 lower-case"
                + " letters, digits, dots and hyphens, with a letter or digit at each end",
            "FILE line 4: \"logFolderName\": \"/backup\" has a slash at an end: leave it out",
            "FILE line 6: \"zone\": \"Mars\" is no time zone: give one such as UTC or Asia/Seoul",
            "FILE line 5: \"settle\" must be a text in quotes",
            "FILE line 8: \"manageBucketPolicy\" must be true or false",
            "FILE line 7: \"slotWait\": \"-PT1S\" is no duration: give one such as PT12H30M or"
                + " PT0S");
  }

  @Test
  void variables_that_mean_no_setting_are_named_with_the_nearest_that_does() {
    ConfigurationException wrong =
        catchThrowableOfType(
            ConfigurationException.class,
            () ->
                read(
                    SEED,
                    Map.of("LOGSTRATA_SETTEL", "PT0S", "LOGSTRATA_XYZ", "1", "OTHERS", "any")));

    assertThat(wrong.problems())
        .containsExactly(
            "variable LOGSTRATA_SETTEL: there is no such setting: did you mean LOGSTRATA_SETTLE?",
            "variable LOGSTRATA_XYZ: there is no such setting: remove it");
  }

  @Test
  void an_option_overrides_any_setting_by_its_name() throws Exception {
    Settings settings =
        new SettingsReader(Map.of("LOGSTRATA_S3_BUCKET_NAME", "other"))
            .read(
                Optional.of(file(SEED)),
                Optional.empty(),
                Optional.empty(),
                Map.of("s3BucketName", "third", "lookbackDays", "7", "exclude", "a,b"));

    assertThat(settings.s3BucketName()).isEqualTo("third");
    assertThat(settings.lookbackDays()).hasValue(7);
    assertThat(settings.groups().exclude()).containsExactly("a", "b");
  }

  @Test
  void an_option_that_means_no_setting_is_a_problem_like_the_others() {
    ConfigurationException wrong =
        catchThrowableOfType(
            ConfigurationException.class,
            () ->
                new SettingsReader(Map.of())
                    .read(
                        Optional.of(file(SEED)),
                        Optional.empty(),
                        Optional.empty(),
                        new TreeMap<>(Map.of("regoin", "x", "alarms", "[]", "zone", "Mars"))));

    assertThat(wrong.problems())
        .containsExactly(
            "option --set alarms: can be given in the file only: leave it out",
            "option --set regoin: there is no setting \"regoin\": did you mean \"region\"?",
            "option --set zone: \"zone\": \"Mars\" is no time zone: give one such as UTC or"
                + " Asia/Seoul");
  }

  @Test
  void a_schedule_is_looked_into_with_all_the_rest_by_whoever_can() throws Exception {
    String text = SEED.replace("}", ", \"schedule\": \"at noon\", \"zone\": \"Mars\" }");
    ConfigurationException wrong =
        catchThrowableOfType(
            ConfigurationException.class,
            () ->
                new SettingsReader(Map.of(), (schedule, zone) -> Optional.of("is none in " + zone))
                    .read(Optional.of(file(text)), Optional.empty(), Optional.empty()));

    assertThat(wrong.problems()).hasSize(2);
    assertThat(wrong.problems().get(1)).endsWith(" line 1: \"schedule\": \"at noon\" is none in Z");
  }

  @Test
  void an_address_is_no_bucket_name() {
    assertThat(problems(SEED.replace("backup.cloudwatch.umma", "192.168.1.10")))
        .containsExactly(
            "FILE line 1: \"s3BucketName\": \"192.168.1.10\" is no bucket name: it looks like an IP"
                + " address; add a letter");
  }

  @Test
  void a_setting_that_is_there_twice_is_a_mistake() {
    assertThat(problems(SEED.replace("}", ", \"region\": \"us-east-1\" }")))
        .containsExactly("FILE line 1: \"region\" is there twice: remove one");
  }

  @Test
  void broken_json_is_said_with_its_place() {
    assertThat(problems("{ \"region\": }"))
        .singleElement()
        .asString()
        .startsWith("FILE line 1 column 13 is no JSON");
    assertThat(problems("[]")).singleElement().asString().contains("no JSON object");
  }

  @Test
  void a_missing_file_is_named() {
    ConfigurationException wrong =
        catchThrowableOfType(
            ConfigurationException.class,
            () ->
                new SettingsReader(Map.of())
                    .read(
                        Optional.of(folder.resolve("no.json")),
                        Optional.empty(),
                        Optional.empty()));
    assertThat(wrong.problems()).singleElement().asString().contains("no.json: correct --config");
  }

  @Test
  void a_byte_order_mark_before_the_object_is_no_part_of_it() throws Exception {
    assertThat(read("\uFEFF" + SEED, Map.of()).region()).isEqualTo("ap-northeast-2");
  }

  private List<String> problems(String text) {
    ConfigurationException wrong =
        catchThrowableOfType(ConfigurationException.class, () -> read(text, Map.of()));
    return wrong.problems().stream()
        .map(problem -> problem.replace(folder.resolve("archiver.json").toString(), "FILE"))
        .toList();
  }

  private Settings read(String text, Map<String, String> environment)
      throws ConfigurationException, IOException {
    return new SettingsReader(environment)
        .read(Optional.of(file(text)), Optional.empty(), Optional.empty());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("archiver.json"), text);
  }
}
