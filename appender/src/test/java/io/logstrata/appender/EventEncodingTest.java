package io.logstrata.appender;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.LocalCloudExtension;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an encoder's charset is for files must cost a stream no character. */
@ExtendWith(LocalCloudExtension.class)
@Timeout(60)
class EventEncodingTest {
  private static final String TEXT = "\uC8FC\uBB38 \uC5C6\uC74C";

  @Test
  void logbacks_pattern_encoder_is_asked_for_text(LocalCloud cloud) throws InterruptedException {
    assertThat(arrived(cloud, new PatternLayoutEncoder(), ISO_8859_1)).isEqualTo(TEXT);
  }

  @Test
  void bytes_of_an_encoder_of_ones_own_are_read_in_its_charset(LocalCloud cloud)
      throws InterruptedException {
    assertThat(arrived(cloud, new OfOnesOwn(), UTF_16)).isEqualTo(TEXT);
  }

  private static String arrived(LocalCloud cloud, PatternLayoutEncoder encoder, Charset charset)
      throws InterruptedException {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "")) {
      CloudWatchAppender appender = logging.appender();
      appender.stop();
      encoder.setContext(logging.context());
      encoder.setPattern("%msg%n");
      encoder.setCharset(charset);
      encoder.start();
      appender.setEncoder(encoder);
      appender.start();
      logging.logger().info(TEXT);
      assertThat(appender.flush(ofSeconds(30))).isTrue();
    }
    return cloud.events(LoggingSetup.GROUP).get(0).message();
  }

  private static final class OfOnesOwn extends PatternLayoutEncoder {}
}
