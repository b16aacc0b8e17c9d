package io.logstrata.appender.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.logstrata.appender.ship.Batch;
import io.logstrata.appender.ship.MessageBytes;
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
  private static final String BEFORE_GROUP = "{\"logGroupName\":\"";
  private static final String BEFORE_STREAM = "\",\"logStreamName\":\"";
  private static final String BEFORE_EVENTS = "\",\"logEvents\":[";
  private static final String BEFORE_TIMESTAMP = "{\"timestamp\":";
  private static final String BEFORE_MESSAGE = ",\"message\":\"";
  private static final byte[] AFTER_MESSAGE = "\"},".getBytes(US_ASCII);
  private static final byte[] AFTER_EVENTS = "]}".getBytes(US_ASCII);

  private final boolean gzip;
  private volatile boolean transmitted;
  private byte[] bytes = new byte[0];
  private int size;
  private long lastMillis;
  private byte[] beforeMessage = beforeMessage(lastMillis);

  RequestBody(boolean gzip) {
    this.gzip = gzip;
  }

  /** Holds this request, and no other any more. */
  void fill(String logGroup, String logStream, Batch batch) {
    byte[] head = head(logGroup, logStream);
    size = 0;
    ensure(head.length + expectedBytes(batch));
    append(head);
    for (int i = 0; i < batch.size(); i++) {
      if (batch.timestampMillis(i) != lastMillis) { // many events share one
        lastMillis = batch.timestampMillis(i);
        beforeMessage = beforeMessage(lastMillis);
      }
      append(beforeMessage);
      int length = batch.messageBytes(i);
      ensure(length);
      batch.copyMessage(i, bytes, size);
      size += length;
      append(AFTER_MESSAGE);
    }
    size--; // the comma behind the last event
    append(AFTER_EVENTS);
    if (gzip) {
      compress();
    }
  }

  /** Called before each attempt to send it. */
  void attempting() {
    transmitted = false;
  }

  /** Called just before it may leave. */
  void transmitting() {
    transmitted = true;
  }

  /** Whether the service may have seen it. */
  boolean mayHaveArrived() {
    return transmitted;
  }

  int size() {
    return size;
  }

  /** From the beginning, however often it is asked for: to be signed, and to be sent. */
  InputStream content() {
    return new ByteArrayInputStream(bytes, 0, size);
  }

  private static int expectedBytes(Batch batch) {
    int expected = AFTER_EVENTS.length;
    int around = beforeMessage(Long.MAX_VALUE).length + AFTER_MESSAGE.length;
    for (int i = 0; i < batch.size(); i++) {
      expected += batch.messageBytes(i) + around;
    }
    return expected;
  }

  private static byte[] head(String logGroup, String logStream) {
    String head = BEFORE_GROUP + quoted(logGroup) + BEFORE_STREAM + quoted(logStream);
    return (head + BEFORE_EVENTS).getBytes(UTF_8);
  }

  private static String quoted(String name) {
    MessageBytes text = new MessageBytes();
    text.utf8(name.getBytes(UTF_8));
    byte[] quoted = new byte[text.size()];
    text.copy(0, quoted.length, quoted, 0);
    return new String(quoted, UTF_8);
  }

  private static byte[] beforeMessage(long millis) {
    return (BEFORE_TIMESTAMP + millis + BEFORE_MESSAGE).getBytes(US_ASCII);
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
