package io.logstrata.archiver.templates;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Names inside of a template, each for one thing of the world outside; no two are the same. */
final class Names {
  private final UnaryOperator<String> spelling;
  private final Map<String, String> byThing = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  private Names(UnaryOperator<String> spelling) {
    this.spelling = spelling;
  }

  /** CloudFormation takes letters and digits: {@code Topic umma-alarms} is TopicUmmaAlarms. */
  static Names ofLettersAndDigits() {
    return new Names(
        text -> {
          StringBuilder name = new StringBuilder();
          for (String word : text.split("[^A-Za-z0-9]+", -1)) {
            if (!word.isEmpty()) {
              name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
          }
          return name.toString();
        });
  }

  /** Terraform takes letters, digits and underscores, and no digit at the begin. */
  static Names withUnderscores() {
    return new Names(
        text ->
            text.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_|_$", "")
                .replaceAll("^(?=[0-9]|$)", "n"));
  }

  /**
   * The name of a thing; always the same for the same.
   *
   * @param kind tells things of one name apart
   */
  String of(String kind, String name) {
    String thing = kind + " " + name;
    String known = byThing.get(thing);
    if (known != null) {
      return known;
    }
    String wanted = spelling.apply(thing);
    String free = wanted;
    for (int number = 2; !taken.add(free); number++) {
      free = wanted + number;
    }
    byThing.put(thing, free);
    return free;
  }
}
