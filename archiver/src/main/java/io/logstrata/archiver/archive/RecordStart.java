package io.logstrata.archiver.archive;

/**
 * Recognises {@code 2026-11-22T00:00:00.000Z } at the start of a line, as the service writes it.
 */
final class RecordStart {
  /** Bytes of the timestamp and the blank after it. */
  static final int LENGTH = 25;

  static final long NONE = Long.MIN_VALUE;

  private static final byte[] PATTERN = {
    'd', 'd', 'd', 'd', '-', 'd', 'd', '-', 'd', 'd', 'T', 'd', 'd', ':', 'd', 'd', ':', 'd', 'd',
    '.', 'd', 'd', 'd', 'Z', ' '
  };
  private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private RecordStart() {}

  /** Milliseconds since 1970, or {@link #NONE} when the line does not begin a record. */
  static long at(byte[] line, int length) {
    if (!isShapedSo(line, 0, length)) {
      return NONE;
    }
    int year = number(line, 0, 4);
    int month = number(line, 5, 2);
    int day = number(line, 8, 2);
    int hour = number(line, 11, 2);
    int minute = number(line, 14, 2);
    int second = number(line, 17, 2);
    if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
      return NONE;
    }
    if (hour > 23 || minute > 59 || second > 59) {
      return NONE;
    }
    long seconds = daysSince1970(year, month, day) * 86_400 + hour * 3_600L + minute * 60L + second;
    return seconds * 1_000 + number(line, 20, 3);
  }

  /** Whether a timestamp and a blank stand there, be it of a day that does not exist. */
  static boolean isShapedSo(byte[] line, int from, int length) {
    if (length - from < LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      byte found = line[from + i];
      boolean fits = PATTERN[i] == 'd' ? found >= '0' && found <= '9' : found == PATTERN[i];
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static int number(byte[] line, int from, int digits) {
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      value = value * 10 + line[i] - '0';
    }
    return value;
  }

  private static int daysIn(int year, int month) {
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && !leap ? 28 : DAYS[month - 1];
  }

  // LocalDate would do, at the price of an object for each line of a gigabyte.
  private static long daysSince1970(int year, int month, int day) {
    long shifted = month <= 2 ? year - 1L : year;
    long era = Math.floorDiv(shifted, 400);
    long yearOfEra = shifted - era * 400;
    long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }
}
