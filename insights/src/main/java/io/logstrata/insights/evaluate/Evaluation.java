package io.logstrata.insights.evaluate;

import io.logstrata.insights.model.Condition;
import io.logstrata.insights.model.Pipeline;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The door of this room: conditions as predicates, pipelines over events.
 *
 * <pre>{@code
 * Evaluation.predicate(filter.condition(), AbsentFields.KEEP).test(event);
 * }</pre>
 */
public final class Evaluation {
  private Evaluation() {}

  /** The condition as a predicate; it may be asked by many threads at once. */
  public static Predicate<Event> predicate(Condition condition, AbsentFields absentFields) {
    return new EventTest(condition, absentFields);
  }

  /**
   * The rows that the pipeline makes of these events: column to text, absent values left out.
   * Without {@code sort} and {@code stats} the newest events come first; without {@code limit}
   * there are at most 10,000 rows, as from the service.
   */
  public static List<Map<String, String>> rows(
      Pipeline pipeline, Stream<Event> events, AbsentFields absentFields) {
    return new PipelineCompiler(absentFields).compile(pipeline).run(events);
  }
}
