package io.logstrata.testkit;

import io.logstrata.testkit.rules.Rates;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Counts calls by the second of the service's clock, operation by operation. */
final class RateGate {
  private final Clock clock;
  private final String region;
  private final Map<String, Window> windows = new HashMap<>();

  RateGate(Clock clock, String region) {
    this.clock = clock;
    this.region = region;
  }

  /** Counts a call and returns whether it is one too many in its second. */
  synchronized boolean exceeds(String operation) {
    OptionalInt most = Rates.perSecond(operation, region);
    if (most.isEmpty()) {
      return false;
    }
    long second = clock.instant().getEpochSecond();
    Window window = windows.get(operation);
    int before = window != null && window.second == second ? window.calls : 0;
    windows.put(operation, new Window(second, before + 1));
    return before >= most.getAsInt();
  }

  private record Window(long second, int calls) {}
}
