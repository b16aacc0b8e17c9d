package io.logstrata.appender;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.LocalCloudExtension;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalCloudExtension.class)
@Timeout(600)
class RestartTest {
  @Test
  void twenty_restarts_of_the_context_leave_no_thread_behind(LocalCloud cloud) {
    restart(cloud, 20);
  }

  @Test
  @Tag("long")
  void a_thousand_restarts_of_the_context_leave_no_thread_behind(LocalCloud cloud) {
    restart(cloud, 1_000);
  }

  private static void restart(LocalCloud cloud, int times) {
    for (int i = 0; i < times; i++) {
      try (LoggingSetup logging =
          LoggingSetup.sendingTo(cloud.endpoint(), "<concurrentSends>2</concurrentSends>")) {
        logging.logger().info("event {}", i);
      }
    }
    assertThat(cloud.events(LoggingSetup.GROUP)).hasSize(times);
    await().untilAsserted(() -> assertThat(senders()).isEmpty());
  }

  private static Set<String> senders() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("logstrata-"))
        .collect(toSet());
  }
}
