package io.logstrata.archiver.archive;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Passes sorted records on, so that an event that several tasks exported is there once: equal
 * records of one stream and millisecond are as many as the task has that has the most of them.
 */
final class OncePerTask {
  private final TimeOrder.Sorted sorted;
  private long millis;
  private byte[] stream = {};
  private byte[] message = {};
  private int length = -1;
  private int passed;
  // By number of the stream, which is another one in another task.
  private final Map<Integer, Integer> seen = new HashMap<>();

  OncePerTask(TimeOrder.Sorted sorted) {
    this.sorted = sorted;
  }

  /** Goes to the next record that is no copy; false after the last. */
  boolean advance() throws IOException {
    while (sorted.advance()) {
      RecordCursor next = sorted.current();
      if (!isAsBefore(next)) {
        remember(next);
      }
      if (seen.merge(next.stream(), 1, Integer::sum) > passed) {
        passed++;
        return true;
      }
    }
    return false;
  }

  private boolean isAsBefore(RecordCursor next) {
    return length == next.length()
        && millis == next.millis()
        && Arrays.equals(stream, next.streamName())
        && Arrays.equals(
            message, 0, length, next.bytes(), next.offset(), next.offset() + next.length());
  }

  private void remember(RecordCursor next) {
    millis = next.millis();
    stream = next.streamName();
    length = next.length();
    if (message.length < length) {
      message = new byte[Math.max(length, message.length * 2)];
    }
    System.arraycopy(next.bytes(), next.offset(), message, 0, length);
    passed = 0;
    seen.clear();
  }

  /** The record that {@link #advance} went to, until the next call. */
  RecordCursor current() {
    return sorted.current();
  }
}
