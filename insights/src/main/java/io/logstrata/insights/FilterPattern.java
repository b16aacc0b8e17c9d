package io.logstrata.insights;

import static java.util.Objects.requireNonNull;

import io.logstrata.insights.evaluate.Event;
import io.logstrata.insights.evaluate.PatternEvaluation;
import io.logstrata.insights.model.Pattern;
import io.logstrata.insights.read.PatternReader;
import io.logstrata.insights.write.PatternText;
import java.util.function.Predicate;

/**
 * A filter pattern as metric filters, subscription filters and FilterLogEvents take it, matched as
 * the service matches it.
 *
 * <pre>{@code
 * FilterPattern pattern = FilterPattern.parse("{ $.level = \"error\" && $.statusCode != 404 }");
 * pattern.toPredicate().test(event); // false for an event without statusCode: that is how patterns are
 * }</pre>
 *
 * @param pattern the pattern in the model
 */
public record FilterPattern(Pattern pattern) {
  public FilterPattern {
    requireNonNull(pattern, "pattern");
  }

  /**
   * Reads a pattern.
   *
   * @throws io.logstrata.insights.read.SyntaxException if the service would refuse it, with the
   *     place
   */
  public static FilterPattern parse(String text) {
    return new FilterPattern(PatternReader.read(text));
  }

  /** The pattern over events; it may be asked by many threads at once. */
  public Predicate<Event> toPredicate() {
    Predicate<String> messages = toMessagePredicate();
    return event -> messages.test(event.message());
  }

  /** The pattern over bare messages. */
  public Predicate<String> toMessagePredicate() {
    return PatternEvaluation.predicate(pattern);
  }

  /** The pattern as text, which may be spelled otherwise than the text it was read from. */
  public String text() {
    return PatternText.write(pattern);
  }

  @Override
  public String toString() {
    return text();
  }
}
