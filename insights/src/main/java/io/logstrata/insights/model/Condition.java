package io.logstrata.insights.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * What an event must satisfy. On an absent field (missing, null, an object or an array) every
 * positive condition fails; a negative one says itself what then holds, see {@link Absent}.
 *
 * <pre>{@code
 * new Condition.Presence(Field.of("statusCode"), false); // not ispresent(statusCode)
 * }</pre>
 */
public sealed interface Condition {

  /**
   * Two values compared. {@code absent} matters only for {@link Comparator#NOT_EQUAL}; elsewhere it
   * is DOES_NOT_COUNT.
   */
  record Comparison(Expression left, Comparator operator, Expression right, Absent absent)
      implements Condition {
    public Comparison {
      requireNonNull(left, "left");
      requireNonNull(operator, "operator");
      requireNonNull(right, "right");
      absent =
          operator == Comparator.NOT_EQUAL
              ? requireNonNull(absent, "absent")
              : Absent.DOES_NOT_COUNT;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.comparison(this);
    }
  }

  /** Whether the value is, or when negated is not, one of a list. */
  record Membership(Expression subject, List<Literal> values, boolean negated, Absent absent)
      implements Condition {
    public Membership {
      requireNonNull(subject, "subject");
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException(
            "an empty list of values: the service documents none, so leave the condition out");
      }
      absent = negated ? requireNonNull(absent, "absent") : Absent.DOES_NOT_COUNT;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.membership(this);
    }
  }

  /** Whether the value's text holds, begins or ends with a literal text; case-sensitive. */
  record TextMatch(Expression subject, Place place, String text, boolean negated, Absent absent)
      implements Condition {
    public TextMatch {
      requireNonNull(subject, "subject");
      requireNonNull(place, "place");
      requireNonNull(text, "text");
      absent = negated ? requireNonNull(absent, "absent") : Absent.DOES_NOT_COUNT;
    }

    /** Where the text must stand. */
    public enum Place {
      ANYWHERE,
      START,
      END
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.textMatch(this);
    }
  }

  /** Whether a regular expression finds something in the value's text. */
  record RegexMatch(Expression subject, Regex regex, boolean negated, Absent absent)
      implements Condition {
    public RegexMatch {
      requireNonNull(subject, "subject");
      requireNonNull(regex, "regex");
      absent = negated ? requireNonNull(absent, "absent") : Absent.DOES_NOT_COUNT;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.regexMatch(this);
    }
  }

  /** Whether the value is an address within a CIDR block, of IPv4 or IPv6. */
  record Subnet(Expression subject, Cidr block, boolean negated, Absent absent)
      implements Condition {
    public Subnet {
      requireNonNull(subject, "subject");
      requireNonNull(block, "block");
      absent = negated ? requireNonNull(absent, "absent") : Absent.DOES_NOT_COUNT;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.subnet(this);
    }
  }

  /**
   * Whether the event has the field, with a value other than null; the empty text is a value. Of
   * something computed, whether there is a result: {@code a + 1} has none where {@code a} is a
   * word.
   */
  record Presence(Expression subject, boolean present) implements Condition {
    public Presence {
      requireNonNull(subject, "subject");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.presence(this);
    }
  }

  /**
   * Whether all hold; at least two, none itself an AllOf: make it with {@link Condition#all(List)}.
   */
  record AllOf(List<Condition> conditions) implements Condition {
    public AllOf {
      conditions = List.copyOf(conditions);
      atLeastTwo(conditions.size());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.allOf(this);
    }
  }

  /**
   * Whether one holds at least; at least two, none itself an AnyOf: make it with {@link
   * Condition#any(List)}.
   */
  record AnyOf(List<Condition> conditions) implements Condition {
    public AnyOf {
      conditions = List.copyOf(conditions);
      atLeastTwo(conditions.size());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.anyOf(this);
    }
  }

  /**
   * The opposite: with COUNTS exactly (every event satisfies the condition or its opposite), else
   * as read from a text.
   */
  record Not(Condition condition, Absent absent) implements Condition {
    public Not {
      requireNonNull(condition, "condition");
      if (requireNonNull(absent, "absent") == Absent.DOES_NOT_COUNT) {
        throw new IllegalArgumentException(
            "not(...) cannot leave out absent fields: say DOES_NOT_COUNT of the comparison inside");
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.not(this);
    }
  }

  /**
   * An expression used as a condition, such as {@code strcontains(path, "admin")}: holds where its
   * value is true or 1.
   */
  record Holds(Expression expression) implements Condition {
    public Holds {
      requireNonNull(expression, "expression");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.holds(this);
    }
  }

  /** All of them, nested ones unfolded; one alone stays itself. */
  static Condition all(List<Condition> conditions) {
    List<Condition> flat = new ArrayList<>();
    for (Condition condition : conditions) {
      if (condition instanceof AllOf nested) {
        flat.addAll(nested.conditions());
      } else {
        flat.add(condition);
      }
    }
    return flat.size() == 1 ? flat.get(0) : new AllOf(flat);
  }

  /** Any of them, nested ones unfolded; one alone stays itself. */
  static Condition any(List<Condition> conditions) {
    List<Condition> flat = new ArrayList<>();
    for (Condition condition : conditions) {
      if (condition instanceof AnyOf nested) {
        flat.addAll(nested.conditions());
      } else {
        flat.add(condition);
      }
    }
    return flat.size() == 1 ? flat.get(0) : new AnyOf(flat);
  }

  private static void atLeastTwo(int count) {
    if (count < 2) {
      throw new IllegalArgumentException("and/or need at least two conditions, not " + count);
    }
  }

  <R> R accept(Visitor<R> visitor);

  /** One method a kind: a renderer that forgets one does not compile. */
  interface Visitor<R> {
    R comparison(Comparison condition);

    R membership(Membership condition);

    R textMatch(TextMatch condition);

    R regexMatch(RegexMatch condition);

    R subnet(Subnet condition);

    R presence(Presence condition);

    R allOf(AllOf condition);

    R anyOf(AnyOf condition);

    R not(Not condition);

    R holds(Holds condition);
  }
}
