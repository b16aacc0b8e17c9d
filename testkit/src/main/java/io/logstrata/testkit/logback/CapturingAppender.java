package io.logstrata.testkit.logback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import io.logstrata.testkit.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Keeps what an encoder makes of each event, as CloudWatch Logs would hold it: a test can ask its
 * own events the questions that it would ask the service.
 *
 * <pre>{@code
 * try (CapturingAppender captured = CapturingAppender.on(logger, encoder)) {
 *   logger.atError().addKeyValue("statusCode", 503).log("failed");
 *   Query.where(ErrorFilter.special()).over(captured.events().stream().map(StoredEvent::toEvent));
 * }
 * }</pre>
 */
public final class CapturingAppender extends UnsynchronizedAppenderBase<ILoggingEvent>
    implements AutoCloseable {
  private final List<StoredEvent> events = new CopyOnWriteArrayList<>();
  private Encoder<ILoggingEvent> encoder;
  private Logger logger;

  /** Attaches a new appender to the logger, until it is closed. */
  public static CapturingAppender on(Logger logger, Encoder<ILoggingEvent> encoder) {
    CapturingAppender appender = new CapturingAppender();
    appender.setContext(logger.getLoggerContext());
    appender.setEncoder(encoder);
    appender.logger = logger;
    if (!encoder.isStarted()) {
      encoder.setContext(logger.getLoggerContext());
      encoder.start();
    }
    appender.start();
    logger.addAppender(appender);
    return appender;
  }

  /** Sets what makes a message of an event; Logback calls this for {@code <encoder>}. */
  public void setEncoder(Encoder<ILoggingEvent> newEncoder) {
    encoder = requireNonNull(newEncoder, "newEncoder");
  }

  @Override
  public void start() {
    if (encoder == null) {
      addError("CapturingAppender has no <encoder>: give it the one whose output is to be kept");
      return;
    }
    super.start();
  }

  @Override
  protected void append(ILoggingEvent event) {
    String message = new String(encoder.encode(event), UTF_8);
    // Most encoders end their line; a message in the service has no such end.
    String text = message.stripTrailing();
    Instant at = Instant.ofEpochMilli(event.getTimeStamp());
    events.add(new StoredEvent("captured", event.getThreadName(), at, at, text));
  }

  /** Returns the events so far, in order. */
  public List<StoredEvent> events() {
    return new ArrayList<>(events);
  }

  /** Returns the messages so far, in order. */
  public List<String> messages() {
    return events.stream().map(StoredEvent::message).toList();
  }

  /** Detaches the appender from its logger and stops it; what it has kept stays readable. */
  @Override
  public void close() {
    if (logger != null) {
      logger.detachAppender(this);
    }
    stop();
  }
}
