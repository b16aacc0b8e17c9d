package io.logstrata.testkit;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;

/** The calls so far. Bounded, because a long run must not fill the memory with its own history. */
final class CallBook {
  private static final int MOST = 100_000;
  private final Deque<Call> calls = new ArrayDeque<>();
  private final NeededPermissions permissions = new NeededPermissions();
  private final Clock clock;

  CallBook(Clock clock) {
    this.clock = clock;
  }

  synchronized void add(String caller, String operation, String outcome) {
    if (calls.size() == MOST) {
      calls.removeFirst();
    }
    calls.addLast(new Call(clock.instant(), caller, operation, outcome));
  }

  synchronized List<Call> all() {
    return new ArrayList<>(calls);
  }

  synchronized void needed(List<Permission> needed) {
    permissions.add(needed);
  }

  synchronized NavigableSet<Permission> permissions() {
    return permissions.all();
  }
}
