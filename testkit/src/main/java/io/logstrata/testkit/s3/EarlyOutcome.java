package io.logstrata.testkit.s3;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * A response that tells when its body begins. The caller may have the last byte of a large object
 * before the request has ended here; a call that it has an answer to must be in the book by then.
 */
final class EarlyOutcome extends HttpServletResponseWrapper {
  private final Runnable begun;
  private boolean told;

  EarlyOutcome(HttpServletResponse response, Runnable begun) {
    super(response);
    this.begun = begun;
  }

  /** Returns whether a body without an error has begun. */
  boolean told() {
    return told;
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    if (!told && getStatus() < 400) {
      told = true;
      begun.run();
    }
    return super.getOutputStream();
  }
}
