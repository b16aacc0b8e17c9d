package io.logstrata.insights.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The values that a comparison asks for and that an event may lack, in order of appearance: a guard
 * must speak of these. Of {@code a + 1 = 2} that is {@code a + 1} and not {@code a}, since a word
 * in {@code a} is present and its sum is not.
 *
 * <pre>{@code
 * Subjects.of(Filter.parse("strlen(a) > b").condition()); // [strlen(a), b]
 * }</pre>
 */
public final class Subjects implements Condition.Visitor<List<Expression>> {
  private static final Subjects INSTANCE = new Subjects();

  private Subjects() {}

  /** Those of the condition; none of a presence, and none of what others are put together to. */
  public static Set<Expression> of(Condition condition) {
    Set<Expression> subjects = new LinkedHashSet<>(condition.accept(INSTANCE));
    subjects.removeIf(subject -> !canBeAbsent(subject));
    return subjects;
  }

  private static boolean canBeAbsent(Expression expression) {
    if (expression instanceof Expression.Call call) {
      return switch (call.function()) {
        case IS_PRESENT, IS_EMPTY, IS_BLANK -> false;
        case COALESCE -> call.arguments().stream().allMatch(Subjects::canBeAbsent);
        default -> true;
      };
    }
    return !(expression instanceof Literal || expression instanceof Expression.Truth);
  }

  @Override
  public List<Expression> comparison(Condition.Comparison condition) {
    return List.of(condition.left(), condition.right());
  }

  @Override
  public List<Expression> membership(Condition.Membership condition) {
    return List.of(condition.subject());
  }

  @Override
  public List<Expression> textMatch(Condition.TextMatch condition) {
    return List.of(condition.subject());
  }

  @Override
  public List<Expression> regexMatch(Condition.RegexMatch condition) {
    return List.of(condition.subject());
  }

  @Override
  public List<Expression> subnet(Condition.Subnet condition) {
    return List.of(condition.subject());
  }

  @Override
  public List<Expression> presence(Condition.Presence condition) {
    return List.of();
  }

  @Override
  public List<Expression> allOf(Condition.AllOf condition) {
    return List.of();
  }

  @Override
  public List<Expression> anyOf(Condition.AnyOf condition) {
    return List.of();
  }

  @Override
  public List<Expression> not(Condition.Not condition) {
    return List.of();
  }

  @Override
  public List<Expression> holds(Condition.Holds condition) {
    return List.of(condition.expression());
  }
}
