package io.logstrata.samples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.LocalCloudExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;

/**
 * README's logback.xml as it stands: only the SDK is told, from outside, that AWS is on this
 * machine.
 */
@ExtendWith(LocalCloudExtension.class)
class AppenderReadmeTest {
  @BeforeEach
  void pointTheSdkHere(LocalCloud cloud) {
    System.setProperty("aws.endpointUrl", cloud.endpoint().toString());
  }

  @AfterEach
  void pointTheSdkBack() {
    System.clearProperty("aws.endpointUrl");
  }

  @Test
  void the_lines_of_the_first_screen_work(LocalCloud cloud) throws JoranException {
    LoggerContext context = configured("/readme/logback.xml");
    Logger log = context.getLogger("shop");

    // region logging
    log.atError().addKeyValue("statusCode", 503).log("no route to warehouse");
    // endregion
    context.stop();

    assertThat(cloud.events("umma-production"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.logStream())
                  .matches("server_info_[^_]+_" + ProcessHandle.current().pid());
              assertThat(event.message())
                  .startsWith("{\"timestamp\":\"20")
                  .contains(
                      "\"level\":\"error\"",
                      "\"statusCode\":503",
                      "\"message\":\"no route to warehouse\"");
            });
  }

  @Test
  void a_batch_job_writes_to_the_stream_batch(LocalCloud cloud) throws JoranException {
    LoggerContext context = configured("/readme/batch-logback.xml");
    context.getLogger("job").info("settled");
    context.stop();

    assertThat(cloud.events("umma-production", "batch")).hasSize(1);
  }

  private static LoggerContext configured(String resource) throws JoranException {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(AppenderReadmeTest.class.getResource(resource));
    return context;
  }
}
