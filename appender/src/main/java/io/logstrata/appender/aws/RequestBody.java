package io.logstrata.appender.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.logstrata.appender.ship.Batch;
import io.logstrata.appender.ship.LogEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The body of a PutLogEvents request, written straight from the encoded events: the SDK would turn
 * each into a string, an object and bytes again.
 */
final class RequestBody {
  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
  private static final byte[] BEFORE_TIMESTAMP = "{\"timestamp\":".getBytes(US_ASCII);
  private static final byte[] BEFORE_MESSAGE = ",\"message\":\"".getBytes(US_ASCII);

  private byte[] bytes;
  private int size;

  private RequestBody(int expectedBytes) {
    bytes = new byte[expectedBytes];
  }

  static byte[] of(String logGroup, String logStream, Batch batch) {
    int messages = batch.events().stream().mapToInt(event -> event.message().length).sum();
    // JSON in JSON: about one character in eight is a quote that needs a backslash.
    RequestBody body = new RequestBody(256 + messages + messages / 6 + batch.size() * 48);
    body.ascii("{\"logGroupName\":\"");
    body.escaped(logGroup.getBytes(UTF_8));
    body.ascii("\",\"logStreamName\":\"");
    body.escaped(logStream.getBytes(UTF_8));
    body.ascii("\",\"logEvents\":[");
    boolean first = true;
    for (LogEvent event : batch.events()) {
      if (!first) {
        body.ascii(",");
      }
      first = false;
      body.event(event);
    }
    body.ascii("]}");
    return Arrays.copyOf(body.bytes, body.size);
  }

  static byte[] gzip(byte[] body) {
    ByteArrayOutputStream target = new ByteArrayOutputStream(body.length / 8 + 64);
    try (GZIPOutputStream gzip =
        new GZIPOutputStream(target, 8_192) {
          {
            def.setLevel(Deflater.BEST_SPEED);
          }
        }) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written to", e);
    }
    return target.toByteArray();
  }

  private void event(LogEvent event) {
    append(BEFORE_TIMESTAMP);
    ascii(Long.toString(event.timestampMillis()));
    append(BEFORE_MESSAGE);
    escaped(event.message());
    ascii("\"}");
  }

  private void escaped(byte[] utf8) {
    int from = 0;
    for (int i = 0; i < utf8.length; i++) {
      byte b = utf8[i];
      // Bytes of characters beyond ASCII are negative, and stand for themselves.
      if (b == '"' || b == '\\' || (b >= 0 && b < 0x20)) {
        append(utf8, from, i - from);
        escape(b);
        from = i + 1;
      }
    }
    append(utf8, from, utf8.length - from);
  }

  private void escape(byte b) {
    ensure(6);
    bytes[size++] = '\\';
    switch (b) {
      case '"', '\\' -> bytes[size++] = b;
      case '\n' -> bytes[size++] = 'n';
      case '\t' -> bytes[size++] = 't';
      default -> {
        bytes[size++] = 'u';
        bytes[size++] = '0';
        bytes[size++] = '0';
        bytes[size++] = HEX[b >> 4];
        bytes[size++] = HEX[b & 15];
      }
    }
  }

  private void ascii(String text) {
    append(text.getBytes(US_ASCII));
  }

  private void append(byte[] more) {
    append(more, 0, more.length);
  }

  private void append(byte[] more, int from, int length) {
    ensure(length);
    System.arraycopy(more, from, bytes, size, length);
    size += length;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length + bytes.length / 2));
    }
  }
}
