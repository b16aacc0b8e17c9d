package io.logstrata.archiver.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeOrderTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 300, 5_000, 1_000_000})
  void the_order_is_the_same_however_the_records_came_and_however_little_memory_there_is(
      long runBytes) throws IOException {
    List<ArchivedRecord> expected = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      expected.add(
          new ArchivedRecord("s" + i % 2, Instant.ofEpochMilli(i / 2), "line " + i + "\n둘째 줄"));
    }
    List<ArchivedRecord> shuffled = new ArrayList<>(expected);
    Collections.shuffle(shuffled, new Random(7));

    List<ArchivedRecord> ordered = new ArrayList<>();
    try (TimeOrder order = new TimeOrder(runBytes)) {
      for (ArchivedRecord each : shuffled) {
        order.add(each);
      }
      order.forEach(ordered::add);
    }

    assertThat(ordered).isEqualTo(expected);
  }
}
