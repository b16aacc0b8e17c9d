package io.logstrata.appender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.util.StatusPrinter2;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import org.slf4j.LoggerFactory;

/** A logging context of its own, configured by XML as a user's is. */
final class LoggingSetup implements AutoCloseable {
  static final String GROUP = "umma-staging";

  private final LoggerContext context;

  /**
   * With the log group and an endpoint on loopback, quick to flush and to retry, and these options.
   */
  static LoggingSetup sendingTo(URI endpoint, String options) {
    return new LoggingSetup(quick(endpoint.toString(), options), "INFO");
  }

  /** The same in the context behind SLF4J, which gets the SDK's own events as well. */
  static LoggingSetup ofTheWholeProcess(String endpoint, String options, String rootLevel) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    return new LoggingSetup(context, quick(endpoint, options), rootLevel);
  }

  private static String quick(String endpoint, String options) {
    return "<region>ap-northeast-2</region><logGroup>"
        + GROUP
        + "</logGroup><flushEvery>50 ms</flushEvery><retryAtMost>100 ms</retryAtMost><endpoint>"
        + endpoint
        + "</endpoint>"
        + options;
  }

  LoggingSetup(String appenderXml, String rootLevel) {
    this(new LoggerContext(), appenderXml, rootLevel);
  }

  private LoggingSetup(LoggerContext context, String appenderXml, String rootLevel) {
    this.context = context;
    // Where the SDK's credentials chain looks first.
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    context.setName("test");
    String xml =
        "<configuration><appender name='CW' class='io.logstrata.appender.CloudWatchAppender'>"
            + appenderXml
            + "</appender><root level='"
            + rootLevel
            + "'><appender-ref ref='CW'/></root></configuration>";
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(UTF_8)));
    } catch (JoranException e) {
      throw new IllegalArgumentException(xml, e);
    }
  }

  LoggerContext context() {
    return context;
  }

  Logger logger() {
    return context.getLogger("com.umma.Orders");
  }

  CloudWatchAppender appender() {
    return (CloudWatchAppender) context.getLogger("ROOT").getAppender("CW");
  }

  /** Logback's status messages of warnings and errors, one a line. */
  String warnings() {
    return statuses(Status.WARN);
  }

  String statuses(int fromLevel) {
    awaitStatuses();
    return context.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getLevel() >= fromLevel)
        .map(Status::getMessage)
        .collect(joining("\n"));
  }

  /** What the appender itself has told Logback's status so far, as Logback prints it. */
  String statusLines() {
    awaitStatuses();
    StringBuilder text = new StringBuilder();
    context.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getOrigin() == appender())
        .forEach(status -> new StatusPrinter2().buildStr(text, "", status));
    return text.toString().strip();
  }

  /** What has happened until now is told then. */
  void awaitStatuses() {
    if (!appender().awaitStatuses(Duration.ofSeconds(30))) {
      throw new AssertionError("a status listener has not returned");
    }
  }

  @Override
  public void close() {
    context.stop();
  }
}
