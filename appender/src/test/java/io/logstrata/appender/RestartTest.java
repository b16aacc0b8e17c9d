package io.logstrata.appender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.LocalCloudExtension;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalCloudExtension.class)
@Timeout(600)
class RestartTest {
  @Test
  void twenty_restarts_of_the_context_leave_nothing_behind(LocalCloud cloud) {
    restart(cloud, 20);
  }

  @Test
  @Tag("long")
  void a_thousand_restarts_of_the_context_leave_nothing_behind(LocalCloud cloud) {
    restart(cloud, 1_000);
  }

  private static void restart(LocalCloud cloud, int times) {
    once(cloud, -1); // what the JDK, the SDK and the testkit start once and keep
    Set<Long> before = threads().keySet();
    List<WeakReference<CloudWatchAppender>> appenders = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      appenders.add(new WeakReference<>(once(cloud, i)));
    }
    assertThat(cloud.events(LoggingSetup.GROUP)).hasSize(times + 1);
    await()
        .pollInSameThread()
        .untilAsserted(
            () -> {
              Map<Long, String> fresh = threads();
              fresh.keySet().removeAll(before);
              // The testkit's own, one for each connection, in a pool that shrinks by itself.
              fresh.values().removeIf(name -> name.startsWith("qtp"));
              assertThat(fresh.values()).isEmpty();
            });
    // A shutdown hook, a bean or a thread that stays would hold its appender.
    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(appenders).allMatch(appender -> appender.refersTo(null));
            });
  }

  private static CloudWatchAppender once(LocalCloud cloud, int i) {
    try (LoggingSetup logging =
        LoggingSetup.sendingTo(cloud.endpoint(), "<concurrentSends>2</concurrentSends>")) {
      logging.logger().info("event {}", i);
      return logging.appender();
    }
  }

  private static Map<Long, String> threads() {
    Map<Long, String> threads = new HashMap<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      threads.put(thread.getId(), thread.getName());
    }
    return threads;
  }
}
