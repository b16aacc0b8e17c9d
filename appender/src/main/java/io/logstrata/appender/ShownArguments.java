package io.logstrata.appender;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.pattern.parser.CompositeNode;
import ch.qos.logback.core.pattern.parser.Node;
import ch.qos.logback.core.pattern.parser.Parser;
import ch.qos.logback.core.spi.ScanException;
import io.logstrata.appender.json.JsonEventEncoder;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Whether an encoder may show the template of a message or its arguments. They are the caller's
 * objects, and kept only where something could be missing without them: by foreign encoders and by
 * patterns with a foreign word. Of Logback's own words none shows them.
 */
final class ShownArguments {
  private static final String LOGBACK = "ch.qos.logback.";

  private ShownArguments() {}

  static boolean maybeBy(Encoder<ILoggingEvent> encoder) {
    if (encoder.getClass() == JsonEventEncoder.class) {
      return false;
    }
    boolean wraps =
        encoder.getClass() == PatternLayoutEncoder.class
            || encoder.getClass() == LayoutWrappingEncoder.class;
    return !wraps || maybeBy(((LayoutWrappingEncoder<ILoggingEvent>) encoder).getLayout());
  }

  static boolean maybeBy(Layout<ILoggingEvent> layout) {
    if (layout.getClass() != PatternLayout.class) {
      return true;
    }
    PatternLayout byPattern = (PatternLayout) layout;
    try {
      Node first = new Parser<ILoggingEvent>(byPattern.getPattern()).parse();
      return anyForeign(first, byPattern.getEffectiveConverterMap());
    } catch (ScanException | RuntimeException | LinkageError e) {
      return true; // a pattern or a word that fails: nobody knows what it shows
    }
  }

  private static <S extends Supplier<?>> boolean anyForeign(Node first, Map<String, S> converters) {
    for (Node each = first; each != null; each = each.getNext()) {
      if (each instanceof CompositeNode composite
          && anyForeign(composite.getChildNode(), converters)) {
        return true;
      }
      // What is no word of the pattern is plain text, and not to be found unless it looks like one.
      S word = converters.get(String.valueOf(each.getValue()));
      if (word != null && !word.get().getClass().getName().startsWith(LOGBACK)) {
        return true;
      }
    }
    return false;
  }
}
