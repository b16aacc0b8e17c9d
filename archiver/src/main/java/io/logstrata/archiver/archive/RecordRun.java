package io.logstrata.archiver.archive;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Records in memory, to be sorted together. They are bytes in large blocks, not objects: a gigabyte
 * of a log has millions of records, and as many objects would be four times as large and keep the
 * collector busy.
 */
final class RecordRun {
  private static final int BLOCK_BITS = 20;
  // With its header just below a megabyte, the region of a small heap: one more byte takes two.
  private static final int BLOCK_BYTES = (1 << BLOCK_BITS) - 64;
  private static final int INDEX_BITS = 22;
  private static final int MOST_RECORDS = 1 << INDEX_BITS;
  // What is left of a long beside the index: 69 years of milliseconds.
  private static final long WIDEST_MILLIS = 1L << (63 - INDEX_BITS);
  // Timestamp, place and sort key, once more for growing, and stream and length in the block.
  private static final int OVERHEAD_BYTES = 48;
  private static final int HEADER_BYTES = 8;

  private final long mostBytes;
  private final StreamNames streams;
  private final List<byte[]> blocks = new ArrayList<>();
  private final List<byte[]> spare = new ArrayList<>();
  private int blockEnd;
  private long[] millis = new long[1024];
  private int[] places = new int[1024];
  private int count;
  private long bytes;
  private long earliest;
  private long latest;
  private long[] order = {};

  RecordRun(long mostBytes, StreamNames streams) {
    // Places are numbers of 31 bits.
    this.mostBytes = Math.min(mostBytes, 1L << 30);
    this.streams = streams;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Takes the record, or returns false when it has to go to another run; an empty run takes it. */
  boolean add(int stream, long at, byte[] message, int length) {
    if (count > 0) {
      boolean full = bytes + length + OVERHEAD_BYTES > mostBytes || count == MOST_RECORDS;
      if (full || Math.max(latest, at) - Math.min(earliest, at) >= WIDEST_MILLIS) {
        return false;
      }
    }
    earliest = count == 0 ? at : Math.min(earliest, at);
    latest = count == 0 ? at : Math.max(latest, at);
    int needed = HEADER_BYTES + length;
    if (blocks.isEmpty() || blockEnd + needed > BLOCK_BYTES) {
      bytes += blocks.isEmpty() ? 0 : Math.max(0, BLOCK_BYTES - blockEnd);
      blocks.add(block(needed));
      blockEnd = 0;
    }
    byte[] block = blocks.get(blocks.size() - 1);
    putInt(block, blockEnd, stream);
    putInt(block, blockEnd + 4, length);
    System.arraycopy(message, 0, block, blockEnd + HEADER_BYTES, length);
    if (count == millis.length) {
      millis = Arrays.copyOf(millis, count * 2);
      places = Arrays.copyOf(places, count * 2);
    }
    millis[count] = at;
    places[count] = (blocks.size() - 1) << BLOCK_BITS | blockEnd;
    count++;
    blockEnd += needed;
    bytes += length + OVERHEAD_BYTES;
    return true;
  }

  private byte[] block(int needed) {
    if (needed > BLOCK_BYTES) {
      return new byte[needed];
    }
    return spare.isEmpty() ? new byte[BLOCK_BYTES] : spare.remove(spare.size() - 1);
  }

  /** Sorts the records; {@link #records} then has them in order. */
  void sort() {
    if (order.length < count) {
      order = new long[count];
    }
    for (int i = 0; i < count; i++) {
      order[i] = (millis[i] - earliest) << INDEX_BITS | i;
    }
    Arrays.sort(order, 0, count);
    int from = 0;
    for (int to = 1; to <= count; to++) {
      if (to == count || order[to] >>> INDEX_BITS != order[from] >>> INDEX_BITS) {
        if (to - from > 1) {
          sortSameInstant(from, to);
        }
        from = to;
      }
    }
  }

  private void sortSameInstant(int from, int to) {
    Long[] same = new Long[to - from];
    for (int i = from; i < to; i++) {
      same[i - from] = order[i];
    }
    RecordCursor one = records();
    RecordCursor other = records();
    Arrays.sort(same, (a, b) -> at(one, a).compareTo(at(other, b)));
    for (int i = from; i < to; i++) {
      order[i] = same[i - from];
    }
  }

  private RecordCursor at(RecordCursor cursor, long key) {
    int index = (int) (key & (MOST_RECORDS - 1));
    int place = places[index];
    byte[] block = blocks.get(place >>> BLOCK_BITS);
    int offset = place & ((1 << BLOCK_BITS) - 1);
    cursor.set(
        millis[index],
        getInt(block, offset),
        block,
        offset + HEADER_BYTES,
        getInt(block, offset + 4));
    return cursor;
  }

  /** The records in the order that {@link #sort} has made. */
  RecordCursor records() {
    return new RecordCursor(streams) {
      private int next;

      @Override
      boolean advance() {
        if (next == count) {
          return false;
        }
        at(this, order[next++]);
        return true;
      }

      @Override
      public void close() {}
    };
  }

  /** The file stays open. */
  void write(FileChannel file) throws IOException {
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), 1 << 18));
    RecordCursor record = records();
    while (record.advance()) {
      out.writeLong(record.millis());
      out.writeInt(record.stream());
      out.writeInt(record.length());
      out.write(record.bytes(), record.offset(), record.length());
    }
    out.flush();
  }

  /** Makes room for other records; the memory is kept for them. */
  void clear() {
    blocks.stream().filter(block -> block.length == BLOCK_BYTES).forEach(spare::add);
    blocks.clear();
    blockEnd = 0;
    count = 0;
    bytes = 0;
  }

  private static void putInt(byte[] block, int offset, int value) {
    block[offset] = (byte) (value >>> 24);
    block[offset + 1] = (byte) (value >>> 16);
    block[offset + 2] = (byte) (value >>> 8);
    block[offset + 3] = (byte) value;
  }

  private static int getInt(byte[] block, int offset) {
    return block[offset] << 24
        | (block[offset + 1] & 0xff) << 16
        | (block[offset + 2] & 0xff) << 8
        | (block[offset + 3] & 0xff);
  }
}
