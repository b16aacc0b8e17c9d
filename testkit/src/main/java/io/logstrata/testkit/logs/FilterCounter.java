package io.logstrata.testkit.logs;

import io.logstrata.testkit.StoredEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the events that come into a group into values of a metric: minute by minute of the events'
 * own time. Events that were there before the filter are not counted.
 */
public final class FilterCounter {
  private static final Logger LOG = LoggerFactory.getLogger(FilterCounter.class);
  private static final int MINUTE = 60;

  /**
   * Dimensions with more combinations than this switch the filter off, as the service does; it says
   * "within a certain amount of time" and not within which.
   */
  private static final int MOST_COMBINATIONS = 1_000;

  private final String source;
  private final Predicate<StoredEvent> pattern;
  private final Measure measure;
  private final MetricSink sink;
  private final Set<Collection<String>> combinations = new HashSet<>();
  private boolean off;

  /**
   * What is counted.
   *
   * @param value a matching message's value, if it has one
   * @param dimensions from a dimension's name to its value in a message
   * @param whenNone what a minute with events but no match counts as
   */
  public record Measure(
      String namespace,
      String metric,
      String unit,
      Function<String, OptionalDouble> value,
      Map<String, Function<String, Optional<String>>> dimensions,
      OptionalDouble whenNone) {
    public Measure {
      dimensions = Map.copyOf(dimensions);
    }
  }

  /**
   * Counts from now on.
   *
   * @param source tells this filter from all others
   */
  public FilterCounter(
      String source, Predicate<StoredEvent> pattern, Measure measure, MetricSink sink) {
    this.source = source;
    this.pattern = pattern;
    this.measure = measure;
    this.sink = sink;
  }

  synchronized void count(String group, String stream, List<LogEvent> events) {
    for (LogEvent event : events) {
      StoredEvent stored =
          new StoredEvent(
              group,
              stream,
              Instant.ofEpochMilli(event.timestampMillis()),
              Instant.ofEpochMilli(event.ingestionMillis()),
              event.message());
      OptionalDouble value =
          pattern.test(stored) ? measure.value.apply(event.message()) : OptionalDouble.empty();
      if (value.isPresent()) {
        add(event, value.getAsDouble());
      } else if (measure.whenNone.isPresent()) {
        sink.fallBack(place(event, Map.of()), measure.whenNone.getAsDouble());
      }
    }
  }

  private void add(LogEvent event, double value) {
    Map<String, String> found = new LinkedHashMap<>();
    measure.dimensions.forEach(
        (name, reader) -> reader.apply(event.message()).ifPresent(text -> found.put(name, text)));
    if (!off && !found.isEmpty() && combinations.add(List.copyOf(found.values()))) {
      off = combinations.size() > MOST_COMBINATIONS;
      if (off) {
        LOG.warn(
            "The metric filter {} has found more than {} combinations of dimensions: it counts no more",
            source,
            MOST_COMBINATIONS);
      }
    }
    if (!off) {
      sink.add(place(event, found), value);
    }
  }

  private MetricSink.Place place(LogEvent event, Map<String, String> found) {
    long second = Math.floorDiv(event.timestampMillis(), 1000L);
    return new MetricSink.Place(
        measure.namespace,
        measure.metric,
        found,
        measure.unit,
        Math.floorDiv(second, MINUTE) * MINUTE,
        source);
  }
}
