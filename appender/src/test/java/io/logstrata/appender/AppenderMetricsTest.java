package io.logstrata.appender;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.LoggerContext;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.LocalCloudExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;

@ExtendWith(LocalCloudExtension.class)
@Timeout(60)
class AppenderMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void shows_the_books_also_of_an_appender_behind_another_one(LocalCloud cloud)
      throws InterruptedException {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "")) {
      CloudWatchAppender appender = logging.appender();
      logging.context().setMDCAdapter(MDC.getMDCAdapter()); // AsyncAppender insists on one
      putBehindAnotherOne(appender, logging.context());
      LoggerContext context = logging.context();
      // region metrics
      new AppenderMetrics(context).bindTo(registry);
      // endregion
      System.gc(); // what nobody holds goes now, and the meters must not
      logging.logger().info("one");
      logging.logger().info("two");
      await().until(() -> counter("accepted") == 2);
      assertThat(appender.flush(ofSeconds(30))).isTrue();

      assertThat(counter("delivered")).isEqualTo(2);
      assertThat(registry.get("logstrata.appender.waiting").gauge().value()).isZero();
      assertThat(registry.get("logstrata.appender.queued").gauge().value()).isZero();
      assertThat(counter("requests")).isGreaterThanOrEqualTo(1);
      assertThat(
              registry
                  .get("logstrata.appender.call.longest")
                  .timeGauge()
                  .value(TimeUnit.NANOSECONDS))
          .isPositive();

      appender.stop();
      logging.logger().info("too late");
      logging.logger().error("too late");
      logging.logger().error("too late");
      await().until(() -> counter("accepted") == 5);
      assertThat(lostAfterTheStop("info")).isEqualTo(1);
      assertThat(lostAfterTheStop("warn")).isZero();
      assertThat(lostAfterTheStop("error")).isEqualTo(2);
    }
  }

  private double lostAfterTheStop(String level) {
    return registry
        .get("logstrata.appender.lost")
        .tags("reason", "after_stop", "by", "appender", "level", level)
        .functionCounter()
        .count();
  }

  @Test
  void is_all_zeros_where_there_is_no_appender() {
    new AppenderMetrics(new LoggerContext()).bindTo(registry);
    assertThat(counter("accepted")).isZero();
    assertThat(counter("retries")).isZero();
  }

  private static void putBehindAnotherOne(CloudWatchAppender appender, LoggerContext context) {
    context.getLogger("ROOT").detachAppender(appender);
    AsyncAppender async = new AsyncAppender();
    async.setContext(context);
    async.addAppender(appender);
    async.start();
    context.getLogger("ROOT").addAppender(async);
  }

  private double counter(String name) {
    return registry.get("logstrata.appender." + name).functionCounter().count();
  }
}
