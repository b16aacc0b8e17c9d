package io.logstrata.archiver.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeOrderTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 300, 5_000, 1_000_000})
  void the_order_is_the_same_however_the_records_came_and_however_little_memory_there_is(
      long memoryBytes) throws IOException {
    List<ArchivedRecord> shuffled = new ArrayList<>();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      // Four of each instant: of one stream and of two, and one message twice.
      String stream = i % 4 < 2 ? "s0" : "s1";
      String message = (i % 4 == 1 ? "zz" : "line " + i / 4) + "\n둘째 줄";
      shuffled.add(new ArchivedRecord(stream, Instant.ofEpochMilli(i / 4), message));
      expected.append(
          String.format(
              java.util.Locale.ROOT, "1970-01-01T00:00:00.%03dZ %s %s\n", i / 4, stream, message));
    }
    Collections.shuffle(shuffled, new Random(7));

    assertThat(printed(memoryBytes, shuffled)).isEqualTo(expected.toString());
  }

  @Test
  void records_larger_than_the_memory_and_than_a_block_come_through_whole() throws IOException {
    String large = "x".repeat(3_000_000);
    List<ArchivedRecord> records =
        List.of(
            new ArchivedRecord("s", Instant.ofEpochMilli(2), "y".repeat(1_048_568)),
            new ArchivedRecord("s", Instant.ofEpochMilli(1), large),
            new ArchivedRecord("s", Instant.ofEpochMilli(3), ""));

    for (long memoryBytes : new long[] {1, 100_000_000}) {
      assertThat(printed(memoryBytes, records))
          .isEqualTo(
              "1970-01-01T00:00:00.001Z s "
                  + large
                  + "\n1970-01-01T00:00:00.002Z s "
                  + "y".repeat(1_048_568)
                  + "\n1970-01-01T00:00:00.003Z s \n");
    }
  }

  @Test
  void instants_of_all_the_years_that_an_export_can_spell_are_in_order() throws IOException {
    List<ArchivedRecord> records = new ArrayList<>();
    for (String instant :
        List.of(
            "9999-12-31T23:59:59.999Z",
            "0000-01-01T00:00:00.000Z",
            "2026-11-22T10:00:00.001Z",
            "1969-12-31T23:59:59.999Z")) {
      records.add(new ArchivedRecord("s", Instant.parse(instant), "m"));
    }

    assertThat(printed(1_000_000, records))
        .isEqualTo(
            """
            0000-01-01T00:00:00.000Z s m
            1969-12-31T23:59:59.999Z s m
            2026-11-22T10:00:00.001Z s m
            9999-12-31T23:59:59.999Z s m
            """);
  }

  @Test
  void bytes_that_are_no_utf_8_come_out_as_they_went_in() throws IOException {
    byte[] message = {'a', (byte) 0xff, (byte) 0xc3, 'b'};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TimeOrder order = new TimeOrder(1)) {
      order.add("s", 0, message, message.length);
      order.forEach(new RecordPrinter(out));
    }
    assertThat(out.toByteArray()).endsWith(' ', 's', ' ', 'a', 0xff, 0xc3, 'b', '\n');
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatever_ends_the_process_leaves_no_temporary_file(@TempDir Path directory)
      throws IOException {
    try (TimeOrder order = new TimeOrder(1, directory)) {
      for (int i = 0; i < 3; i++) {
        order.add("s", i, new byte[] {'x'}, 1);
      }
      assertThat(directory).isEmptyDirectory();

      ByteArrayOutputStream out = new ByteArrayOutputStream();
      order.forEach(new RecordPrinter(out));
      assertThat(out.toString(UTF_8).lines()).hasSize(3);
      assertThat(directory).isEmptyDirectory();
    }
  }

  @Test
  void a_place_without_room_for_temporary_files_is_named(@TempDir Path directory)
      throws IOException {
    Path missing = directory.resolve("missing");
    try (TimeOrder order = new TimeOrder(1, missing)) {
      order.add("s", 0, new byte[] {'x'}, 1);
      assertThatThrownBy(() -> order.add("s", 1, new byte[] {'x'}, 1))
          .hasMessageContaining(missing.toString());
    }
  }

  @Test
  void no_memory_at_all_is_refused() {
    assertThatThrownBy(() -> new TimeOrder(0)).hasMessage("memoryBytes is 0: give 1 or more");
  }

  private static String printed(long memoryBytes, List<ArchivedRecord> records) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TimeOrder order = new TimeOrder(memoryBytes)) {
      for (ArchivedRecord each : records) {
        byte[] message = each.message().getBytes(UTF_8);
        order.add(each.logStream(), each.timestamp().toEpochMilli(), message, message.length);
      }
      order.forEach(new RecordPrinter(out));
    }
    return out.toString(UTF_8);
  }
}
