package io.logstrata.appender.json;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an option says that has the form {@code name=value} and may stand several times. */
final class NamedValues {
  private final String option;
  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final List<String> malformed = new ArrayList<>();

  /** Those that have been given since a start was tried: one from before is replaced. */
  private final Set<String> fresh = new HashSet<>();

  NamedValues(String option) {
    this.option = option;
  }

  void add(String pair) {
    int equals = pair.indexOf('=');
    if (equals < 1) {
      malformed.add(option + " is \"" + pair + "\": write name=value");
      return;
    }
    String name = JsonOptions.wellFormed(pair.substring(0, equals).strip());
    String value = pair.substring(equals + 1).strip();
    if (fresh.add(name)) {
      values.put(name, new ArrayList<>());
    }
    values.get(name).add(value);
  }

  /** The latest value of each name. */
  Map<String, String> latest() {
    Map<String, String> latest = new LinkedHashMap<>();
    values.forEach((name, all) -> latest.put(name, all.get(all.size() - 1)));
    return latest;
  }

  /**
   * What is wrong, each with its remedy.
   *
   * @param evenIfEqual whether a name that is given twice with the same value is a problem as well
   */
  List<String> problems(boolean evenIfEqual) {
    List<String> found = new ArrayList<>(malformed);
    values.forEach(
        (name, all) -> {
          if ((evenIfEqual ? all : new LinkedHashSet<>(all)).size() > 1) {
            String each = all.stream().map(value -> '"' + value + '"').collect(joining(" and as "));
            found.add(option + " is given for \"" + name + "\" as " + each + ": keep one of them");
          }
        });
    return found;
  }

  /** A start has been tried, and what is wrong said: values from now on put it right. */
  void startTried() {
    malformed.clear();
    fresh.clear();
  }
}
