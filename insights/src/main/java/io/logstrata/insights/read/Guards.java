package io.logstrata.insights.read;

import io.logstrata.insights.model.Absent;
import io.logstrata.insights.model.Comparator;
import io.logstrata.insights.model.Condition;
import io.logstrata.insights.model.Condition.Presence;
import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Subjects;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises {@code (not ispresent(f) or f != v)} and {@code (ispresent(f) and f != v)} for what
 * they are: an explicit answer.
 */
final class Guards {
  private Guards() {}

  /** The condition with its guard folded into it, or the condition as it is. */
  static Condition fold(Condition condition) {
    if (condition instanceof Condition.AnyOf any) {
      return fold(any.conditions(), false)
          .flatMap(negative -> with(negative, Absent.COUNTS))
          .orElse(condition);
    }
    if (condition instanceof Condition.AllOf all) {
      return fold(all.conditions(), true)
          .flatMap(negative -> with(negative, Absent.DOES_NOT_COUNT))
          .orElse(condition);
    }
    return condition;
  }

  /** The opposite as a text means it. */
  static Condition opposite(Condition condition) {
    if (condition instanceof Presence presence) {
      return new Presence(presence.subject(), !presence.present());
    }
    if (condition instanceof Condition.TextMatch match
        && !match.negated()
        && match.place() != Condition.TextMatch.Place.ANYWHERE) {
      return new Condition.TextMatch(
          match.subject(), match.place(), match.text(), true, Absent.AS_THE_SERVICE);
    }
    if (condition instanceof Condition.Subnet subnet && !subnet.negated()) {
      return new Condition.Subnet(subnet.subject(), subnet.block(), true, Absent.AS_THE_SERVICE);
    }
    return new Condition.Not(condition, Absent.AS_THE_SERVICE);
  }

  private static Optional<Condition> fold(List<Condition> parts, boolean present) {
    Set<Expression> guarded = new HashSet<>();
    for (Condition part : parts.subList(0, parts.size() - 1)) {
      if (!(part instanceof Presence presence) || presence.present() != present) {
        return Optional.empty();
      }
      guarded.add(presence.subject());
    }
    Condition last = parts.get(parts.size() - 1);
    return isOpen(last) && Subjects.of(last).equals(guarded) ? Optional.of(last) : Optional.empty();
  }

  /** Whether it does not say yet what an absent field means. */
  private static boolean isOpen(Condition condition) {
    Absent absent =
        condition instanceof Condition.Comparison comparison
            ? comparison.absent()
            : condition instanceof Condition.Membership membership
                ? membership.absent()
                : condition instanceof Condition.TextMatch match
                    ? match.absent()
                    : condition instanceof Condition.RegexMatch match
                        ? match.absent()
                        : condition instanceof Condition.Subnet subnet ? subnet.absent() : null;
    return absent == Absent.AS_THE_SERVICE;
  }

  private static Optional<Condition> with(Condition condition, Absent absent) {
    if (condition instanceof Condition.Comparison comparison
        && comparison.operator() == Comparator.NOT_EQUAL) {
      return Optional.of(
          new Condition.Comparison(
              comparison.left(), comparison.operator(), comparison.right(), absent));
    }
    if (condition instanceof Condition.Membership membership && membership.negated()) {
      return Optional.of(
          new Condition.Membership(membership.subject(), membership.values(), true, absent));
    }
    if (condition instanceof Condition.TextMatch match && match.negated()) {
      return Optional.of(
          new Condition.TextMatch(match.subject(), match.place(), match.text(), true, absent));
    }
    if (condition instanceof Condition.RegexMatch match && match.negated()) {
      return Optional.of(new Condition.RegexMatch(match.subject(), match.regex(), true, absent));
    }
    if (condition instanceof Condition.Subnet subnet && subnet.negated()) {
      return Optional.of(new Condition.Subnet(subnet.subject(), subnet.block(), true, absent));
    }
    return Optional.empty();
  }
}
