package io.logstrata.appender;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.appender.ship.Books;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Minutes of work with a service that fails now and then: memory and threads stay where they were.
 */
@Tag("long")
@Timeout(900)
class SoakTest {
  private static final Duration LENGTH = Duration.ofMinutes(4);
  private static final int ROUNDS = 8;
  private static final long SEED = 42;

  @Test
  void memory_and_threads_stay_flat() throws IOException, InterruptedException {
    Random random = new Random(SEED);
    List<Long> heapBytes = new ArrayList<>();
    List<Integer> threads = new ArrayList<>();
    try (RefusingService service =
            new RefusingService(body -> random.nextInt(20) == 0).forgetful();
        LoggingSetup logging =
            LoggingSetup.sendingTo(service.endpoint(), "<queueBytes>4000000</queueBytes>")) {
      for (int round = 0; round < ROUNDS; round++) {
        long end = System.nanoTime() + LENGTH.toNanos() / ROUNDS;
        for (int i = 0; System.nanoTime() < end; i++) {
          logging.logger().info("event {} of round {}", i, round);
          if (i % 100 == 0) {
            logging.logger().error("failed", new IllegalStateException("no " + i));
          }
          if (i % 1_000 == 0) {
            assertThat(logging.appender().flush(ofSeconds(60))).isTrue();
          }
        }
        assertThat(logging.appender().flush(ofSeconds(60))).isTrue();
        heapBytes.add(usedHeapBytes());
        threads.add(ManagementFactory.getThreadMXBean().getThreadCount());
      }
      Books books = logging.appender().books();
      assertThat(books.balances()).isTrue();
      assertThat(books.delivered()).isGreaterThan(10_000);
    }
    // The first round warms up: class loading, pools, compiled code.
    String where = "heap " + heapBytes + ", threads " + threads;
    assertThat(heapBytes.get(ROUNDS - 1)).as(where).isLessThan(heapBytes.get(1) + 5_000_000);
    assertThat(threads.get(ROUNDS - 1)).as(where).isLessThanOrEqualTo(threads.get(1) + 2);
  }

  private static long usedHeapBytes() {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return used;
  }
}
