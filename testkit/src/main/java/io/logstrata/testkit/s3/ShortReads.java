package io.logstrata.testkit.s3;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * A response that comes whole, but in pieces: whoever believes that one read fills its buffer loses
 * bytes. The first pieces are the smallest and come one by one, because TCP would join them.
 */
final class ShortReads extends HttpServletResponseWrapper {
  private static final int SLOW_PIECES = 20;
  private static final long PAUSE_NANOS = 2_000_000;
  private static final int LARGEST_PIECE = 4096;

  ShortReads(HttpServletResponse response) {
    super(response);
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    return new Pieces(super.getOutputStream());
  }

  private static final class Pieces extends ServletOutputStream {
    private final ServletOutputStream out;
    private int written;

    Pieces(ServletOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int done = 0;
      while (done < length) {
        // 1, 3, 5, 7 … bytes: no boundary of any format lies on all of them.
        int piece = Math.min(Math.min(2 * written + 1, LARGEST_PIECE), length - done);
        out.write(bytes, offset + done, piece);
        out.flush();
        if (written < SLOW_PIECES) {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
        done += piece;
        written++;
      }
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("written synchronously only");
    }
  }
}
