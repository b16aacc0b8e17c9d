package io.logstrata.insights.model;

import static java.util.Objects.requireNonNull;

/**
 * A field to sort by. Not an expression: the service refuses calls as sort keys, so give them a
 * name first.
 *
 * <pre>{@code
 * new SortKey(Field.of("errors"), true); // sort errors desc
 * }</pre>
 */
public record SortKey(Field field, boolean descending) {
  public SortKey {
    requireNonNull(field, "field");
  }
}
