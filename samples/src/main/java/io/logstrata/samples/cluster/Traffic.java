package io.logstrata.samples.cluster;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.slf4j.event.Level;

/** What a web service says in a day, in miniature: the same entries for the same seed. */
final class Traffic {
  private static final int[] STATUSES = {200, 200, 200, 200, 400, 401, 403, 404, 500, 503};
  private static final String[] PATHS = {
    "/orders", "/orders/42", "/회원/로그인", "/search?q=\"100%\"", "/images/🚀.png"
  };

  private final Random random;

  Traffic(long seed) {
    this.random = new Random(seed);
  }

  Entry next(int number) {
    int dice = random.nextInt(100);
    if (dice < 4) {
      return failedJob(number);
    }
    if (dice < 8) {
      return plain(number);
    }
    return request(number);
  }

  /**
   * An error without any status: what the alarm of a pattern that only compares statuses never
   * sees.
   */
  private Entry failedJob(int number) {
    Throwable failure =
        new IllegalStateException(
            "settlement " + number + " left open", new IOException("connection reset by peer"));
    return entry(
        Level.ERROR,
        OptionalInt.empty(),
        number,
        "정산 작업 실패: settlement " + number + " failed",
        failure);
  }

  private Entry plain(int number) {
    Level level = random.nextBoolean() ? Level.DEBUG : Level.WARN;
    return entry(
        level,
        OptionalInt.empty(),
        number,
        "cache report\n  hits   " + number + "\n  misses\t7\n",
        null);
  }

  private Entry request(int number) {
    int status = STATUSES[random.nextInt(STATUSES.length)];
    String path = PATHS[random.nextInt(PATHS.length)];
    Level level =
        status < 400
            ? Level.INFO
            : status == 404 && random.nextBoolean() ? Level.WARN : Level.ERROR;
    Throwable failure =
        status >= 500 ? new IllegalArgumentException("no route to warehouse 😱 " + number) : null;
    return entry(
        level, OptionalInt.of(status), number, "GET " + path + " answered " + status, failure);
  }

  private Entry entry(
      Level level, OptionalInt status, int number, String message, Throwable failure) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("number", number);
    fields.put("durationMs", random.nextInt(2_000));
    Entry.Carrier carrier = random.nextBoolean() ? Entry.Carrier.KEY_VALUE : Entry.Carrier.MDC;
    return new Entry(level, status, carrier, message, fields, failure);
  }
}
