package io.logstrata.archiver.setup.declare;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** How long the service can be told to keep events: API reference, PutRetentionPolicy. */
public final class Retention {
  /** All values that the service takes, in days. */
  public static final List<Integer> OFFERED_DAYS =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private Retention() {}

  /** Whether the service takes it. */
  public static boolean isOffered(int days) {
    return OFFERED_DAYS.contains(days);
  }

  /** Why the service does not take it, with the nearest values that it does take. */
  public static String refusal(int days) {
    String nearest =
        OFFERED_DAYS.stream()
            .sorted(Comparator.comparingInt((Integer offered) -> Math.abs(offered - days)))
            .limit(2)
            .sorted()
            .map(String::valueOf)
            .collect(Collectors.joining(" or "));
    return days + " days cannot be had: the nearest that the service offers is " + nearest;
  }
}
