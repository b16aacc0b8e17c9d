package io.logstrata.archiver.setup;

import java.util.List;

/**
 * What there is to do, in an order in which nothing comes before what it needs.
 *
 * @param warnings what works as declared and is hardly meant so, or could not be looked at
 */
public record Plan(List<Item> items, List<String> warnings) {
  public Plan {
    items = List.copyOf(items);
    warnings = List.copyOf(warnings);
  }

  /** Whether the environment is not as declared. */
  public boolean differs() {
    return items.stream().anyMatch(item -> item.state().isDifference());
  }

  /** How many items are in this state. */
  public long count(Item.State state) {
    return items.stream().filter(item -> item.state() == state).count();
  }
}
