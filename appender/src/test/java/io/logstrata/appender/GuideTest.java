package io.logstrata.appender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.joran.spi.JoranException;
import io.logstrata.appender.json.JsonEventEncoder;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.LocalCloudExtension;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.event.KeyValuePair;

/** What docs/appender.md shows does what it says. */
@ExtendWith(LocalCloudExtension.class)
@Timeout(60)
class GuideTest {
  private static final String ENDPOINT = "aws.endpointUrlCloudWatchLogs";

  @Test
  void the_smallest_configuration_works(LocalCloud cloud) throws JoranException {
    LoggerContext context = new LoggerContext();
    System.setProperty(ENDPOINT, cloud.endpoint().toString()); // as the SDK itself lets one say it
    try {
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(guide("logback.xml"));
      context.getLogger("com.umma.Orders").info("hello");
      context.stop();
    } finally {
      System.clearProperty(ENDPOINT);
    }
    assertThat(cloud.events("umma-production"))
        .as("%s", context.getStatusManager().getCopyOfStatusList())
        .hasSize(1);
  }

  @Test
  void a_proxy_is_taken_from_the_system_properties() throws IOException {
    try (RefusingService proxy = new RefusingService(body -> false)) {
      System.setProperty("http.proxyHost", "127.0.0.1");
      System.setProperty("http.proxyPort", Integer.toString(proxy.endpoint().getPort()));
      try (LoggingSetup logging =
          LoggingSetup.sendingTo(URI.create("http://logs.umma.invalid"), "")) {
        logging.logger().info("through the proxy");
      } finally {
        System.clearProperty("http.proxyHost");
        System.clearProperty("http.proxyPort");
      }
      assertThat(proxy.accepted()).singleElement().asString().contains("through the proxy");
    }
  }

  @Test
  void an_event_looks_as_shown() throws IOException {
    LoggingEvent event =
        new LoggingEvent(
            "fqcn",
            new LoggerContext().getLogger("com.umma.Orders"),
            Level.ERROR,
            "no such order",
            null,
            null);
    event.setTimeStamp(1_559_347_200_007L);
    event.setThreadName("http-1");
    event.setMDCPropertyMap(Map.of());
    event.setKeyValuePairs(List.of(new KeyValuePair("statusCode", 404)));
    JsonEventEncoder encoder = new JsonEventEncoder();
    encoder.start();

    assertThat(encoder.encode(event)).asString(UTF_8).isEqualTo(text("event.json"));
  }

  private static String text(String name) throws IOException {
    try (var stream = guide(name).openStream()) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }

  private static URL guide(String name) {
    return Objects.requireNonNull(GuideTest.class.getResource("/guide/" + name), name);
  }
}
