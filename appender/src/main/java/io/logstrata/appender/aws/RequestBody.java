package io.logstrata.appender.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.logstrata.appender.ship.Batch;
import io.logstrata.appender.ship.LogEvent;
import io.logstrata.appender.ship.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The body of a PutLogEvents request, put together from the encoded events: the SDK would turn each
 * into a string, an object and bytes again. To be used for one request after another, because a
 * fresh megabyte for each costs the garbage collector more than all the rest.
 */
final class RequestBody {
  private static final byte[] BEFORE_GROUP = "{\"logGroupName\":\"".getBytes(US_ASCII);
  private static final byte[] BEFORE_STREAM = "\",\"logStreamName\":\"".getBytes(US_ASCII);
  private static final byte[] BEFORE_EVENTS = "\",\"logEvents\":[".getBytes(US_ASCII);
  private static final byte[] BEFORE_TIMESTAMP = "{\"timestamp\":".getBytes(US_ASCII);
  private static final byte[] BEFORE_MESSAGE = ",\"message\":\"".getBytes(US_ASCII);
  private static final byte[] AFTER_MESSAGE = "\"}".getBytes(US_ASCII);
  private static final byte[] AFTER_EVENTS = "]}".getBytes(US_ASCII);

  private final boolean gzip;
  private byte[] bytes = new byte[0];
  private int size;
  private long lastMillis;
  private byte[] lastMillisText = {'0'};

  RequestBody(boolean gzip) {
    this.gzip = gzip;
  }

  /** Holds this request, and no other any more. */
  void fill(String logGroup, String logStream, Batch batch) {
    size = 0;
    ensure(expectedBytes(batch));
    append(BEFORE_GROUP);
    append(Message.of(logGroup.getBytes(UTF_8)).quoted());
    append(BEFORE_STREAM);
    append(Message.of(logStream.getBytes(UTF_8)).quoted());
    append(BEFORE_EVENTS);
    boolean first = true;
    for (LogEvent event : batch.events()) {
      if (!first) {
        ensure(1);
        bytes[size++] = ',';
      }
      first = false;
      event(event);
    }
    append(AFTER_EVENTS);
    if (gzip) {
      compress();
    }
  }

  int size() {
    return size;
  }

  /** From the beginning, however often it is asked for: to be signed, and to be sent. */
  InputStream content() {
    return new ByteArrayInputStream(bytes, 0, size);
  }

  private static int expectedBytes(Batch batch) {
    int expected = 2_048;
    for (LogEvent event : batch.events()) {
      expected += event.message().quoted().length + 48;
    }
    return expected;
  }

  private void event(LogEvent event) {
    append(BEFORE_TIMESTAMP);
    if (event.timestampMillis() != lastMillis) { // many events share one
      lastMillis = event.timestampMillis();
      lastMillisText = Long.toString(lastMillis).getBytes(US_ASCII);
    }
    append(lastMillisText);
    append(BEFORE_MESSAGE);
    append(event.message().quoted());
    append(AFTER_MESSAGE);
  }

  private void compress() {
    ByteArrayOutputStream target = new ByteArrayOutputStream(size / 8 + 64);
    try (GZIPOutputStream stream =
        new GZIPOutputStream(target, 8_192) {
          {
            def.setLevel(Deflater.BEST_SPEED);
          }
        }) {
      stream.write(bytes, 0, size);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written to", e);
    }
    size = 0;
    append(target.toByteArray());
  }

  private void append(byte[] more) {
    ensure(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length + bytes.length / 2));
    }
  }
}
