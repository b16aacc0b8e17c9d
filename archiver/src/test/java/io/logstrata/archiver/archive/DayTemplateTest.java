package io.logstrata.archiver.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DayTemplateTest {
  private static final LocalDate DAY = LocalDate.parse("2019-06-01");

  @ParameterizedTest
  @CsvSource({
    "{folder}/{group}/{yyyy}/{M}/{d}, backup/a-b/2019/6/1",
    "{folder}/{group}/{yyyy}/{MM}/{dd}, backup/a-b/2019/06/01",
    "{folder}/group={group}/year={yyyy}/month={MM}/day={dd},"
        + " backup/group=a-b/year=2019/month=06/day=01",
    "{folder}/dt={yyyy}-{MM}-{dd}/{group}, backup/dt=2019-06-01/a-b",
    "{folder}/{yyyy}{MM}{dd}/logs/{group}, backup/20190601/logs/a-b",
  })
  void a_day_lies_where_the_template_says(String template, String folder) {
    assertThat(new Layout("backup", new DayTemplate(template)).dayFolder("/a/b", DAY))
        .isEqualTo(folder);
  }

  @Test
  void without_a_folder_a_key_does_not_begin_with_a_slash() {
    Layout layout = new Layout("", new DayTemplate("{folder}/{group}/{yyyy}/{MM}/{dd}"));
    assertThat(layout.dayFolder("g", DAY)).isEqualTo("g/2019/06/01");
  }

  @Test
  void what_looks_like_a_token_in_a_group_or_folder_stays_as_it_is() {
    Layout layout = new Layout("{dd}$1", DayTemplate.SEED);
    assertThat(layout.dayFolder("g\\$0{M}", DAY)).isEqualTo("{dd}$1/g\\$0{M}/2019/6/1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{folder}/{group}/{yyyy}/{MM} | {dd} or {d} is missing: days would be mixed",
        "{folder}/{group}/{MM}/{dd} | {yyyy} is missing",
        "{folder}/{group}/{yyyy}/{dd} | {MM} or {M} is missing",
        "{folder}/{yyyy}/{MM}/{dd} | {group} is missing: the groups' days would be mixed",
        "{group}/{yyyy}/{MM}/{dd} | begin with {folder}/",
        "{folder}/{group}/{folder}/{yyyy}/{MM}/{dd} | begin with {folder}/, and have that once",
        "{folder}/{group}/{YYYY}/{MM}/{dd} | there is no {YYYY}: did you mean {yyyy}?",
        "{folder}/{logGroup}/{yyyy}/{MM}/{dd} | there is no {logGroup}: did you mean {group}?",
        "{folder}/{group}/{yyyy}/{month}/{day} | there is no {month}: did you mean {MM}?",
        "{folder}/{group}/{yyyy}/{month}/{day} | there is no {day}: did you mean {dd}?",
        "{folder}/{group}/{yyyy}/{MM}/{dd}/{HH} | there is no {HH}: there are {folder}, {group},",
        "{folder}/{group}/{yyyy}/{MM}/{dd | a brace is open or closed for nothing",
        "{folder}/{group}/{yyyy}/{MM}/{dd}#x | S3 or its clients stumble over # in keys",
        "{folder}/{group}/{yyyy}/{MM}/tag {dd} | S3 or its clients stumble over U+0020 in keys",
        "{folder}/{group}/{yyyy}/{MM}/일{dd} | S3 or its clients stumble over U+C77C in keys",
        "{folder}/{group}/{yyyy}{M}{d} | {M} and {d} are one digit or two",
        "{folder}/{group}/{yyyy}/{MM}/1{d} | {M} and {d} are one digit or two",
        "{folder}//{group}/{yyyy}/{MM}/{dd} | a part between slashes is empty or of dots alone",
        "{folder}/{group}/{yyyy}/{MM}/{dd}/ | a part between slashes is empty or of dots alone",
        "{folder}/../{group}/{yyyy}/{MM}/{dd} | a part between slashes is empty or of dots alone",
        "{folder}/_logstrata/{group}/{yyyy}/{MM}/{dd} | _logstrata begins with _: Hive and Athena",
        "{folder}/{group}-{yyyy}/{MM}/{dd} | {group} must end its part, and have no other token",
        "{folder}/{group}x/{yyyy}/{MM}/{dd} | {group} must end its part, and have no other token",
      })
  void a_template_that_would_mix_days_or_make_bad_keys_is_refused(String template, String why) {
    assertThat(DayTemplate.problems(template)).anyMatch(problem -> problem.startsWith(why));
    assertThatThrownBy(() -> new DayTemplate(template))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void all_that_is_wrong_is_said_at_once() {
    assertThat(DayTemplate.problems("{folder}/a b/{grp}/{year}")).hasSize(3);
    assertThat(DayTemplate.problems("{folder}/x")).hasSize(4);
    assertThat(DayTemplate.problems("")).isNotEmpty();
  }

  /** Listing a day lists {@code <its folder>/}: nothing of another day or group may be there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{folder}/{group}/{yyyy}/{M}/{d}",
        "{folder}/{group}/{yyyy}-{M}-{d}",
        "{folder}/{d}.{M}.{yyyy}/{group}",
        "{folder}/dt={yyyy}{MM}{dd}/g={group}",
        "{folder}/{yyyy}/{d}/x{M}x/{group}"
      })
  void no_days_folder_is_or_lies_in_that_of_another_day_or_group(String template) {
    Layout layout = new Layout("backup", new DayTemplate(template));
    Map<String, String> whose = new HashMap<>();
    for (String group : List.of("g", "g-1", "g-2020-1-1", "1", "11", "/g/2020/1", "dt=20200101")) {
      LocalDate.parse("2019-12-01")
          .datesUntil(LocalDate.parse("2021-02-01"))
          .forEach(
              day -> {
                String folder = layout.dayFolder(group, day) + "/";
                assertThat(whose.put(folder, group + " " + day)).as(folder).isNull();
              });
    }
    whose
        .keySet()
        .forEach(
            folder -> {
              int end = folder.indexOf('/');
              while (end < folder.length() - 1) {
                assertThat(whose).doesNotContainKey(folder.substring(0, end + 1));
                end = folder.indexOf('/', end + 1);
              }
            });
  }
}
