package io.logstrata.samples.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

class JsonLinesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'level':'error','statusCode':500,'message':'m'} | ERROR | 500 | m",
        "{'level':'WARNING','status':'404','msg':'m'}     | WARN  | 404 | m",
        "{'response':503,'request':'GET /'}               | ERROR | 503 | GET /",
        "{'statusCode':404.0,'msg':'m'}                   | ERROR | 404 | m",
        "{'response':399,'request':'GET /'}               | INFO  | 399 | GET /",
        "{'level':'info','status':500,'msg':'m'}          | INFO  | 500 | m",
        "{'level':50,'msg':'m'}                           | ERROR |     | m",
        "{'level':40,'msg':'m'}                           | WARN  |     | m",
        "{'level':null,'status':400,'msg':'m'}            | ERROR | 400 | m",
        "{'status':{'code':500},'response':401,'msg':'m'} | ERROR | 401 | m",
        "{'message':{'a':1},'msg':'m'}                    | INFO  |     | m",
      })
  void recognises_level_status_and_text(String json, Level level, Integer status, String text)
      throws IOException {
    Entry entry = read(json.replace('\'', '"')).get(0);

    assertThat(entry.level()).isEqualTo(level);
    assertThat(entry.status())
        .isEqualTo(status == null ? OptionalInt.empty() : OptionalInt.of(status));
    assertThat(entry.message()).isEqualTo(text);
  }

  @Test
  void keeps_every_other_field_and_the_original_time() throws IOException {
    Entry entry =
        read("{\"msg\":\"m\",\"timestamp\":\"2019-06-01\",\"n\":1.5,\"b\":true,\"o\":{\"a\":[1]}}")
            .get(0);

    assertThat(entry.fields())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "originalTimestamp",
                "2019-06-01",
                "n",
                new BigDecimal("1.5"),
                "b",
                true,
                "o",
                "{\"a\":[1]}"));
  }

  @Test
  void keeps_what_is_no_status_and_no_level_under_another_name() throws IOException {
    Entry entry =
        read("{\"msg\":\"m\",\"statusCode\":\"0404\",\"level\":{\"name\":\"error\"}}").get(0);

    assertThat(entry.status()).isEmpty();
    assertThat(entry.level()).isEqualTo(Level.INFO);
    assertThat(entry.fields())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("originalStatusCode", "0404", "originalLevel", "{\"name\":\"error\"}"));
  }

  @Test
  void takes_no_name_that_the_line_has_already() throws IOException {
    Entry entry = read("{\"msg\":\"m\",\"timestamp\":1,\"originalTimestamp\":2}").get(0);

    assertThat(entry.fields())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("originalTimestamp_", 1, "originalTimestamp", 2));
  }

  @Test
  void passes_over_a_byte_order_mark() throws IOException {
    assertThat(read("\uFEFF{\"msg\":\"m\"}")).extracting(Entry::message).containsExactly("m");
  }

  @Test
  void an_object_without_text_is_its_own_text() throws IOException {
    assertThat(read("{\"a\":1}").get(0).message()).isEqualTo("{\"a\":1}");
  }

  @Test
  void passes_over_blank_lines() throws IOException {
    assertThat(read("{\"msg\":\"one\"}\n\n  \n{\"msg\":\"two\"}"))
        .extracting(Entry::message)
        .containsExactly("one", "two");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1                | not a JSON object",
        "{\"a\":1} {\"b\":2}     | not a JSON object",
        "[1]                     | not a JSON object that can be read (it is array)",
        "plain text              | not a JSON object",
        "{\"a\":1,\"a\":2}       | Duplicate field 'a'",
      })
  void names_file_line_and_remedy_of_a_line_that_is_no_object(String line, String why) {
    assertThatThrownBy(() -> read("{\"msg\":\"fine\"}\n" + line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("input.jsonl, line 2: ")
        .hasMessageContaining(why)
        .hasMessageContaining("give one complete object on each line");
  }

  @Test
  void says_what_to_do_with_a_file_that_is_not_utf_8() throws IOException {
    Path file =
        Files.write(
            folder.resolve("latin1.jsonl"),
            "{\"msg\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> JsonLines.count(file))
        .hasMessageContaining("is not UTF-8: convert it");
  }

  private List<Entry> read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("input.jsonl"), text);
    List<Entry> entries = new ArrayList<>();
    JsonLines.forEach(file, (entry, index) -> entries.add(entry));
    return entries;
  }
}
