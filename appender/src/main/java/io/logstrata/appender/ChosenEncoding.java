package io.logstrata.appender;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.Encoder;
import io.logstrata.appender.json.JsonEventEncoder;
import io.logstrata.appender.ship.Encoding;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How events become text, by what the configuration gave: an encoder, a layout, or neither.
 *
 * @param maybeShowsArguments whether the arguments of an event may be needed for it
 * @param isOurJson whether it is, which shows neither which line of code logged an event nor more
 *     of a marker than its name
 */
record ChosenEncoding(
    Encoding<ILoggingEvent> encoding, boolean maybeShowsArguments, boolean isOurJson) {

  /**
   * @param encoder or null
   * @param layout or null
   * @param problems told what is wrong with them, each with its remedy
   */
  static ChosenEncoding of(
      Encoder<ILoggingEvent> encoder,
      Layout<ILoggingEvent> layout,
      Context context,
      Consumer<String> problems) {
    if (encoder != null && layout != null) {
      problems.accept("there is an encoder and a layout: keep one of them");
    }
    if (encoder != null) {
      Optional<String> problem = EventEncoding.problem(encoder);
      problem.ifPresent(problems);
      return new ChosenEncoding(
          EventEncoding.of(encoder),
          problem.isEmpty() && ShownArguments.maybeBy(encoder),
          encoder instanceof JsonEventEncoder);
    }
    if (layout != null) {
      Optional<String> problem = EventEncoding.problem(layout);
      problem.ifPresent(problems);
      return new ChosenEncoding(
          EventEncoding.of(layout), problem.isEmpty() && ShownArguments.maybeBy(layout), false);
    }
    JsonEventEncoder json = new JsonEventEncoder();
    json.setContext(context);
    json.start();
    return new ChosenEncoding(EventEncoding.of(json), false, true);
  }
}
