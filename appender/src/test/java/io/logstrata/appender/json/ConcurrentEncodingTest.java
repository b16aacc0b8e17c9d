package io.logstrata.appender.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.event.KeyValuePair;

@Timeout(60)
class ConcurrentEncodingTest {
  private static final int THREADS = 4;
  private static final int ROUNDS = 3_000;

  private final LoggerContext context = new LoggerContext();
  private final JsonEventEncoder encoder = Encoders.with(context, e -> {});

  @Test
  void several_threads_get_each_its_own_event() throws Exception {
    atOnce(
        thread -> {
          LoggingEvent event = event("thread " + thread + " ".repeat(100 * thread), thread);
          byte[] alone = Encoders.with(context, e -> {}).encode(event);
          byte[] line = encoder.encode(event);
          String within = new String(encoder.encodeWithin(event, 8_192), UTF_8);
          byte[][] quoted = {null};
          encoder.encodeQuoted(
              event, 8_192, (bytes, length, utf8) -> quoted[0] = Arrays.copyOf(bytes, length));

          String object = new String(alone, 0, alone.length - 1, UTF_8);
          assertThat(line).isEqualTo(alone);
          assertThat(within).isEqualTo(object);
          assertThat(Json.text('"' + new String(quoted[0], UTF_8) + '"')).isEqualTo(object);
        });
  }

  @Test
  void a_stream_appender_of_logback_that_encodes_outside_of_its_lock_writes_valid_json()
      throws Exception {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(written);
    appender.start();

    atOnce(thread -> appender.doAppend(event("x".repeat(50 * thread), thread)));

    assertThat(written.toString(UTF_8).lines())
        .hasSize(THREADS * ROUNDS)
        .allSatisfy(
            line -> {
              Map<String, Object> object = Json.object(line.getBytes(UTF_8));
              int thread = (int) object.get("number");
              assertThat(object).containsEntry("message", "x".repeat(50 * thread));
            });
  }

  @Test
  void a_value_that_logs_while_it_is_encoded_disturbs_no_event() {
    byte[][] inner = {null};
    Object logs =
        new Object() {
          @Override
          public String toString() {
            inner[0] = encoder.encode(event("inner", 1));
            return "has logged";
          }
        };
    byte[] outer = encoder.encode(event("outer", logs));

    assertThat(Json.object(outer))
        .containsEntry("message", "outer")
        .containsEntry("number", "has logged");
    assertThat(Json.object(inner[0])).containsEntry("message", "inner").containsEntry("number", 1);
  }

  @Test
  void an_event_that_cannot_be_encoded_leaves_the_next_one_whole() {
    LoggingEvent hostile =
        new LoggingEvent("fqcn", context.getLogger("x"), Level.INFO, "x", null, null) {
          @Override
          public Map<String, String> getMDCPropertyMap() {
            throw new IllegalStateException("no");
          }
        };
    assertThatThrownBy(() -> encoder.encode(hostile)).isInstanceOf(IllegalStateException.class);
    assertThat(Json.object(encoder.encode(event("next", 1)))).containsEntry("message", "next");
  }

  /** What one of the threads does in each round. */
  private interface Round {
    void of(int thread) throws Exception;
  }

  private static void atOnce(Round round) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Callable<Void>> tasks =
          IntStream.range(0, THREADS)
              .mapToObj(
                  thread ->
                      (Callable<Void>)
                          () -> {
                            start.await();
                            for (int i = 0; i < ROUNDS; i++) {
                              round.of(thread);
                            }
                            return null;
                          })
              .toList();
      for (Future<Void> each : threads.invokeAll(tasks)) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private LoggingEvent event(String message, Object number) {
    LoggingEvent event =
        new LoggingEvent("fqcn", context.getLogger("x"), Level.INFO, message, null, null);
    event.setMDCPropertyMap(Map.of());
    event.setKeyValuePairs(List.of(new KeyValuePair("number", number)));
    return event;
  }
}
