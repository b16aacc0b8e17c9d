package io.logstrata.insights.evaluate;

import io.logstrata.insights.model.Condition;
import java.util.function.Predicate;

/** A condition over events, which passes over most of them by looking for one word. */
final class EventTest implements Predicate<Event> {
  private final Layout layout = new Layout();
  private final Test test;
  private final Needle needle;

  EventTest(Condition condition, AbsentFields absentFields) {
    test = new ConditionCompiler(layout, absentFields).compile(condition);
    needle = Needle.of(condition);
  }

  @Override
  public boolean test(Event event) {
    return needle.mayBeIn(event.message()) && test.of(event.row(layout)) == Test.TRUE;
  }
}
