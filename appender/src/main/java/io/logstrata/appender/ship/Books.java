package io.logstrata.appender.ship;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The ledger at one moment. What was accepted is delivered, dropped, rejected or waiting; nothing
 * else can happen to it.
 *
 * @param accepted every event that was handed over, those that were refused at the door included
 * @param delivered confirmed by the service
 * @param waiting in the queue, in a batch, or on the way
 * @param possiblyDuplicated delivered events that the service may hold twice, because an earlier
 *     attempt got no answer
 * @param losses events by reason and severity; only what is not zero
 */
public record Books(
    long accepted,
    long delivered,
    long waiting,
    long possiblyDuplicated,
    Map<Loss, Map<Severity, Long>> losses) {

  public Books {
    Map<Loss, Map<Severity, Long>> copy = new EnumMap<>(Loss.class);
    losses.forEach(
        (loss, counts) -> copy.put(loss, Collections.unmodifiableMap(new EnumMap<>(counts))));
    losses = Collections.unmodifiableMap(copy);
  }

  /** Lost on this side. */
  public long dropped() {
    return lost(false);
  }

  /** Refused by the service. */
  public long rejected() {
    return lost(true);
  }

  /** Lost for this reason. */
  public long lost(Loss loss) {
    return losses.getOrDefault(loss, Map.of()).values().stream().mapToLong(Long::longValue).sum();
  }

  /** True, or there is a bug. */
  public boolean balances() {
    return accepted == delivered + dropped() + rejected() + waiting;
  }

  private long lost(boolean byService) {
    return losses.keySet().stream()
        .filter(loss -> loss.byService() == byService)
        .mapToLong(this::lost)
        .sum();
  }

  /**
   * One line for people, such as {@code accepted=3 delivered=2 dropped=1 rejected=0 waiting=0 …}.
   */
  @Override
  public String toString() {
    String why =
        losses.keySet().stream()
            .map(loss -> loss + "=" + lost(loss))
            .collect(joining(" ", " [", "]"));
    return "accepted="
        + accepted
        + " delivered="
        + delivered
        + " dropped="
        + dropped()
        + " rejected="
        + rejected()
        + " waiting="
        + waiting
        + " possiblyDuplicated="
        + possiblyDuplicated
        + (losses.isEmpty() ? "" : why);
  }
}
