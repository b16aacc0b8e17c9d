package io.logstrata.archiver.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/** The records of a run that went to a file. */
final class RunFile extends RecordCursor {
  private static final int HEADER_BYTES = 16;

  private final InputStream in;
  private byte[] buffer = new byte[1 << 17];
  private int position;
  private int limit;

  /** Reads from the file's begin, and closes it in the end. */
  RunFile(FileChannel file, StreamNames streams) throws IOException {
    super(streams);
    in = Channels.newInputStream(file.position(0));
  }

  @Override
  boolean advance() throws IOException {
    if (!has(HEADER_BYTES)) {
      if (position < limit) {
        throw new EOFException("a temporary file was cut off");
      }
      return false;
    }
    long millis = ((long) getInt(position) << 32) | (getInt(position + 4) & 0xffff_ffffL);
    int stream = getInt(position + 8);
    int length = getInt(position + 12);
    position += HEADER_BYTES;
    if (!has(length)) {
      throw new EOFException("a temporary file was cut off");
    }
    set(millis, stream, buffer, position, length);
    position += length;
    return true;
  }

  /** Makes sure that so many bytes are in the buffer from the position on. */
  private boolean has(int count) throws IOException {
    if (limit - position >= count) {
      return true;
    }
    byte[] target = count > buffer.length ? new byte[count] : buffer;
    System.arraycopy(buffer, position, target, 0, limit - position);
    buffer = target;
    limit -= position;
    position = 0;
    limit += in.readNBytes(buffer, limit, buffer.length - limit);
    return limit >= count;
  }

  private int getInt(int at) {
    return buffer[at] << 24
        | (buffer[at + 1] & 0xff) << 16
        | (buffer[at + 2] & 0xff) << 8
        | (buffer[at + 3] & 0xff);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
