package io.logstrata.appender;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import com.sun.management.HotSpotDiagnosticMXBean;
import io.logstrata.appender.json.Latin1;
import io.logstrata.appender.json.OverridingMessage;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * What a captured event occupies, in bytes, rounded up: what objects cost on a 64-bit JVM, with
 * compressed references or, in a heap of 32 GiB and with ZGC, without.
 */
final class HeapCost {
  private static final boolean COMPRESSED = areReferencesCompressed();
  private static final int REFERENCE_BYTES = COMPRESSED ? 4 : 8;
  private static final int EVENT_BYTES = COMPRESSED ? 56 : 88;
  private static final int EXTRAS_BYTES = COMPRESSED ? 64 : 104;

  /** Without its characters. */
  private static final int STRING_BYTES = COMPRESSED ? 40 : 48;

  private static final int ENTRY_BYTES = COMPRESSED ? 48 : 80;
  private static final int MAP_BYTES = COMPRESSED ? 160 : 280;
  private static final int EXCEPTION_BYTES = COMPRESSED ? 96 : 144;

  /** An element of a stack trace and Logback's proxy of it. */
  private static final int FRAME_BYTES = COMPRESSED ? 96 : 144;

  /** A name, and what SLF4J's markers have besides; of others nobody knows what they hold. */
  private static final int MARKER_BYTES = COMPRESSED ? 96 : 128;

  /** From which jar a frame is, if the context finds that out. */
  private static final int PACKAGING_BYTES = COMPRESSED ? 64 : 80;

  private static final long LARGEST_COMPRESSED_HEAP = 32L << 30;

  private HeapCost() {}

  private static boolean areReferencesCompressed() {
    try {
      return Boolean.parseBoolean(
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
              .getVMOption("UseCompressedOops")
              .getValue());
    } catch (RuntimeException | LinkageError e) { // another JVM, or one without that module
      return Runtime.getRuntime().maxMemory() < LARGEST_COMPRESSED_HEAP;
    }
  }

  /**
   * The name of its logger is shared with this, and costs nothing.
   *
   * @param threadName null if that is shared as well
   */
  static long ofEvent(String message, String threadName, Map<String, String> mdc) {
    long cost = EVENT_BYTES + ofString(message) + ofString(threadName);
    if (!mdc.isEmpty()) {
      cost += MAP_BYTES;
      for (Map.Entry<String, String> entry : mdc.entrySet()) {
        cost += ENTRY_BYTES + ofString(entry.getKey()) + ofString(entry.getValue());
      }
    }
    return cost;
  }

  /** What few events have besides. */
  static long ofExtras(
      List<KeyValuePair> keyValues, List<StackTraceElement> callerData, FrozenThrowable throwable) {
    long cost = EXTRAS_BYTES + (long) FRAME_BYTES * callerData.size();
    for (KeyValuePair pair : keyValues) {
      cost += ENTRY_BYTES + ofString(pair.key);
      cost += ofValue(pair.value);
    }
    return cost + ofThrowable(throwable);
  }

  /** Of a captured value. */
  private static long ofValue(Object value) {
    if (value instanceof String text) {
      return ofString(text);
    }
    long cost = STRING_BYTES;
    if (value instanceof BigInteger number) {
      cost += number.bitLength() / 8;
    } else if (value instanceof BigDecimal number) {
      cost += number.unscaledValue().bitLength() / 8;
    } else if (value instanceof List<?> list) {
      for (Object each : list) {
        cost += 2L * REFERENCE_BYTES + ofValue(each);
      }
    } else if (value instanceof Map<?, ?> map) {
      cost += MAP_BYTES;
      for (Map.Entry<?, ?> each : map.entrySet()) {
        cost += ENTRY_BYTES + ofString((String) each.getKey()) + ofValue(each.getValue());
      }
    }
    return cost;
  }

  /** Of the caller's objects nobody knows what they hold: each is charged as a short text. */
  static long ofArguments(String template, List<Object> arguments) {
    long cost = ofString(template) + STRING_BYTES + (long) REFERENCE_BYTES * arguments.size();
    for (Object argument : arguments) {
      cost += argument instanceof String text ? ofString(text) : STRING_BYTES;
    }
    return cost;
  }

  /** Null for none. */
  static long ofMarkers(List<Marker> markers) {
    return markers == null ? 0 : STRING_BYTES + (long) MARKER_BYTES * markers.size();
  }

  /**
   * With all causes and suppressed ones: what is frozen has an end. Frames that an exception shares
   * with its effect are charged there.
   */
  private static long ofThrowable(IThrowableProxy first) {
    long cost = 0;
    for (IThrowableProxy each = first; each != null; each = each.getCause()) {
      StackTraceElementProxy[] frames = each.getStackTraceElementProxyArray();
      int own = frames.length - each.getCommonFrames();
      cost += EXCEPTION_BYTES + ofString(each.getMessage());
      cost += (long) REFERENCE_BYTES * frames.length + (long) FRAME_BYTES * own;
      if (own > 0 && frames[0].getClassPackagingData() != null) {
        cost += (long) PACKAGING_BYTES * own;
      }
      cost += ofString(OverridingMessage.of(each));
      for (IThrowableProxy one : each.getSuppressed()) {
        cost += REFERENCE_BYTES + ofThrowable(one);
      }
    }
    return cost;
  }

  /**
   * A string has one byte a character if all of them are Latin-1, otherwise two; objects begin
   * every eight bytes.
   */
  private static long ofString(String text) {
    if (text == null) {
      return 0;
    }
    long bytes = Latin1.is(text) ? text.length() : 2L * text.length();
    return STRING_BYTES + ((bytes + 7) & ~7L);
  }
}
