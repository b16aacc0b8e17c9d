package io.logstrata.archiver.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;

/** Standard output that remembers what a writer on it keeps to itself: that it failed. */
final class CheckedOutput extends FilterOutputStream {
  /** What the system says when nobody reads the other end of a pipe any more. */
  private static final String BROKEN_PIPE = "Broken pipe";

  private IOException failure;

  CheckedOutput(OutputStream out) {
    super(out);
  }

  /** Whether the reader has had enough, as head has, which is no failure. */
  static boolean isBrokenPipe(IOException e) {
    return BROKEN_PIPE.equals(e.getMessage());
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }

  /** The exit code of a command whose results may not all have been written. */
  int exit(int ofCommand, PrintWriter err) {
    if (failure == null || isBrokenPipe(failure)) {
      return ofCommand;
    }
    err.println("failed: standard output cannot be written to: " + failure.getMessage());
    return ofCommand == ExitCode.USAGE ? ofCommand : ExitCode.FAILED;
  }
}
