package io.logstrata.archiver.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.Instant;
import java.util.Arrays;

/**
 * Reads an exported object record by record, in memory for one record. A line that begins with a
 * timestamp starts a record; any other line continues the one before it.
 *
 * <p>The format is ambiguous: a message may itself have a line that begins with a timestamp. What
 * tells such lines is held together by {@link DoubtfulStarts}. A doubtful line is read as a record
 * all the same, since taking a late event for a part of another's message would be worse, and makes
 * the count a range. A timestamp that no event of the window can have is no start at all.
 */
final class RecordReader implements Closeable {
  private static final byte[] NEWLINE = {'\n'};

  /**
   * Far above the service's limit of 1 MiB for an event: beyond it the bytes are not an export's.
   */
  private static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;

  private final String logStream;
  private final InputStream text;
  private final byte[] buffer = new byte[64 * 1024];
  private int position;
  private int limit;

  private byte[] line = new byte[8 * 1024];
  private int lineLength;
  private long pendingStart = RecordStart.NONE;
  private boolean anyLine;

  private long millis;
  private byte[] message = new byte[8 * 1024];
  private int messageLength;
  private final ExportWindow window;
  private final DoubtfulStarts doubts = new DoubtfulStarts();
  private long records;

  private RecordReader(String logStream, ExportWindow window, InputStream text) {
    this.logStream = logStream;
    this.window = window;
    this.text = text;
  }

  /** Reads stored bytes, compressed or not: what they begin with decides, not the object's name. */
  static RecordReader over(String logStream, ExportWindow window, InputStream stored)
      throws IOException {
    PushbackInputStream peekable = new PushbackInputStream(stored, 2);
    byte[] start = new byte[2];
    int length = peekable.readNBytes(start, 0, 2);
    peekable.unread(start, 0, length);
    return new RecordReader(
        logStream,
        window,
        GzipMembers.looksLike(start, length) ? new GzipMembers(peekable) : peekable);
  }

  /**
   * The next record, or null after the last.
   *
   * @throws DamagedObjectException when the bytes are not what an export writes
   */
  ArchivedRecord next() throws IOException {
    return advance() ? record() : null;
  }

  /**
   * Goes to the next record, or returns false after the last. Its bytes stay until the next call.
   *
   * @throws DamagedObjectException when the bytes are not what an export writes
   */
  boolean advance() throws IOException {
    if (!anyLine) {
      anyLine = true;
      if (!readLine()) {
        return false;
      }
      pendingStart = RecordStart.at(line, lineLength);
      if (pendingStart == RecordStart.NONE) {
        throw new DamagedObjectException(
            "its first line does not begin with a timestamp: it is damaged or no export");
      }
      doubts.first(pendingStart, line, lineLength);
    }
    if (pendingStart == RecordStart.NONE) {
      return false;
    }
    readRecord();
    return true;
  }

  private void readRecord() throws IOException {
    millis = pendingStart;
    messageLength = 0;
    append(line, RecordStart.LENGTH, lineLength);
    records++;
    pendingStart = RecordStart.NONE;
    while (readLine()) {
      long start = RecordStart.at(line, lineLength);
      if (start != RecordStart.NONE && window.isPossible(start)) {
        doubts.next(start, line, lineLength);
        pendingStart = start;
        break;
      }
      doubts.continuation(lineLength);
      append(NEWLINE, 0, 1);
      append(line, 0, lineLength);
    }
  }

  /** The record that {@link #advance} went to, as an object. */
  ArchivedRecord record() {
    return new ArchivedRecord(
        logStream, Instant.ofEpochMilli(millis), new String(message, 0, messageLength, UTF_8));
  }

  String logStream() {
    return logStream;
  }

  /** The record's timestamp. */
  long millis() {
    return millis;
  }

  /** The record's message from index 0 on, as it was exported, and perhaps more behind it. */
  byte[] message() {
    return message;
  }

  int messageLength() {
    return messageLength;
  }

  /** How many records there were so far. */
  RecordCount count() {
    // The line after the last record has been looked at, but is no record yet.
    return new RecordCount(records - Math.min(records, doubts.count()), records);
  }

  /**
   * Reads up to the next newline, or returns false at the end. A carriage return is part of the
   * message.
   */
  private boolean readLine() throws IOException {
    lineLength = 0;
    boolean any = false;
    while (position < limit || fill()) {
      any = true;
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      keep(end - position);
      if (end < limit) {
        position = end + 1;
        return true;
      }
      position = end;
    }
    return any;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, text.read(buffer));
    return limit > 0;
  }

  private void keep(int count) throws IOException {
    line = withRoom(line, lineLength, count);
    System.arraycopy(buffer, position, line, lineLength, count);
    lineLength += count;
  }

  private void append(byte[] bytes, int from, int to) throws IOException {
    message = withRoom(message, messageLength, to - from);
    System.arraycopy(bytes, from, message, messageLength, to - from);
    messageLength += to - from;
  }

  private static byte[] withRoom(byte[] bytes, int used, int more) throws IOException {
    int needed = used + more;
    if (needed > MAX_RECORD_BYTES) {
      throw new DamagedObjectException(
          "a record is larger than " + MAX_RECORD_BYTES + " bytes: the service has no such events");
    }
    return needed <= bytes.length ? bytes : Arrays.copyOf(bytes, Math.max(needed, used * 2));
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
