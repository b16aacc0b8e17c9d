package io.logstrata.archiver.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** Writes a record as a line, or several: timestamp, stream and message, with blanks between. */
final class RecordPrinter implements TimeOrder.Sink {
  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private final OutputStream out;
  private byte[] time = {};
  private long second = Long.MIN_VALUE;

  /**
   * Prints.
   *
   * @param out buffered
   */
  RecordPrinter(OutputStream out) {
    this.out = out;
  }

  @Override
  public void record(RecordCursor next) throws IOException {
    long ofSecond = Math.floorDiv(next.millis(), 1000L);
    if (ofSecond != second) {
      time = MILLISECONDS.format(Instant.ofEpochSecond(ofSecond)).getBytes(US_ASCII);
      second = ofSecond;
    }
    int millis = Math.floorMod(next.millis(), 1000);
    int at = time.length - "000Z".length();
    time[at] = (byte) ('0' + millis / 100);
    time[at + 1] = (byte) ('0' + millis / 10 % 10);
    time[at + 2] = (byte) ('0' + millis % 10);
    out.write(time);
    out.write(' ');
    out.write(next.streamName());
    out.write(' ');
    out.write(next.bytes(), next.offset(), next.length());
    out.write('\n');
  }
}
