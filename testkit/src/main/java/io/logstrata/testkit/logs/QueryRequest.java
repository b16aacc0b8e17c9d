package io.logstrata.testkit.logs;

import java.util.List;
import java.util.OptionalInt;

/**
 * A StartQuery request, its members already of the right type.
 *
 * @param startSeconds epoch seconds, inclusive
 * @param endSeconds epoch seconds, inclusive
 */
public record QueryRequest(
    List<String> groups, long startSeconds, long endSeconds, String text, OptionalInt limit) {
  public QueryRequest {
    groups = List.copyOf(groups);
  }
}
