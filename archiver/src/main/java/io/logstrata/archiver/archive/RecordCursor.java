package io.logstrata.archiver.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

/** A place among sorted records, and the bytes of the record there. */
abstract class RecordCursor implements Closeable, Comparable<RecordCursor> {
  private final StreamNames streams;
  private long millis;
  private int stream;
  private byte[] bytes = {};
  private int offset;
  private int length;

  RecordCursor(StreamNames streams) {
    this.streams = streams;
  }

  /** Goes to the next record, the first one at first; false after the last. */
  abstract boolean advance() throws IOException;

  @Override
  public abstract void close() throws IOException;

  final void set(long at, int ofStream, byte[] in, int from, int count) {
    millis = at;
    stream = ofStream;
    bytes = in;
    offset = from;
    length = count;
  }

  final long millis() {
    return millis;
  }

  final int stream() {
    return stream;
  }

  /** Of the stream, in UTF-8. */
  final byte[] streamName() {
    return streams.name(stream);
  }

  /** Where the message is, from {@link #offset} on. */
  final byte[] bytes() {
    return bytes;
  }

  final int offset() {
    return offset;
  }

  final int length() {
    return length;
  }

  final String message() {
    return new String(bytes, offset, length, UTF_8);
  }

  /** By time; of one instant by stream and message, so that one order is the only one. */
  @Override
  public final int compareTo(RecordCursor other) {
    int order = Long.compare(millis, other.millis);
    if (order != 0) {
      return order;
    }
    if (stream != other.stream) {
      order = Arrays.compareUnsigned(streamName(), other.streamName());
      if (order != 0) {
        return order;
      }
    }
    return Arrays.compareUnsigned(
        bytes, offset, offset + length, other.bytes, other.offset, other.offset + other.length);
  }

  @Override
  public final boolean equals(Object other) {
    return this == other;
  }

  @Override
  public final int hashCode() {
    return System.identityHashCode(this);
  }
}
