package io.logstrata.archiver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;

/** Bytes of UTF-8 for a writer, which gets them at the end. */
final class TextOutput extends ByteArrayOutputStream {
  private final PrintWriter writer;

  TextOutput(PrintWriter writer) {
    this.writer = writer;
  }

  @Override
  public void flush() {
    writer.print(toString(UTF_8));
    writer.flush();
    reset();
  }
}
