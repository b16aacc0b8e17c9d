package io.logstrata.appender;

import static java.util.stream.Collectors.joining;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.logstrata.appender.ship.Announcement;
import io.logstrata.appender.ship.Encoding;
import io.logstrata.appender.ship.LossReport;
import io.logstrata.appender.ship.MessageBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/** Tells a loss by an event like any other, so that whoever reads the stream sees the gap. */
final class LossAnnouncement implements Announcement {
  private static final String LOGGER = "io.logstrata.appender";

  private final LoggerContext context;
  private final Encoding<? super ILoggingEvent> encoding;

  LossAnnouncement(LoggerContext context, Encoding<? super ILoggingEvent> encoding) {
    this.context = context;
    this.encoding = encoding;
  }

  @Override
  public void announce(LossReport report, long timestampMillis, MessageBytes target) {
    String message =
        report.events()
            + (report.events() == 1 ? " event is" : " events are")
            + " missing here, logged from "
            + report.from()
            + " to "
            + report.to()
            + ": "
            + counts(report.bySeverity())
            + " ("
            + counts(report.byReason())
            + ")";
    LoggingEvent event =
        new LoggingEvent(LOGGER, context.getLogger(LOGGER), Level.WARN, message, null, null);
    event.setTimeStamp(timestampMillis);
    event.setMDCPropertyMap(Map.of());
    List<KeyValuePair> pairs = new ArrayList<>();
    pairs.add(new KeyValuePair("lostEvents", report.events()));
    pairs.add(new KeyValuePair("lostFrom", report.from().toString()));
    pairs.add(new KeyValuePair("lostTo", report.to().toString()));
    event.setKeyValuePairs(pairs);
    try {
      encoding.encode(event, target);
    } catch (Throwable failure) { // foreign code
      return; // the encoder fails for every event, then: the books and the status tell
    }
  }

  private static String counts(Map<? extends Enum<?>, Long> counts) {
    return counts.entrySet().stream()
        .map(e -> e.getValue() + " " + e.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .collect(joining(", "));
  }
}
