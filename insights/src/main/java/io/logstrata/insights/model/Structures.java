package io.logstrata.insights.model;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The names of a query that hold a map or a list, or a part of one that may be, because {@code
 * jsonParse} made them; the fields of an event never do, since discovery flattens them.
 *
 * <pre>{@code
 * structures.add(Named.as(new Expression.Call(Function.JSON_PARSE, List.of(message)), "j"));
 * structures.above(Field.of("j.user.id")); // Optional[1]: how many segments name j
 * }</pre>
 */
public final class Structures {
  private final Set<String> wholes = new HashSet<>();
  private final Set<String> parts = new HashSet<>();

  /** Takes note of a column that the query makes. */
  public void add(Named column) {
    Expression expression = column.expression();
    if (column.alias().isPresent()) {
      if (isWhole(expression)) {
        wholes.add(column.alias().get());
      } else if (expression instanceof Expression.Part
          || (expression instanceof Field field
              && (parts.contains(field.name()) || above(field).isPresent()))) {
        parts.add(column.alias().get());
      }
    }
  }

  /** Forgets all of them, as {@code stats} does. */
  public void clear() {
    wholes.clear();
    parts.clear();
  }

  /** Whether it is all that {@code jsonParse} made of a text: a map or a list. */
  public boolean isWhole(Expression expression) {
    return expression instanceof Expression.Call call
        ? call.function() == Function.JSON_PARSE
        : expression instanceof Field field && wholes.contains(field.name());
  }

  /** Whether the name may hold a map or a list. */
  public boolean contains(Field field) {
    return wholes.contains(field.name()) || parts.contains(field.name());
  }

  /**
   * If the field is a part of one of them: how many of its first segments are the name of the
   * whole.
   */
  public Optional<Integer> above(Field field) {
    if (wholes.isEmpty() && parts.isEmpty()) {
      return Optional.empty();
    }
    for (int length = 1; length < field.path().size(); length++) {
      if (contains(new Field(field.path().subList(0, length)))) {
        return Optional.of(length);
      }
    }
    return Optional.empty();
  }
}
