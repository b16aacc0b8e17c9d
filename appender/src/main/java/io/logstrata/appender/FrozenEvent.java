package io.logstrata.appender;

import static java.util.Objects.requireNonNull;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import io.logstrata.appender.json.CapturedValue;
import io.logstrata.appender.ship.Queued;
import io.logstrata.appender.ship.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.BasicMarker;
import org.slf4j.helpers.BasicMarkerFactory;

/**
 * An event as it was when it was logged: message formatted, key-values made immutable, arguments,
 * what markers hold and the exception itself let go. The original would pin the caller's objects in
 * memory, and show them as they are when it is encoded, seconds later.
 */
final class FrozenEvent extends Queued implements ILoggingEvent {
  private static final Class<?> READ_ONLY =
      Collections.unmodifiableMap(new LinkedHashMap<>()).getClass();
  private static final Class<?> OF_MANY = Map.of().getClass();
  private static final Class<?> OF_ONE = Map.of("", "").getClass();

  private static final IMarkerFactory NAMED = new BasicMarkerFactory();

  private final long timestampMillis;
  private final int nanoseconds;
  private final Level level;
  private final String loggerName;
  private final String threadName;
  private final String message;
  private final Map<String, String> mdc;
  private final Extras extras;
  private final int heapBytes;

  private FrozenEvent(ILoggingEvent event, Kept kept) {
    timestampMillis = event.getTimeStamp();
    nanoseconds = event.getNanoseconds();
    level = requireNonNull(event.getLevel(), "level");
    loggerName = event.getLoggerName();
    threadName = event.getThreadName();
    message = MessageText.of(event);
    mdc = mdc(event);
    extras = Extras.of(event, kept);
    heapBytes = cost(kept.names());
  }

  /**
   * What is kept of an event besides what our JSON shows.
   *
   * @param callerData where the event was logged, which takes microseconds to find out; if the
   *     event knows already, it is kept in any case
   * @param arguments the template and its arguments, which stay the caller's objects
   * @param markers the markers themselves, which may hold objects of the caller's, too; our JSON
   *     shows their names
   * @param names of the threads of the events that wait in the same queue
   */
  record Kept(boolean callerData, boolean arguments, boolean markers, ThreadNames names) {
    Kept(boolean callerData, boolean arguments, boolean markers) {
      this(callerData, arguments, markers, new ThreadNames());
    }
  }

  static FrozenEvent of(ILoggingEvent event, Kept kept) {
    return new FrozenEvent(event, kept);
  }

  static Severity severity(Level level) {
    if (level.levelInt >= Level.ERROR_INT) {
      return Severity.ERROR;
    }
    if (level.levelInt >= Level.WARN_INT) {
      return Severity.WARN;
    }
    if (level.levelInt >= Level.INFO_INT) {
      return Severity.INFO;
    }
    return level.levelInt >= Level.DEBUG_INT ? Severity.DEBUG : Severity.TRACE;
  }

  private static Map<String, String> mdc(ILoggingEvent event) {
    Map<String, String> mdc;
    try {
      mdc = event.getMDCPropertyMap();
    } catch (RuntimeException e) {
      return Map.of(); // Logback throws one if its context was made by hand, without an MDC adapter
    }
    if (mdc == null || mdc.isEmpty()) {
      return Map.of();
    }
    // Logback's is one that cannot change, shared by the events of a thread.
    Class<?> type = mdc.getClass();
    return type == READ_ONLY || type == OF_MANY || type == OF_ONE
        ? mdc
        : Collections.unmodifiableMap(new LinkedHashMap<>(mdc));
  }

  /** Null if others have it, too. */
  private String ownThreadName(ThreadNames names) {
    return threadName != null && names.isNew(threadName) ? threadName : null;
  }

  private int cost(ThreadNames names) {
    long cost = HeapCost.ofEvent(message, ownThreadName(names), mdc);
    if (!extras.isEmpty()) {
      cost += HeapCost.ofExtras(extras.keyValues(), extras.callerData(), extras.throwable());
      cost += HeapCost.ofMarkers(extras.markers());
      if (extras.arguments() != null) {
        cost += HeapCost.ofArguments(extras.template(), extras.arguments());
      }
    }
    return (int) Math.min(cost, Integer.MAX_VALUE);
  }

