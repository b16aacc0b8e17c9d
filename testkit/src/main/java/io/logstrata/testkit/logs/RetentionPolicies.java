package io.logstrata.testkit.logs;

import io.logstrata.testkit.rules.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The account-level retention policies of one account and Region. */
public final class RetentionPolicies {
  private static final int MOST = 20;

  /** Longest first, and never expiring is the longest; of equals the one that was there first. */
  private static final Comparator<Found> LONGEST_FIRST =
      Comparator.<Found>comparingInt(found -> found.days().orElse(Integer.MAX_VALUE))
          .reversed()
          .thenComparingLong(found -> found.policy().createdMillis());

  private final Clock clock;
  private final List<RetentionPolicy> policies = new ArrayList<>();

  RetentionPolicies(Clock clock) {
    this.clock = clock;
  }

  /**
   * Creates the policy, or gives it a new version.
   *
   * @throws Refusal LimitExceededException when there are twenty others
   */
  public synchronized RetentionPolicy put(String name, RetentionPolicy.Version version) {
    Optional<RetentionPolicy> known = find(name);
    if (known.isPresent()) {
      known.get().update(version, clock.millis());
      return known.get();
    }
    if (policies.size() >= MOST) {
      throw Refusal.limitExceeded();
    }
    RetentionPolicy created = new RetentionPolicy(name, version, clock.millis());
    policies.add(created);
    return created;
  }

  /**
   * Deletes the policy; groups are under their own retention again at once.
   *
   * @throws Refusal ResourceNotFoundException when there is none of that name
   */
  public synchronized void delete(String name) {
    if (!policies.removeIf(policy -> policy.name().equals(name))) {
      throw Refusal.notFound("The specified account policy does not exist.");
    }
  }

  /** Returns the policies in the order of their creation. */
  public synchronized List<RetentionPolicy> all() {
    return List.copyOf(policies);
  }

  private Optional<RetentionPolicy> find(String name) {
    return policies.stream().filter(policy -> policy.name().equals(name)).findFirst();
  }

  /** Returns what holds for the group now: a policy before the group's own setting. */
  synchronized Retention of(LogGroup group) {
    Instant now = clock.instant();
    List<Found> found = new ArrayList<>();
    for (RetentionPolicy policy : policies) {
      policy.holding(group, now).ifPresent(version -> found.add(new Found(policy, version.days())));
    }
    return found.stream()
        .min(LONGEST_FIRST)
        .map(one -> new Retention(one.days(), Optional.of(one.policy().name())))
        .orElseGet(() -> new Retention(group.retentionDays(), Optional.empty()));
  }

  private record Found(RetentionPolicy policy, OptionalInt days) {}
}
