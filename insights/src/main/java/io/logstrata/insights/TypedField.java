package io.logstrata.insights;

import io.logstrata.insights.model.Absent;
import io.logstrata.insights.model.Comparator;
import io.logstrata.insights.model.Condition;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.Literal;
import io.logstrata.insights.model.Named;
import io.logstrata.insights.model.SortKey;
import java.util.ArrayList;
import java.util.List;

/**
 * A field of a known type; made by {@link Fields}. Negative conditions take an event that lacks the
 * field ({@link Absent#COUNTS}) unless told otherwise: an error without a status code is an error
 * whose status is not 404.
 *
 * <pre>{@code
 * Fields.text("level").isOneOf("error", "fatal");
 * Fields.number("statusCode").isAbsent();
 * }</pre>
 *
 * @param <V> the type of the values it is compared with
 */
public abstract sealed class TypedField<V> implements Selectable, Groupable
    permits TextField, NumberField, BooleanField, TimeField {
  private final Field field;

  TypedField(Field field) {
    this.field = field;
  }

  abstract Literal literal(V value);

  /** The event has the field, with this value. */
  public final Filter is(V value) {
    return compare(Comparator.EQUAL, value);
  }

  /** The event does not have this value; it may lack the field. */
  public final Filter isNot(V value) {
    return isNot(value, Absent.COUNTS);
  }

  /** The event does not have this value; {@code absent} says whether it may lack the field. */
  public final Filter isNot(V value, Absent absent) {
    return new Filter(
        new Condition.Comparison(field, Comparator.NOT_EQUAL, literal(value), absent));
  }

  /** The event has the field, with one of these values. */
  @SafeVarargs
  public final Filter isOneOf(V first, V... others) {
    List<Literal> literals = new ArrayList<>(List.of(literal(first)));
    for (V other : others) {
      literals.add(literal(other));
    }
    return new Filter(new Condition.Membership(field, literals, false, Absent.DOES_NOT_COUNT));
  }

  /** The event has none of these values; it may lack the field. */
  @SafeVarargs
  public final Filter isNoneOf(V first, V... others) {
    List<Literal> literals = new ArrayList<>(List.of(literal(first)));
    for (V other : others) {
      literals.add(literal(other));
    }
    return new Filter(new Condition.Membership(field, literals, true, Absent.COUNTS));
  }

  /** The event has none of these values; {@code absent} says whether it may lack the field. */
  public final Filter isNoneOf(List<V> values, Absent absent) {
    return new Filter(
        new Condition.Membership(field, values.stream().map(this::literal).toList(), true, absent));
  }

  /** The event has the field, with any value but null. */
  public final Filter isPresent() {
    return new Filter(new Condition.Presence(field, true));
  }

  /** The event lacks the field, or it holds null, an object or an array. */
  public final Filter isAbsent() {
    return new Filter(new Condition.Presence(field, false));
  }

  /** Least first. */
  public final SortKey ascending() {
    return new SortKey(field, false);
  }

  /** Greatest first. */
  public final SortKey descending() {
    return new SortKey(field, true);
  }

  @Override
  public final Named named() {
    return Named.of(field);
  }

  @Override
  public final Named key() {
    return Named.of(field);
  }

  /** The field in the model. */
  public final Field field() {
    return field;
  }

  final Filter compare(Comparator operator, V value) {
    return new Filter(
        new Condition.Comparison(field, operator, literal(value), Absent.DOES_NOT_COUNT));
  }

  @Override
  public final String toString() {
    return field.name();
  }
}
