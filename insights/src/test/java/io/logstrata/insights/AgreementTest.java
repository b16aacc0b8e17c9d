package io.logstrata.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logstrata.insights.evaluate.AbsentFields;
import io.logstrata.insights.evaluate.Event;
import io.logstrata.insights.write.NotWritable;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** One filter, written once: whatever it is written as, it takes the same events. */
class AgreementTest {
  private static final long SEED = Long.getLong("logstrata.seed", 20_240_102L);
  private static final int FILTERS = 2_000;
  private static final int EVENTS_OF_A_FILTER = 50;

  private final RandomFilters random = new RandomFilters(SEED);

  @Test
  void
      the_insights_text_read_back_takes_the_same_events_whatever_the_service_does_with_absent_fields() {
    for (int i = 0; i < FILTERS; i++) {
      Filter filter = random.filterOfExpressions(3);
      Predicate<Event> expected = filter.toPredicate();
      Filter read = Filter.parse(filter.toInsights());
      assertThat(read.toInsights()).as(message(filter)).isEqualTo(filter.toInsights());
      Predicate<Event> keep = read.toPredicate(AbsentFields.KEEP);
      Predicate<Event> drop = read.toPredicate(AbsentFields.DROP);
      for (int j = 0; j < EVENTS_OF_A_FILTER; j++) {
        Event event = random.event(true);
        assertThat(keep.test(event)).as(message(filter) + event).isEqualTo(expected.test(event));
        assertThat(drop.test(event)).as(message(filter) + event).isEqualTo(expected.test(event));
      }
    }
  }

  @Test
  void the_filter_pattern_matched_as_the_service_does_takes_the_same_events() {
    int written = 0;
    for (int i = 0; written < FILTERS; i++) {
      assertThat(i).as("filters tried for those that a pattern can say").isLessThan(3 * FILTERS);
      Filter filter = random.filter(2);
      Optional<String> pattern = pattern(filter);
      if (pattern.isEmpty()) {
        continue;
      }
      written++;
      Predicate<Event> expected = filter.toPredicate();
      FilterPattern read = FilterPattern.parse(pattern.get());
      assertThat(read.text()).as(message(filter)).isEqualTo(pattern.get());
      Predicate<Event> actual = read.toPredicate();
      for (int j = 0; j < EVENTS_OF_A_FILTER; j++) {
        Event event = random.event(false);
        assertThat(actual.test(event))
            .as(message(filter) + pattern.get() + " " + event)
            .isEqualTo(expected.test(event));
      }
    }
  }

  @Test
  void a_filter_and_its_opposite_take_each_event_once() {
    for (int i = 0; i < FILTERS; i++) {
      Filter filter = random.filterOfExpressions(3);
      Event event = random.event(true);
      assertThat(filter.not().toPredicate().test(event))
          .as(message(filter) + event)
          .isNotEqualTo(filter.toPredicate().test(event));
      assertThat(Filter.parse(filter.not().toInsights()).toPredicate().test(event))
          .as(message(filter) + event)
          .isNotEqualTo(filter.toPredicate().test(event));
    }
  }

  @Test
  void a_filter_pattern_refuses_what_is_computed_before_it_is_written() {
    for (int i = 0; i < FILTERS; i++) {
      Filter filter = random.filterOfOneExpression();
      assertThatThrownBy(filter::toFilterPattern)
          .as(message(filter))
          .isInstanceOf(NotWritable.class)
          .hasMessageMatching("(?s)a filter pattern (compares|has no|cannot|orders).*: .*");
    }
  }

  private static Optional<String> pattern(Filter filter) {
    try {
      return Optional.of(filter.toFilterPattern());
    } catch (NotWritable e) {
      return Optional.empty();
    }
  }

  private static String message(Filter filter) {
    return "seed " + SEED + ": " + filter + " ";
  }
}
