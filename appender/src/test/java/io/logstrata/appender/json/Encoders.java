package io.logstrata.appender.json;

import ch.qos.logback.classic.LoggerContext;
import java.util.function.Consumer;

/** Encoders for tests. */
final class Encoders {
  private Encoders() {}

  /** One with these options, after its start, which tells the context's status what is wrong. */
  static JsonEventEncoder with(LoggerContext context, Consumer<JsonEventEncoder> options) {
    JsonEventEncoder encoder = new JsonEventEncoder();
    encoder.setContext(context);
    options.accept(encoder);
    encoder.start();
    return encoder;
  }
}
