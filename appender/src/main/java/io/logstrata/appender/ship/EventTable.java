package io.logstrata.appender.ship;

import java.util.Arrays;

/**
 * Encoded events as columns: numbers, and one array of bytes for all messages. An object for each
 * event, and one for its message, would be as much garbage as what the callers make. Used for one
 * batch after the other.
 */
final class EventTable {
  private static final int NONE = -1;

  private final MessageBytes messages = new MessageBytes();
  private long[] millis = new long[16];
  private int[] ends = new int[16];
  private byte[] severities = new byte[16];
  private int size;
  private boolean sorted = true;
  private int announcement = NONE;

  /** Takes an event whose message stands between two places of another text. */
  void add(long timestampMillis, Severity severity, MessageBytes text, int from, int to) {
    if (size == ends.length) {
      int capacity = Math.min(2 * size, Limits.BATCH_EVENTS);
      // All or none of them: there may be no memory for the last one.
      long[] moreMillis = Arrays.copyOf(millis, capacity);
      byte[] moreSeverities = Arrays.copyOf(severities, capacity);
      ends = Arrays.copyOf(ends, capacity);
      millis = moreMillis;
      severities = moreSeverities;
    }
    sorted &= size == 0 || timestampMillis >= millis[size - 1];
    messages.append(text, from, to);
    millis[size] = timestampMillis;
    severities[size] = severity.code();
    ends[size] = messages.size();
    size++;
  }

  /** The row that was added last is no user's event, but tells of others. */
  void lastIsAnnouncement() {
    announcement = size - 1;
  }

  boolean isAnnouncement(int row) {
    return row == announcement;
  }

  void clear() {
    announcement = NONE;
    messages.clear();
    size = 0;
    sorted = true;
  }

  int size() {
    return size;
  }

  long timestampMillis(int row) {
    return millis[row];
  }

  Severity severity(int row) {
    return Severity.ofCode(severities[row]);
  }

  int messageBytes(int row) {
    return ends[row] - begin(row);
  }

  void copyMessage(int row, byte[] target, int at) {
    messages.copy(begin(row), ends[row], target, at);
  }

  private int begin(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  /**
   * The rows in the order of time, those of one millisecond as they came. All of them lie within a
   * day, and so time and row fit into one number.
   */
  int[] chronological() {
    int[] rows = new int[size];
    if (sorted) {
      Arrays.setAll(rows, row -> row);
      return rows;
    }
    long oldest = Long.MAX_VALUE;
    for (int row = 0; row < size; row++) {
      oldest = Math.min(oldest, millis[row]);
    }
    long[] keys = new long[size];
    for (int row = 0; row < size; row++) {
      keys[row] = (millis[row] - oldest) << Integer.SIZE | row;
    }
    Arrays.sort(keys);
    Arrays.setAll(rows, i -> (int) keys[i]);
    return rows;
  }
}
