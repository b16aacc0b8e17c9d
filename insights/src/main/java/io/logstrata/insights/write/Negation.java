package io.logstrata.insights.write;

import io.logstrata.insights.model.Absent;
import io.logstrata.insights.model.Comparator;
import io.logstrata.insights.model.Condition;
import io.logstrata.insights.model.Subjects;
import java.util.ArrayList;
import java.util.List;

/**
 * The exact opposite of a condition, without a Not over anything that can be said otherwise (De
 * Morgan): what one takes, absent fields included, the other leaves.
 */
final class Negation implements Condition.Visitor<Condition> {
  private static final Negation INSTANCE = new Negation();

  private Negation() {}

  static Condition of(Condition condition) {
    return condition.accept(INSTANCE);
  }

  @Override
  public Condition comparison(Condition.Comparison condition) {
    if (condition.operator() == Comparator.EQUAL) {
      return new Condition.Comparison(
          condition.left(), Comparator.NOT_EQUAL, condition.right(), Absent.COUNTS);
    }
    if (condition.operator() == Comparator.NOT_EQUAL) {
      Condition equal =
          new Condition.Comparison(
              condition.left(), Comparator.EQUAL, condition.right(), Absent.DOES_NOT_COUNT);
      return switch (condition.absent()) {
        case COUNTS -> equal;
        case DOES_NOT_COUNT -> orAbsent(equal, condition);
        case AS_THE_SERVICE -> new Condition.Not(condition, Absent.AS_THE_SERVICE);
      };
    }
    // Not the opposite operator: on a text that is no number both fail.
    return orAbsent(new Condition.Not(condition, Absent.AS_THE_SERVICE), condition);
  }

  @Override
  public Condition membership(Condition.Membership condition) {
    return turned(
        condition,
        condition.negated(),
        condition.absent(),
        (negated, absent) ->
            new Condition.Membership(condition.subject(), condition.values(), negated, absent));
  }

  @Override
  public Condition textMatch(Condition.TextMatch condition) {
    return turned(
        condition,
        condition.negated(),
        condition.absent(),
        (negated, absent) ->
            new Condition.TextMatch(
                condition.subject(), condition.place(), condition.text(), negated, absent));
  }

  @Override
  public Condition regexMatch(Condition.RegexMatch condition) {
    return turned(
        condition,
        condition.negated(),
        condition.absent(),
        (negated, absent) ->
            new Condition.RegexMatch(condition.subject(), condition.regex(), negated, absent));
  }

  @Override
  public Condition subnet(Condition.Subnet condition) {
    return turned(
        condition,
        condition.negated(),
        condition.absent(),
        (negated, absent) ->
            new Condition.Subnet(condition.subject(), condition.block(), negated, absent));
  }

  @Override
  public Condition presence(Condition.Presence condition) {
    return new Condition.Presence(condition.subject(), !condition.present());
  }

  @Override
  public Condition allOf(Condition.AllOf condition) {
    return Condition.any(condition.conditions().stream().map(Negation::of).toList());
  }

  @Override
  public Condition anyOf(Condition.AnyOf condition) {
    return Condition.all(condition.conditions().stream().map(Negation::of).toList());
  }

  @Override
  public Condition not(Condition.Not condition) {
    return condition.absent() == Absent.COUNTS
        ? condition.condition()
        : new Condition.Not(condition, Absent.AS_THE_SERVICE);
  }

  @Override
  public Condition holds(Condition.Holds condition) {
    return orAbsent(new Condition.Not(condition, Absent.AS_THE_SERVICE), condition);
  }

  private interface Rebuild {
    Condition with(boolean negated, Absent absent);
  }

  private static Condition turned(
      Condition condition, boolean negated, Absent absent, Rebuild rebuild) {
    if (!negated) {
      return rebuild.with(true, Absent.COUNTS);
    }
    return switch (absent) {
      case COUNTS -> rebuild.with(false, Absent.DOES_NOT_COUNT);
      case DOES_NOT_COUNT -> orAbsent(rebuild.with(false, Absent.DOES_NOT_COUNT), condition);
      case AS_THE_SERVICE -> new Condition.Not(condition, Absent.AS_THE_SERVICE);
    };
  }

  private static Condition orAbsent(Condition opposite, Condition original) {
    List<Condition> parts = new ArrayList<>();
    Subjects.of(original).forEach(subject -> parts.add(new Condition.Presence(subject, false)));
    parts.add(opposite);
    return Condition.any(parts);
  }
}
