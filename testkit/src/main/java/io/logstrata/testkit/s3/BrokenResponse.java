package io.logstrata.testkit.s3;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * A response of which only the first bytes go out. With none at all, the caller never learns what
 * was answered; with half of what was promised, the read is cut short.
 */
final class BrokenResponse extends HttpServletResponseWrapper {
  private final boolean half;
  private long promised = -1;
  private boolean cut;

  /**
   * @param half let half of the promised bytes pass, rather than none
   */
  BrokenResponse(HttpServletResponse response, boolean half) {
    super(response);
    this.half = half;
  }

  /** Returns whether bytes were held back. */
  boolean cut() {
    return cut;
  }

  @Override
  public void setContentLengthLong(long length) {
    promised = length;
    super.setContentLengthLong(length);
  }

  @Override
  public void setContentLength(int length) {
    setContentLengthLong(length);
  }

  @Override
  public void setHeader(String name, String value) {
    if (name.equalsIgnoreCase("Content-Length")) {
      promised = Long.parseLong(value);
    }
    super.setHeader(name, value);
  }

  @Override
  public void addHeader(String name, String value) {
    if (name.equalsIgnoreCase("Content-Length")) {
      promised = Long.parseLong(value);
    }
    super.addHeader(name, value);
  }

  @Override
  public PrintWriter getWriter() {
    return new PrintWriter(Writer.nullWriter());
  }

  @Override
  public void flushBuffer() throws IOException {
    if (half) {
      super.flushBuffer();
    }
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    return new Gate(super.getOutputStream());
  }

  private final class Gate extends ServletOutputStream {
    private final ServletOutputStream out;
    private long passed;

    Gate(ServletOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      long open = half ? Math.max(0, promised / 2 - passed) : 0;
      int passing = (int) Math.min(length, open);
      out.write(bytes, offset, passing);
      passed += passing;
      cut |= passing < length;
    }

    @Override
    public void flush() throws IOException {
      if (half) {
        out.flush();
      }
    }

    @Override
    public void close() {
      // Whoever broke the response aborts its connection.
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
