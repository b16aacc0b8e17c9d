package io.logstrata.archiver.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OncePerTaskTest {
  private record Line(int task, String stream, long millis, String message) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 200, 1_000_000})
  void equal_records_are_as_many_as_the_task_has_that_has_the_most_of_them(long memoryBytes)
      throws IOException {
    for (int seed = 0; seed < 50; seed++) {
      List<Line> lines = lines(new Random(seed));

      assertThat(passed(lines, memoryBytes)).as("seed %s", seed).isEqualTo(expected(lines));
    }
  }

  private static List<Line> lines(Random random) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      lines.add(
          new Line(
              random.nextInt(3),
              random.nextBoolean() ? "batch" : "server",
              random.nextInt(4),
              random.nextBoolean() ? "" : "둘째\nline " + random.nextInt(2)));
    }
    return lines;
  }

  private static List<String> expected(List<Line> lines) {
    Map<String, Map<Integer, Integer>> counts = new TreeMap<>();
    for (Line line : lines) {
      counts
          .computeIfAbsent(text(line.millis, line.stream, line.message), any -> new HashMap<>())
          .merge(line.task, 1, Integer::sum);
    }
    List<String> expected = new ArrayList<>();
    counts.forEach(
        (text, byTask) -> {
          int most = byTask.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
          for (int i = 0; i < most; i++) {
            expected.add(text);
          }
        });
    return expected;
  }

  private static List<String> passed(List<Line> lines, long memoryBytes) throws IOException {
    List<String> passed = new ArrayList<>();
    try (TimeOrder order = new TimeOrder(memoryBytes)) {
      for (Line line : lines) {
        byte[] message = line.message.getBytes(UTF_8);
        order.add(line.task, line.stream, line.millis, message, message.length);
      }
      try (TimeOrder.Sorted sorted = order.sorted()) {
        OncePerTask once = new OncePerTask(sorted);
        while (once.advance()) {
          RecordCursor at = once.current();
          passed.add(text(at.millis(), new String(at.streamName(), UTF_8), at.message()));
        }
      }
    }
    return passed;
  }

  private static String text(long millis, String stream, String message) {
    return millis + " " + stream + " " + message;
  }
}
