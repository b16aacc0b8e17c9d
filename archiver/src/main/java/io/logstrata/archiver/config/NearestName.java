package io.logstrata.archiver.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses what a wrong name was meant to be. */
final class NearestName {
  private NearestName() {}

  /** The known name that is near enough, or empty. */
  static Optional<String> of(String wrong, List<String> known) {
    String nearest = null;
    int least = Math.max(2, wrong.length() / 3) + 1;
    for (String name : known) {
      int distance =
          EditDistance.between(wrong.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        nearest = name;
      }
    }
    return Optional.ofNullable(nearest);
  }
}
