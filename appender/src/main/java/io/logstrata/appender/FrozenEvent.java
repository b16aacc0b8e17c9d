package io.logstrata.appender;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import io.logstrata.appender.json.SafeText;
import io.logstrata.appender.ship.Queued;
import io.logstrata.appender.ship.Severity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * An event as it was when it was logged: message formatted, key-values made immutable, arguments
 * let go. The original would pin the caller's objects in memory, and show them as they are when it
 * is encoded, seconds later.
 */
final class FrozenEvent implements ILoggingEvent, Queued {
  // What objects cost on a 64-bit JVM with compressed references, rounded up. An event: this object
  // and its queue node.
  private static final int EVENT_BYTES = 112;
  private static final int STRING_BYTES = 40;
  private static final int ENTRY_BYTES = 48;
  private static final int EXCEPTION_BYTES = 512;
  private static final int FRAME_BYTES = 144;

  private final long timestampMillis;
  private final int nanoseconds;
  private final Level level;
  private final Severity severity;
  private final String loggerName;
  private final String threadName;
  private final String message;
  private final Map<String, String> mdc;
  private final List<KeyValuePair> keyValues;
  private final List<Marker> markers;
  private final IThrowableProxy throwable;
  private final StackTraceElement[] callerData;
  private final LoggerContextVO context;
  private final long sequenceNumber;
  private final int heapBytes;

  private FrozenEvent(ILoggingEvent event) {
    timestampMillis = event.getTimeStamp();
    nanoseconds = event.getNanoseconds();
    level = event.getLevel();
    severity = severity(level);
    loggerName = event.getLoggerName();
    threadName = event.getThreadName();
    message = event.getFormattedMessage();
    mdc = mdc(event);
    keyValues = frozen(event.getKeyValuePairs());
    markers = event.getMarkerList();
    throwable = event.getThrowableProxy();
    callerData = event.hasCallerData() ? event.getCallerData() : new StackTraceElement[0];
    context = event.getLoggerContextVO();
    sequenceNumber = event.getSequenceNumber();
    heapBytes = cost();
  }

  static FrozenEvent of(ILoggingEvent event) {
    return new FrozenEvent(event);
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
    try {
      Map<String, String> mdc = event.getMDCPropertyMap();
      return mdc == null ? Map.of() : mdc;
    } catch (RuntimeException e) {
      return Map.of(); // Logback throws one if its context was made by hand, without an MDC adapter
    }
  }

  private static List<KeyValuePair> frozen(List<KeyValuePair> pairs) {
    if (pairs == null || pairs.isEmpty()) {
      return List.of();
    }
    List<KeyValuePair> frozen = new ArrayList<>(pairs.size());
    for (KeyValuePair pair : pairs) {
      frozen.add(
          isImmutable(pair.value) ? pair : new KeyValuePair(pair.key, SafeText.of(pair.value)));
    }
    return frozen;
  }

  private static boolean isImmutable(Object value) {
    return value == null
        || value instanceof String
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Boolean
        || value instanceof Double
        || value instanceof Float
        || value instanceof Short
        || value instanceof Byte
        || (value instanceof BigDecimal && value.getClass() == BigDecimal.class)
        || (value instanceof BigInteger && value.getClass() == BigInteger.class);
  }

  private int cost() {
    long cost = EVENT_BYTES + cost(message) + cost(threadName);
    if (!mdc.isEmpty()) {
      for (Map.Entry<String, String> entry : mdc.entrySet()) {
        cost += ENTRY_BYTES + cost(entry.getKey()) + cost(entry.getValue());
      }
    }
    for (KeyValuePair pair : keyValues) {
      cost += ENTRY_BYTES + cost(pair.key);
      cost += pair.value instanceof String text ? cost(text) : STRING_BYTES;
    }
    int depth = 0;
    for (IThrowableProxy each = throwable; each != null && depth < 100; each = each.getCause()) {
      // Twice the frames: Logback's proxies, and the exception that they refer to.
      cost += EXCEPTION_BYTES + cost(each.getMessage());
      cost += 2L * FRAME_BYTES * each.getStackTraceElementProxyArray().length;
      depth++;
    }
    return (int) Math.min(cost, Integer.MAX_VALUE);
  }

  /** A string has one byte a character if all of them are Latin-1, otherwise two. */
  private static long cost(String text) {
    if (text == null) {
      return 0;
    }
    int length = text.length();
    int seen = 0;
    for (int i = 0; i < length; i++) {
      seen |= text.charAt(i);
    }
    return STRING_BYTES + (seen > 0xFF ? 2L * length : length);
  }

  @Override
  public long timestampMillis() {
    return timestampMillis;
  }

  @Override
  public Severity severity() {
    return severity;
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

  /** The formatted message: the template and its arguments are gone. */
  @Override
  public String getMessage() {
    return message;
  }

  @Override
  public Object[] getArgumentArray() {
    return null;
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
    return context;
  }

  @Override
  public IThrowableProxy getThrowableProxy() {
    return throwable;
  }

  @Override
  public StackTraceElement[] getCallerData() {
    return callerData.clone();
  }

  @Override
  public boolean hasCallerData() {
    return callerData.length > 0;
  }

  @Override
  public List<Marker> getMarkerList() {
    return markers;
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
    return Instant.ofEpochMilli(timestampMillis);
  }

  @Override
  public long getSequenceNumber() {
    return sequenceNumber;
  }

  @Override
  public List<KeyValuePair> getKeyValuePairs() {
    return keyValues;
  }

  /** Nothing is deferred any more. */
  @Override
  public void prepareForDeferredProcessing() {}
}
