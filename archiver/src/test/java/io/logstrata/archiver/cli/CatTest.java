package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.testkit.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CatTest extends CloudTest {
  @BeforeEach
  void archive_a_day() throws Exception {
    put("server/1", at("12:00:00.002"), "{\"level\":\"error\",\"statusCode\":500}");
    put("server/2", at("12:00:00.001"), "{\"level\":\"info\"}");
    put("server/1", at("12:00:00.003"), "boom\n\tat a.B");
    assertThat(backfill(", \"settle\": \"PT0S\"")).isZero();
  }

  @Test
  void prints_the_records_of_all_streams_in_the_order_of_time() throws Exception {
    assertThat(cat()).isZero();
    assertThat(out.toString())
        .isEqualTo(
            day
                + "T12:00:00.001Z server-2 {\"level\":\"info\"}\n"
                + day
                + "T12:00:00.002Z server-1 {\"level\":\"error\",\"statusCode\":500}\n"
                + day
                + "T12:00:00.003Z server-1 boom\n\tat a.B\n");
  }

  @Test
  void prints_one_stream_by_the_name_that_the_service_knows() throws Exception {
    assertThat(cat("--stream=server/2")).isZero();
    assertThat(out.toString()).isEqualTo(day + "T12:00:00.001Z server-2 {\"level\":\"info\"}\n");
  }

  @Test
  void prints_what_a_condition_lets_through() throws Exception {
    assertThat(cat("--filter=level = \"error\"")).isZero();
    assertThat(out.toString().lines()).singleElement().asString().contains("\"statusCode\":500");
  }

  @Test
  void a_stream_and_a_condition_must_both_hold() throws Exception {
    assertThat(cat("--stream=server/1", "--filter=level = \"info\"")).isZero();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void a_connection_that_breaks_costs_no_record_and_shows_none_twice() throws Exception {
    assertThat(cat()).isZero();
    String whole = out.toString();

    cloud.faults().next("GetObject", Fault.TRUNCATED, 4);
    assertThat(cat()).isZero();
    assertThat(out).hasToString(whole);
    cloud.faults().next("GetObject", Fault.SHORT_READS, 4);
    assertThat(cat()).isZero();
    assertThat(out).hasToString(whole);
  }

  @Test
  void a_condition_that_is_none_is_wrong_usage() throws Exception {
    assertThat(cat("--filter=level == ")).isEqualTo(2);
  }

  @Test
  void a_day_that_is_not_archived_is_a_failure_that_says_what_to_do() throws Exception {
    assertThat(run(config(""), "cat", "--group=umma-production", "--day=2020-01-01")).isEqualTo(1);
    assertThat(err.toString()).contains("backfill --from 2020-01-01 --to 2020-01-01");
  }

  private int cat(String... more) throws Exception {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "cat";
    arguments[1] = "--group=umma-production";
    arguments[2] = "--day=" + day;
    System.arraycopy(more, 0, arguments, 3, more.length);
    return run(config(""), arguments);
  }
}
