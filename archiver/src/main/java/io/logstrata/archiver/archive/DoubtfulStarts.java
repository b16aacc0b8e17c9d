package io.logstrata.archiver.archive;

/**
 * Counts the lines of an object that begin with a timestamp and may all the same be no records, but
 * lines of a message. Nothing in the format says where a message ends, so any such line may be one;
 * these have something that speaks for it, each compared with the last line that nothing speaks
 * against:
 *
 * <ul>
 *   <li>it is older, as a quoted line is;
 *   <li>it is of the same millisecond, and lines without a timestamp have come between;
 *   <li>the other's message begins with a timestamp of its own, and this one's does not: the
 *       application stamps its lines, and joined some of them;
 *   <li>it goes on with a level, such as {@code INFO}, as lines of a log file do, and no record
 *       that nothing speaks against does.
 * </ul>
 *
 * <p>A line that is farther away than the largest message is long is a record.
 */
final class DoubtfulStarts {
  // An event has 1 MiB (PutLogEvents), its overhead of 26 bytes included.
  private static final long LARGEST_MESSAGE = 1024 * 1024 - 26;

  private static final byte[][] LEVELS = {
    {'T', 'R', 'A', 'C', 'E'},
    {'D', 'E', 'B', 'U', 'G'},
    {'I', 'N', 'F', 'O'},
    {'N', 'O', 'T', 'I', 'C', 'E'},
    {'W', 'A', 'R', 'N'},
    {'E', 'R', 'R', 'O', 'R'},
    {'F', 'A', 'T', 'A', 'L'},
    {'S', 'E', 'V', 'E', 'R', 'E'}
  };

  private long certain;
  private boolean certainIsStamped;
  private boolean severalLines;
  private boolean certainWithLevel;

  /** The message's, if all lines since then were parts of it. */
  private long bytes;

  private long others;
  private long withLevel;

  /** Takes the object's first line, which begins a record. */
  void first(long millis, byte[] line, int length) {
    certain = millis;
    certainIsStamped = RecordStart.isShapedSo(line, RecordStart.LENGTH, length);
    certainWithLevel |= hasLevel(line, length);
    severalLines = false;
    bytes = length - RecordStart.LENGTH;
  }

  /** Takes a line without a timestamp. */
  void continuation(int length) {
    severalLines = true;
    bytes += 1L + length;
  }

  /** Takes a line that begins with a timestamp. */
  void next(long millis, byte[] line, int length) {
    bytes += 1L + length;
    if (bytes <= LARGEST_MESSAGE) {
      boolean older = millis < certain || (millis == certain && severalLines);
      if (older
          || (certainIsStamped && !RecordStart.isShapedSo(line, RecordStart.LENGTH, length))) {
        others++;
        return;
      }
      if (!certainWithLevel && hasLevel(line, length)) {
        withLevel++;
        return;
      }
    }
    first(millis, line, length);
  }

  /** How many lines of those so far may be no records. */
  long count() {
    // Where records begin with levels, a level speaks for nothing.
    return certainWithLevel ? others : others + withLevel;
  }

  private static boolean hasLevel(byte[] line, int length) {
    if (length <= RecordStart.LENGTH) {
      return false;
    }
    int from = line[RecordStart.LENGTH] == '[' ? RecordStart.LENGTH + 1 : RecordStart.LENGTH;
    if (from == length || line[from] < 'A' || line[from] > 'Z') {
      return false;
    }
    for (byte[] level : LEVELS) {
      if (startsWith(level, line, from, length)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(byte[] word, byte[] line, int from, int length) {
    if (length - from < word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (line[from + i] != word[i]) {
        return false;
      }
    }
    return true;
  }
}
