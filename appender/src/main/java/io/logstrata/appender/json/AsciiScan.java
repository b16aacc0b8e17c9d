package io.logstrata.appender.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks at eight bytes of Latin-1 at a time for those that a JSON string in UTF-8 does not take as
 * they are.
 */
final class AsciiScan {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;

  private AsciiScan() {}

  /**
   * Where the first quote, backslash, control character or byte beyond ASCII stands, or the end.
   */
  static int firstSpecial(byte[] latin1, int from, int end) {
    int at = from;
    while (end - at >= Long.BYTES) {
      long eight = (long) EIGHT.get(latin1, at);
      // Each term has the top bit of a byte set if that byte is one; borrows reach only bytes that
      // stand behind a hit, so that the lowest hit is true.
      long hits =
          (eight
                  | (eight - ONES * 0x20)
                  | zeros(eight ^ (ONES * '"'))
                  | zeros(eight ^ (ONES * '\\')))
              & TOPS;
      if (hits != 0) {
        return at + (Long.numberOfTrailingZeros(hits) >> 3);
      }
      at += Long.BYTES;
    }
    while (at < end && !isSpecial(latin1[at])) {
      at++;
    }
    return at;
  }

  private static long zeros(long eight) {
    return (eight - ONES) & ~eight;
  }

  private static boolean isSpecial(byte b) {
    return b < 0x20 || b == '"' || b == '\\'; // those beyond ASCII are negative
  }
}
