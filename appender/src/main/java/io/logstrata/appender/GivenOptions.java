package io.logstrata.appender;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was written in the configuration, and what is wrong with it. Each reading of a wrong value
 * notes the problem, with its remedy, and answers with the default.
 */
final class GivenOptions {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Map<String, String> given = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  void put(String option, String value) {
    given.put(option, value);
  }

  void problem(String problem) {
    problems.add(problem);
  }

  /** Every problem since this was asked last. */
  List<String> takeProblems() {
    List<String> taken = List.copyOf(problems);
    problems.clear();
    return taken;
  }

  /** Without blanks around it; empty if there is nothing else. */
  Optional<String> text(String option) {
    return Optional.ofNullable(given.get(option)).map(String::strip).filter(t -> !t.isEmpty());
  }

  /** One of a few words, in lower case; an empty one is no default, but wrong. */
  String word(String option, String otherwise) {
    return given.getOrDefault(option, otherwise).strip().toLowerCase(Locale.ROOT);
  }

  boolean yesOrNo(String option, boolean otherwise) {
    return yesOrNo(option).orElse(otherwise);
  }

  Optional<Boolean> yesOrNo(String option) {
    Optional<String> text = text(option).map(t -> t.toLowerCase(Locale.ROOT));
    if (text.isEmpty() || text.get().equals("true") || text.get().equals("false")) {
      return text.map("true"::equals);
    }
    problem(option + " is \"" + text.get() + "\": use true or false");
    return Optional.empty();
  }

  /** Longer than nothing, and no longer than a day. */
  Duration positive(String option, Duration otherwise) {
    Optional<String> text = text(option);
    if (text.isEmpty()) {
      return otherwise;
    }
    Optional<Duration> duration = DurationText.parse(text.get());
    if (duration.isPresent()
        && duration.get().compareTo(SHORTEST) >= 0
        && duration.get().compareTo(LONGEST) <= 0) {
      return duration.get();
    }
    problem(
        option
            + " is \""
            + text.get()
            + "\": give a duration from 1 ms to a day, such as 500 ms, 5 s or PT5S");
    return otherwise;
  }

  long number(String option, long otherwise, long least, long most) {
    Optional<String> text = text(option);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    problem(option + " is \"" + text.get() + "\": give a number from " + least + " to " + most);
    return otherwise;
  }
}
