package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What was found out about many groups. The trouble of one must not hide the others.
 *
 * @param problems why nothing was found out about some, each with its group's name and a remedy
 */
public record Partial<T>(T value, List<String> problems) {
  public Partial {
    requireNonNull(value, "value");
    problems = List.copyOf(problems);
  }
}
