package io.logstrata.appender.json;

import java.util.HashSet;
import java.util.Set;

/**
 * Finds a name for each entry that an event brings itself, so that no object has one twice. Not
 * thread-safe.
 */
final class EntryNames {
  private static final String STATUS = "statusCode";

  private final String statusName;
  private final Set<String> reserved = new HashSet<>();
  private final Set<String> used = new HashSet<>();
  private final Set<String> usedInside = new HashSet<>();

  EntryNames(JsonOptions options) {
    statusName = options.name(STATUS);
    for (String field : JsonOptions.FIELDS) {
      if (!field.equals(STATUS)) {
        reserved.add(options.name(field));
      }
    }
    options.nestMdcAs().ifPresent(reserved::add);
    options.nestKeyValuesAs().ifPresent(reserved::add);
    reserved.addAll(options.staticFields().keySet());
  }

  /** Another event comes. */
  void startOver() {
    used.clear();
  }

  /** Another object within the event comes. */
  void startInside() {
    usedInside.clear();
  }

  /** For an entry at top level. */
  String free(String key) {
    String free = nameOf(key);
    while (reserved.contains(free) || !used.add(free)) {
      free += "_";
    }
    return free;
  }

  /** For an entry of an object within the event. */
  String freeInside(String key) {
    String free = nameOf(key);
    while (!usedInside.add(free)) {
      free += "_";
    }
    return free;
  }

  /** Whether an entry of this name is the event's status. */
  boolean isStatus(String name) {
    return name.equals(statusName);
  }

  /** Whether an entry of this key is meant to be. */
  boolean isStatusKey(String key) {
    return key.equals(STATUS) || key.equals(statusName);
  }

  /** As it is written: two names that differ only in halves of surrogate pairs become one. */
  private String nameOf(String key) {
    String name = JsonOptions.wellFormed(String.valueOf(key));
    return name.equals(STATUS) ? statusName : name;
  }
}