  /** What few events have of their own, apart, so that the many do not pay for it. */
  private record Extras(
      LoggerContextVO context,
      List<KeyValuePair> keyValues,
      List<Marker> markers,
      FrozenThrowable throwable,
      List<StackTraceElement> callerData,
      long sequenceNumber,
      String template,
      List<Object> arguments) {
    /** Shared by the events that have nothing of their own: a process has one context, mostly. */
    private static volatile Extras ordinary = none(null);

    private static Extras none(LoggerContextVO context) {
      return new Extras(context, List.of(), null, null, List.of(), 0, null, null);
    }

    private static Extras ordinary(LoggerContextVO context) {
      Extras shared = ordinary;
      if (!Objects.equals(shared.context, context)) {
        shared = none(context);
        ordinary = shared;
      }
      return shared;
    }

    boolean isEmpty() {
      return keyValues.isEmpty()
          && markers == null
          && throwable == null
          && callerData.isEmpty()
          && sequenceNumber == 0
          && arguments == null;
    }

    static Extras of(ILoggingEvent event, Kept kept) {
      List<KeyValuePair> pairs = event.getKeyValuePairs();
      List<Marker> markers = event.getMarkerList();
      IThrowableProxy throwable = event.getThrowableProxy();
      boolean caller = kept.callerData() || event.hasCallerData();
      long sequence = event.getSequenceNumber();
      Object[] arguments = kept.arguments() ? event.getArgumentArray() : null;
      return pairs == null
              && markers == null
              && throwable == null
              && !caller
              && sequence == 0
              && arguments == null
          ? ordinary(event.getLoggerContextVO())
          : new Extras(
              event.getLoggerContextVO(),
              frozen(pairs),
              kept.markers() ? markers : named(markers),
              FrozenThrowable.of(throwable),
              caller ? List.of(event.getCallerData()) : List.of(),
              sequence,
              arguments == null ? null : event.getMessage(),
              arguments == null ? null : Arrays.asList(arguments));
    }

    /** SLF4J's own are no more than a name, and shared by all events that have them. */
    private static List<Marker> named(List<Marker> markers) {
      if (markers == null || markers.stream().allMatch(Extras::isPlain)) {
        return markers;
      }
      List<Marker> named = new ArrayList<>(markers.size());
      for (Marker marker : markers) {
        named.add(
            isPlain(marker) ? marker : NAMED.getDetachedMarker(String.valueOf(marker.getName())));
      }
      return named;
    }

    private static boolean isPlain(Marker marker) {
      return marker.getClass() == BasicMarker.class;
    }

    private static List<KeyValuePair> frozen(List<KeyValuePair> pairs) {
      if (pairs == null || pairs.isEmpty()) {
        return List.of();
      }
      List<KeyValuePair> frozen = new ArrayList<>(pairs.size());
      for (KeyValuePair pair : pairs) {
        Object value = CapturedValue.of(pair.key, pair.value);
        frozen.add(value == pair.value ? pair : new KeyValuePair(pair.key, value));
      }
      return frozen;
    }
  }

  @Override
  public long timestampMillis() {
    return timestampMillis;
  }

  @Override
  public Severity severity() {
    return severity(level);
  }

  @Override
  public int heapBytes() {
    return heapBytes;
  }

  @Override
  public String getThreadName() {
    return threadName;
  }

  @Override
  public Level getLevel() {
    return level;
  }

  /** The template if its arguments were kept, otherwise the formatted message. */
  @Override
  public String getMessage() {
    return extras.template() == null ? message : extras.template();
  }

  /** Null unless they were kept. */
  @Override
  public Object[] getArgumentArray() {
    return extras.arguments() == null ? null : extras.arguments().toArray();
  }

  @Override
  public String getFormattedMessage() {
    return message;
  }

  @Override
  public String getLoggerName() {
    return loggerName;
  }

  @Override
  public LoggerContextVO getLoggerContextVO() {
    return extras.context();
  }

  @Override
  public IThrowableProxy getThrowableProxy() {
    return extras.throwable();
  }

  @Override
  public StackTraceElement[] getCallerData() {
    return extras.callerData().toArray(new StackTraceElement[0]);
  }

  @Override
  public boolean hasCallerData() {
    return !extras.callerData().isEmpty();
  }

  @Override
  public List<Marker> getMarkerList() {
    return extras.markers();
  }

  @Override
  public Map<String, String> getMDCPropertyMap() {
    return mdc;
  }

  /** Required by the interface, which has deprecated it. */
  @Override
  @Deprecated
  public Map<String, String> getMdc() {
    return mdc;
  }

  @Override
  public long getTimeStamp() {
    return timestampMillis;
  }

  @Override
  public int getNanoseconds() {
    return nanoseconds;
  }

  @Override
  public Instant getInstant() {
    boolean finer = nanoseconds / 1_000_000 == Math.floorMod(timestampMillis, 1_000L);
    return finer
        ? Instant.ofEpochSecond(Math.floorDiv(timestampMillis, 1_000L), nanoseconds)
        : Instant.ofEpochMilli(timestampMillis);
  }

  @Override
  public long getSequenceNumber() {
    return extras.sequenceNumber();
  }

  @Override
  public List<KeyValuePair> getKeyValuePairs() {
    return extras.keyValues();
  }

  /** Nothing is deferred any more. */
  @Override
  public void prepareForDeferredProcessing() {}
}
