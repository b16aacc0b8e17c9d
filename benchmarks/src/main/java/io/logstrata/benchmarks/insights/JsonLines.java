package io.logstrata.benchmarks.insights;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logstrata.insights.evaluate.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lines as a backend writes them, some 300 bytes each: one in twenty is an error. */
final class JsonLines {
  private static final long SEED = 20_240_102L;
  private static final Instant START = Instant.parse("2024-01-02T00:00:00Z");

  private JsonLines() {}

  static List<Event> events(int count) {
    Random random = new Random(SEED);
    List<Event> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String level = random.nextInt(20) == 0 ? "error" : "info";
      int status = level.equals("error") && random.nextBoolean() ? 500 : 404;
      String message =
          "{\"timestamp\":\""
              + START.plusMillis(i)
              + "\",\"level\":\""
              + level
              + "\",\"logger\":\"io.example.orders.OrderController\",\"thread\":\"http-nio-8080-exec-"
              + random.nextInt(50)
              + "\",\"message\":\"GET /api/orders/"
              + random.nextInt(1_000_000)
              + " answered in "
              + random.nextInt(900)
              + " ms\",\"requestId\":\""
              + Long.toHexString(random.nextLong())
              + "\",\"user\":{\"id\":"
              + random.nextInt(100_000)
              + ",\"country\":\"KR\"},\"statusCode\":"
              + status
              + ",\"durationMs\":"
              + random.nextInt(900)
              + '}';
      events.add(Event.of(START.plusMillis(i), message));
    }
    return events;
  }

  static long bytes(List<Event> events) {
    return events.stream().mapToLong(event -> event.message().getBytes(UTF_8).length + 1L).sum();
  }
}
