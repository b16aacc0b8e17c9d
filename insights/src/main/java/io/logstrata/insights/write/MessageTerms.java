package io.logstrata.insights.write;

import io.logstrata.insights.model.Absent;
import io.logstrata.insights.model.Condition;
import io.logstrata.insights.model.Condition.TextMatch.Place;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.Pattern;
import io.logstrata.insights.model.Pattern.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * Conditions on the message alone as terms: all of some texts, none of others, or one of several.
 */
final class MessageTerms {
  private final List<Term> included = new ArrayList<>();
  private final List<Term> excluded = new ArrayList<>();

  private MessageTerms() {}

  static Pattern of(Condition condition) {
    if (condition instanceof Condition.Presence presence
        && presence.present()
        && presence.subject() instanceof Field) {
      return new Pattern.Everything();
    }
    MessageTerms terms = new MessageTerms();
    if (condition instanceof Condition.AnyOf any) {
      terms.addAll(any.conditions());
      if (!terms.excluded.isEmpty()) {
        throw new NotWritable(
            "a filter pattern cannot say that a text is in the message or another is not: make two metric filters of it");
      }
      return new Pattern.Terms(List.of(), List.of(), terms.included);
    }
    terms.addAll(condition instanceof Condition.AllOf all ? all.conditions() : List.of(condition));
    return new Pattern.Terms(terms.included, terms.excluded, List.of());
  }

  private void addAll(List<Condition> conditions) {
    conditions.forEach(this::add);
  }

  private void add(Condition condition) {
    if (condition instanceof Condition.Not not
        && not.absent() == Absent.COUNTS
        && !(not.condition() instanceof Condition.Not)) {
      add(Negation.of(not.condition()));
    } else if (condition instanceof Condition.TextMatch match
        && match.subject() instanceof Field
        && match.place() == Place.ANYWHERE
        && !match.text().isBlank()) {
      (match.negated() ? excluded : included).add(new Term(match.text(), false));
    } else if (condition instanceof Condition.RegexMatch match
        && match.subject() instanceof Field
        && !match.negated()) {
      included.add(new Term(PatternRegex.check(match.regex().pattern()), true));
    } else {
      throw new NotWritable(
          "a filter pattern finds texts in a message, all of them or one of them: "
              + InsightsWriter.write(condition)
              + " can be asked in an Insights query only");
    }
  }
}
