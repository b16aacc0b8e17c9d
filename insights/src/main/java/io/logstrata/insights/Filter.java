package io.logstrata.insights;

import static java.util.Objects.requireNonNull;

import io.logstrata.insights.evaluate.AbsentFields;
import io.logstrata.insights.evaluate.Evaluation;
import io.logstrata.insights.evaluate.Event;
import io.logstrata.insights.model.Absent;
import io.logstrata.insights.model.Condition;
import io.logstrata.insights.read.InsightsReader;
import io.logstrata.insights.read.PatternConditions;
import io.logstrata.insights.read.PatternReader;
import io.logstrata.insights.write.InsightsWriter;
import io.logstrata.insights.write.PatternWriter;
import io.logstrata.insights.write.Sentences;
import io.logstrata.insights.write.SqlDialect;
import io.logstrata.insights.write.SqlWriter;
import java.util.List;
import java.util.function.Predicate;

/**
 * What events must satisfy: written once, it is an Insights condition, a filter pattern and a Java
 * predicate, and they agree.
 *
 * <pre>{@code
 * Filter special = Fields.text("level").is("error").and(Fields.number("statusCode").isNoneOf(400, 401, 403, 404));
 * special.toInsights(); // level = "error" and (not ispresent(statusCode) or statusCode not in [400, 401, 403, 404])
 * special.toPredicate().test(Event.of(Instant.now(), "{\"level\":\"error\"}")); // true
 * }</pre>
 *
 * @param condition the filter in the model
 */
public record Filter(Condition condition) {
  public Filter {
    requireNonNull(condition, "condition");
  }

  /**
   * Reads a condition as it stands after {@code filter} in an Insights query.
   *
   * @throws io.logstrata.insights.read.SyntaxException if it is none, with the place
   */
  public static Filter parse(String insightsCondition) {
    return new Filter(InsightsReader.condition(insightsCondition));
  }

  /**
   * Reads a filter pattern of terms or JSON. Its comparisons leave out events without the field, as
   * patterns do.
   *
   * @throws io.logstrata.insights.read.SyntaxException if the service would refuse it, with the
   *     place
   * @throws IllegalArgumentException if only {@link FilterPattern} can hold it, naming the part
   */
  public static Filter parsePattern(String filterPattern) {
    return new Filter(PatternConditions.condition(PatternReader.read(filterPattern)));
  }

  /** Both. */
  public Filter and(Filter other) {
    return new Filter(Condition.all(List.of(condition, other.condition)));
  }

  /** One of the two at least. */
  public Filter or(Filter other) {
    return new Filter(Condition.any(List.of(condition, other.condition)));
  }

  /**
   * Exactly the opposite: each event satisfies either the filter or its opposite, absent fields
   * included.
   */
  public Filter not() {
    return new Filter(
        condition instanceof Condition.Not not && not.absent() == Absent.COUNTS
            ? not.condition()
            : new Condition.Not(condition, Absent.COUNTS));
  }

  /** As it stands after {@code filter} in an Insights query. */
  public String toInsights() {
    return InsightsWriter.write(condition);
  }

  /**
   * As a filter pattern, which matches the same events but for two kinds that patterns cannot see:
   * numbers inside texts where less or greater is asked, and objects or arrays where absent counts.
   *
   * @throws io.logstrata.insights.write.NotWritable if no pattern says it, naming the part and what
   *     to do instead
   */
  public String toFilterPattern() {
    return new FilterPattern(PatternWriter.pattern(condition)).text();
  }

  /**
   * As SQL, as it stands after WHERE; see {@link SqlDialect} for the columns it speaks of.
   *
   * @throws io.logstrata.insights.write.NotWritable if the dialect cannot say it, naming the part
   */
  public String toSql(SqlDialect dialect) {
    return SqlWriter.write(condition, dialect);
  }

  /**
   * In one line for people, such as {@code level is "error" and statusCode is none of 400, 404, or
   * absent}: for the description of an alarm, say. Not meant to be read back.
   *
   * @throws io.logstrata.insights.write.NotWritable if it holds a name with a line break
   */
  public String toSentence() {
    return Sentences.write(condition);
  }

  /** As a predicate. Conditions read from a text without guards keep events that lack the field. */
  public Predicate<Event> toPredicate() {
    return toPredicate(AbsentFields.KEEP);
  }

  /**
   * As a predicate, with an explicit reading of conditions that came from a text without guards.
   */
  public Predicate<Event> toPredicate(AbsentFields absentFields) {
    return Evaluation.predicate(condition, absentFields);
  }

  @Override
  public String toString() {
    return toInsights();
  }
}
