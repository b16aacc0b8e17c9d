package io.logstrata.appender.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Which values JSON can carry as numbers without changing them. */
final class Numbers {
  private Numbers() {}

  /**
   * Numbers whose {@code toString} is a JSON number of the same value. That of a subclass may be
   * anything.
   */
  static boolean isExact(Object value) {
    return value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte
        || (value instanceof BigInteger && value.getClass() == BigInteger.class)
        || (value instanceof BigDecimal && value.getClass() == BigDecimal.class);
  }

  /** What the JDK's numbers that change are at this moment; anything else as it is. */
  static Object settled(Object value) {
    boolean changes =
        value instanceof Number
            && (value.getClass() == AtomicInteger.class
                || value.getClass() == AtomicLong.class
                || value.getClass() == LongAdder.class);
    return changes ? (Object) ((Number) value).longValue() : value;
  }

  /**
   * A text that JSON writes with the same characters as a number: no sign, no leading zero, at most
   * nine digits.
   */
  static boolean isPlain(String text) {
    int length = text.length();
    if (length == 0 || length > 9 || (length > 1 && text.charAt(0) == '0')) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
