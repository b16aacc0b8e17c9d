package io.logstrata.appender;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.status.StatusListener;
import io.logstrata.testkit.Fault;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.LocalCloudExtension;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalCloudExtension.class)
@Timeout(120)
class SynchronousTest {
  private static final String SYNCHRONOUS =
      "<synchronous>true</synchronous><stopTimeout>30 s</stopTimeout>";

  @Test
  void a_call_returns_when_its_event_is_stored(LocalCloud cloud) {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), SYNCHRONOUS)) {
      for (int i = 1; i <= 5; i++) {
        logging.logger().info("event {}", i);
        assertThat(cloud.events(LoggingSetup.GROUP)).hasSize(i);
      }
    }
  }

  @Test
  void so_it_does_on_a_thread_that_is_interrupted_and_stays_so(LocalCloud cloud) {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), SYNCHRONOUS)) {
      Thread.currentThread().interrupt();
      logging.logger().info("on an interrupted thread");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(cloud.events(LoggingSetup.GROUP)).hasSize(1);
    }
  }

  @Test
  void a_status_listener_that_throws_does_not_reach_the_caller(LocalCloud cloud) {
    cloud.faults().withProbability("PutLogEvents", Fault.SERVER_ERROR, 1.0, 1);
    String options = "<synchronous>true</synchronous><stopTimeout>300 ms</stopTimeout>";
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), options)) {
      List<String> heard = new CopyOnWriteArrayList<>();
      StatusListener listener =
          status -> {
            heard.add(status.getMessage());
            throw new IllegalStateException(status.getMessage());
          };
      logging.context().getStatusManager().add(listener);
      logging.logger().info("is not delivered in time");
      logging.awaitStatuses();
      logging.context().getStatusManager().remove(listener);

      assertThat(heard).anyMatch(text -> text.startsWith("An event was not delivered within "));
    }
  }
}
