package io.logstrata.samples.readme;

import static io.logstrata.testkit.Fault.THROTTLED;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.logstrata.appender.CloudWatchAppender;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.LocalCloudExtension;
import io.logstrata.testkit.StoredEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

// region test
@ExtendWith(LocalCloudExtension.class)
class TestkitReadmeTest {
  @Test
  void events_arrive_even_when_the_service_throttles(LocalCloud cloud) {
    cloud.faults().next("PutLogEvents", THROTTLED, 2);
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    CloudWatchAppender appender = new CloudWatchAppender();
    appender.setContext(context);
    appender.setEndpoint(cloud.endpoint().toString());
    appender.setRegion(cloud.region());
    appender.setLogGroup("shop");
    appender.setMode("batch");
    appender.start();
    context.getLogger("root").addAppender(appender);

    context.getLogger("root").warn("stock is low");
    appender.stop();

    assertThat(cloud.events("shop", "batch"))
        .extracting(StoredEvent::message)
        .singleElement()
        .asString()
        .contains("stock is low");
  }
}
// endregion
