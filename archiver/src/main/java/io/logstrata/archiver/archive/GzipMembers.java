package io.logstrata.archiver.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses every member of a gzip file, to the last byte of the source.
 *
 * <p>{@link java.util.zip.GZIPInputStream} will not do: on Java 17 it stops in silence after the
 * first member when the source gives few bytes at a time, as a network does, and on any Java it
 * takes a damaged second member for the end.
 */
final class GzipMembers extends InputStream {
  private static final int MAGIC_FIRST = 0x1f;
  private static final int MAGIC_SECOND = 0x8b;
  private static final int DEFLATE = 8;
  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final InputStream source;
  private final byte[] input = new byte[64 * 1024];
  private int position;
  private int limit;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private long memberBytes;
  private boolean inMember;
  private boolean finished;

  GzipMembers(InputStream source) {
    this.source = source;
  }

  /** Whether the bytes are the beginning of a gzip member. */
  static boolean looksLike(byte[] start, int length) {
    return length >= 2
        && Byte.toUnsignedInt(start[0]) == MAGIC_FIRST
        && Byte.toUnsignedInt(start[1]) == MAGIC_SECOND;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!finished) {
      if (!inMember) {
        startMember();
        continue;
      }
      int count = inflate(target, offset, length);
      if (count > 0) {
        checksum.update(target, offset, count);
        memberBytes += count;
        return count;
      }
      if (inflater.finished()) {
        endMember();
      } else if (inflater.needsDictionary()) {
        throw new DamagedObjectException("a gzip member asks for a dictionary");
      } else {
        feed();
      }
    }
    return -1;
  }

  private int inflate(byte[] target, int offset, int length) throws IOException {
    try {
      return inflater.inflate(target, offset, length);
    } catch (DataFormatException e) {
      throw new DamagedObjectException("its compressed bytes are damaged: " + e.getMessage());
    }
  }

  private void feed() throws IOException {
    if (!fill()) {
      throw new DamagedObjectException("it ends inside a gzip member: it was cut off");
    }
    inflater.setInput(input, position, limit - position);
  }

  private void startMember() throws IOException {
    if (position == limit && !fill()) {
      finished = true;
      return;
    }
    try {
      readHeader();
    } catch (EOFException e) {
      throw new DamagedObjectException(
          "it ends inside the header of a gzip member: it was cut off");
    }
    inflater.reset();
    inflater.setInput(input, position, limit - position);
    checksum.reset();
    memberBytes = 0;
    inMember = true;
  }

  private void readHeader() throws IOException {
    if (next() != MAGIC_FIRST || next() != MAGIC_SECOND || next() != DEFLATE) {
      throw new DamagedObjectException("a gzip member was expected where other bytes begin");
    }
    int flags = next();
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CHECKSUM) != 0) {
      skip(2);
    }
  }

  private void endMember() throws IOException {
    position = limit - inflater.getRemaining();
    long expectedChecksum;
    long expectedBytes;
    try {
      expectedChecksum = nextUnsignedInt();
      expectedBytes = nextUnsignedInt();
    } catch (EOFException e) {
      throw new DamagedObjectException(
          "it ends inside the trailer of a gzip member: it was cut off");
    }
    if (expectedChecksum != checksum.getValue()) {
      throw new DamagedObjectException("the checksum of a gzip member does not match its bytes");
    }
    if (expectedBytes != (memberBytes & 0xffff_ffffL)) {
      throw new DamagedObjectException("the length of a gzip member does not match its bytes");
    }
    inMember = false;
  }

  private long nextUnsignedInt() throws IOException {
    return next() | (long) next() << 8 | (long) next() << 16 | (long) next() << 24;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {}
  }

  private int next() throws IOException {
    if (position == limit && !fill()) {
      throw new EOFException();
    }
    return Byte.toUnsignedInt(input[position++]);
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, source.read(input));
    return limit > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    source.close();
  }
}
