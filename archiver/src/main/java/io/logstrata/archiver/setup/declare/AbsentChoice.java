package io.logstrata.archiver.setup.declare;

import io.logstrata.insights.model.Absent;
import io.logstrata.insights.model.Condition;
import java.util.List;

/** Gives the negative conditions of a tree that say one thing of absent fields another to say. */
final class AbsentChoice implements Condition.Visitor<Condition> {
  private final Absent from;
  private final Absent to;

  private AbsentChoice(Absent from, Absent to) {
    this.from = from;
    this.to = to;
  }

  static Condition replace(Condition condition, Absent from, Absent to) {
    return condition.accept(new AbsentChoice(from, to));
  }

  /** Whether some part of it leaves open what an absent field means. */
  static boolean isOpen(Condition condition) {
    return !replace(condition, Absent.AS_THE_SERVICE, Absent.COUNTS).equals(condition);
  }

  private Absent chosen(Absent absent) {
    return absent == from ? to : absent;
  }

  @Override
  public Condition comparison(Condition.Comparison condition) {
    return new Condition.Comparison(
        condition.left(), condition.operator(), condition.right(), chosen(condition.absent()));
  }

  @Override
  public Condition membership(Condition.Membership condition) {
    return new Condition.Membership(
        condition.subject(), condition.values(), condition.negated(), chosen(condition.absent()));
  }

  @Override
  public Condition textMatch(Condition.TextMatch condition) {
    return new Condition.TextMatch(
        condition.subject(),
        condition.place(),
        condition.text(),
        condition.negated(),
        chosen(condition.absent()));
  }

  @Override
  public Condition regexMatch(Condition.RegexMatch condition) {
    return new Condition.RegexMatch(
        condition.subject(), condition.regex(), condition.negated(), chosen(condition.absent()));
  }

  @Override
  public Condition subnet(Condition.Subnet condition) {
    return new Condition.Subnet(
        condition.subject(), condition.block(), condition.negated(), chosen(condition.absent()));
  }

  @Override
  public Condition presence(Condition.Presence condition) {
    return condition;
  }

  @Override
  public Condition allOf(Condition.AllOf condition) {
    return new Condition.AllOf(each(condition.conditions()));
  }

  @Override
  public Condition anyOf(Condition.AnyOf condition) {
    return new Condition.AnyOf(each(condition.conditions()));
  }

  @Override
  public Condition not(Condition.Not condition) {
    return new Condition.Not(condition.condition().accept(this), chosen(condition.absent()));
  }

  @Override
  public Condition holds(Condition.Holds condition) {
    return condition;
  }

  private List<Condition> each(List<Condition> conditions) {
    return conditions.stream().map(condition -> condition.accept(this)).toList();
  }
}
