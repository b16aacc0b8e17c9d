package io.logstrata.insights.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * An expression with the name that its column gets, if it has one of its own.
 *
 * <pre>{@code
 * Named.as(Field.of("user.name"), "who").column(); // who
 * }</pre>
 */
public record Named(Expression expression, Optional<String> alias) {
  public Named {
    requireNonNull(expression, "expression");
    requireNonNull(alias, "alias");
    alias.ifPresent(Field::path);
  }

  /** The name of its column: the alias, or the expression as text. */
  public String column() {
    return alias.orElseGet(() -> ColumnName.of(expression));
  }

  /** Without a name of its own. */
  public static Named of(Expression expression) {
    return new Named(expression, Optional.empty());
  }

  /** With this name. */
  public static Named as(Expression expression, String alias) {
    return new Named(expression, Optional.of(alias));
  }
}
