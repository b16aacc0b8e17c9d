package io.logstrata.archiver.setup;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The retention that an account prescribes to its log groups. Of several policies for a group the
 * longest holds; a new or changed one takes up to a day. Source: API reference, PutAccountPolicy.
 *
 * @param notes why something about the policies is not known
 */
public record AccountRetention(List<Policy> policies, List<String> notes) {
  /** No policies. */
  public static final AccountRetention NONE = new AccountRetention(List.of(), List.of());

  private static final String FOR_EVER = "for ever";

  /**
   * One policy.
   *
   * @param days empty: for ever
   * @param certain whether it surely holds for each group whose name begins so; one for new groups
   *     only, or with a criterion that cannot be read, may or may not
   * @param prefixes of the groups' names; none: all groups
   */
  public record Policy(String name, OptionalInt days, boolean certain, List<String> prefixes) {
    public Policy {
      requireNonNull(name, "name");
      requireNonNull(days, "days");
      prefixes = List.copyOf(prefixes);
    }

    private boolean isFor(String group) {
      return prefixes.isEmpty() || prefixes.stream().anyMatch(group::startsWith);
    }

    private String said() {
      return "the account-level retention policy "
          + name
          + " ("
          + (days.isPresent() ? days.getAsInt() + " days" : FOR_EVER)
          + ")";
    }
  }

  public AccountRetention {
    policies = List.copyOf(policies);
    notes = List.copyOf(notes);
  }

  /** Why the group keeps to another retention whatever it is given; empty if nothing says so. */
  Optional<String> holding(String group, OptionalInt actualDays, int declaredDays) {
    return policies.stream()
        .filter(policy -> policy.certain() && policy.isFor(group))
        .filter(policy -> differs(policy, declaredDays) && policy.days().equals(actualDays))
        .findFirst()
        .map(
            policy ->
                policy.said()
                    + " overrides the group's retention: change that one, or declare what it says");
  }

  /** What may come of a policy that does not hold yet, or perhaps never; empty if there is none. */
  Optional<String> coming(String group, int declaredDays) {
    return policies.stream()
        .filter(policy -> policy.isFor(group))
        .max(Comparator.comparingInt(policy -> policy.days().orElse(Integer.MAX_VALUE)))
        .filter(policy -> differs(policy, declaredDays))
        .map(
            policy ->
                policy.said()
                    + (policy.certain()
                        ? " will override the group's retention within a day of its last change"
                        : " may override the group's retention"));
  }

  private static boolean differs(Policy policy, int declaredDays) {
    return !policy.days().equals(OptionalInt.of(declaredDays));
  }
}
