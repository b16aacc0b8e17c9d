package io.logstrata.appender;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logstrata.testkit.Fault;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.LocalCloudExtension;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The books as a JMX bean. */
@ExtendWith(LocalCloudExtension.class)
@Timeout(120)
class JmxTest {
  private static final String NAME =
      "io.logstrata:type=CloudWatchAppender,context=\"test\",name=\"CW\"";

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  @Test
  void every_attribute_says_what_it_is_named_for(LocalCloud cloud) throws Exception {
    cloud.faults().next("PutLogEvents", Fault.SERVER_ERROR, 1);
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "")) {
      AppenderStatisticsMXBean bean = bean(NAME);
      logging.logger().info("one");
      assertThat(logging.appender().flush(ofSeconds(30))).isTrue();
      assertThat(bean.getAccepted()).isEqualTo(1);
      assertThat(bean.getDelivered()).isEqualTo(1);
      assertThat(bean.getDropped()).isZero();
      assertThat(bean.getRejected()).isZero();
      assertThat(bean.getWaiting()).isZero();
      assertThat(bean.getQueuedBytes()).isZero();
      assertThat(bean.getLosses()).isEmpty();
      assertThat(bean.getLossesByLevel()).isEmpty();
      assertThat(bean.getPossiblyDuplicated()).isEqualTo(1); // nobody knows what a 500 has stored
      assertThat(bean.getFailures()).isPositive();
      assertThat(bean.getRequests()).isGreaterThan(bean.getFailures());
      assertThat(bean.getRetries()).isEqualTo(bean.getRequests() - 1);
      assertThat(bean.getLastFailure()).contains("500");
      long longest = logging.appender().activity().orElseThrow().longestCall().toMillis();
      assertThat(bean.getLongestCallMillis()).isEqualTo(longest);
      assertThat(bean.getLastCallMillis())
          .isEqualTo(logging.appender().activity().orElseThrow().lastCall().toMillis());

      cloud.faults().withProbability("PutLogEvents", Fault.THROTTLED, 1.0, 1);
      logging.logger().info("waits");
      await().until(() -> bean.getQueuedBytes() == 0 && bean.getWaiting() == 1);
      cloud.faults().clear();
      assertThat(logging.appender().flush(ofSeconds(30))).isTrue();
    }
  }

  @Test
  void the_books_balance_while_others_log(LocalCloud cloud) throws Exception {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "")) {
      AppenderStatisticsMXBean bean = bean(NAME);
      AtomicBoolean enough = new AtomicBoolean();
      Runnable talk =
          () -> {
            for (int i = 0; !enough.get(); i++) {
              logging.logger().info("event {}", i);
            }
          };
      List<Thread> callers = List.of(new Thread(talk), new Thread(talk));
      callers.forEach(Thread::start);
      int moving = 0;
      try {
        while (moving < 100) {
          Map<String, Long> books = bean.getBooks();
          assertThat(books.get("accepted"))
              .as("%s", books)
              .isEqualTo(
                  books.get("delivered")
                      + books.get("dropped")
                      + books.get("rejected")
                      + books.get("waiting"));
          // Only readings between which an event came can show anything.
          moving += books.get("accepted") < bean.getAccepted() ? 1 : 0;
        }
      } finally {
        enough.set(true);
        for (Thread caller : callers) {
          caller.join();
        }
      }
      assertThat(bean.getBooks()).containsEntry("possiblyDuplicated", 0L);
    }
  }

  @Test
  void losses_are_told_by_reason_and_by_level(LocalCloud cloud) throws Exception {
    String options = "<queueBytes>65536</queueBytes><flushEvery>1 m</flushEvery>";
    cloud.faults().withProbability("PutLogEvents", Fault.THROTTLED, 1.0, 1);
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), options)) {
      AppenderStatisticsMXBean bean = bean(NAME);
      logging.logger().info("x".repeat(100_000));
      logging.logger().error("x".repeat(100_000));
      logging.logger().error("x".repeat(100_000));
      assertThat(bean.getDropped()).isEqualTo(3);
      assertThat(bean.getLosses()).isEqualTo(Map.of("QUEUE_FULL", 3L));
      assertThat(bean.getLossesByLevel())
          .isEqualTo(Map.of("QUEUE_FULL", Map.of("INFO", 1L, "ERROR", 2L)));
      cloud.faults().clear();
    }
  }

  @Test
  void two_appenders_of_one_name_have_a_bean_each(LocalCloud cloud) throws Exception {
    LoggingSetup first = LoggingSetup.sendingTo(cloud.endpoint(), "");
    LoggingSetup second = LoggingSetup.sendingTo(cloud.endpoint(), "");
    first.logger().info("one");
    assertThat(bean(NAME).getAccepted()).isEqualTo(1);
    assertThat(bean(NAME + ",number=2").getAccepted()).isZero();

    second.close();
    assertThat(server.isRegistered(new ObjectName(NAME))).isTrue();
    assertThat(server.isRegistered(new ObjectName(NAME + ",number=2"))).isFalse();
    first.close();
    assertThat(server.isRegistered(new ObjectName(NAME))).isFalse();
  }

  @Test
  void there_is_none_where_it_is_switched_off(LocalCloud cloud) throws Exception {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "<jmx>false</jmx>")) {
      assertThat(logging.appender().isStarted()).isTrue();
      assertThat(server.isRegistered(new ObjectName(NAME))).isFalse();
    }
  }

  private AppenderStatisticsMXBean bean(String name) throws JMException {
    ObjectName bean = new ObjectName(name);
    assertThat(server.isRegistered(bean)).isTrue();
    return JMX.newMXBeanProxy(server, bean, AppenderStatisticsMXBean.class);
  }
}
