package io.logstrata.insights.model;

import java.util.List;

/**
 * The commands of a query, in order. One that the service would refuse cannot be made: names
 * defined twice, {@code sort} or {@code limit} before the last {@code stats}, names that {@code
 * stats} has dropped, and the like.
 *
 * <pre>{@code
 * new Pipeline(List.of(new Command.Limit(20, false))); // limit 20
 * }</pre>
 */
public record Pipeline(List<Command> commands) {
  public Pipeline {
    commands = List.copyOf(commands);
    List<Problem> problems = problems(commands);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.get(0).message());
    }
  }

  /** What is wrong with a command, in the place where it stands. */
  public record Problem(int command, String message) {}

  /** Why the service would refuse these commands; empty if it would not. */
  public static List<Problem> problems(List<Command> commands) {
    return PipelineRules.problems(commands);
  }
}
