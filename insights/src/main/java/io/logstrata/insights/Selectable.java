package io.logstrata.insights;

import io.logstrata.insights.model.Named;

/**
 * What can be a column of a query: a field, or an expression with a name.
 *
 * <pre>{@code
 * Query.fields(Fields.TIMESTAMP, Fields.text("user.name"));
 * }</pre>
 */
public interface Selectable {
  /** The column in the model. */
  Named named();
}
