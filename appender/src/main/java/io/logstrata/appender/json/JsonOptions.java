package io.logstrata.appender.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How events look.
 *
 * @param names field names by their default: {@code timestamp}, {@code level}, {@code logger},
 *     {@code thread}, {@code message}, {@code statusCode}, {@code markers}, {@code exception},
 *     {@code truncated}
 * @param upperCaseLevel {@code ERROR} instead of {@code error}
 * @param nestMdcAs name of the object that holds the MDC; empty: its entries stand at top level
 * @param nestKeyValuesAs the same for key-value pairs
 * @param staticFields the same in every event, such as {@code service} and {@code env}
 * @param maxStackCharacters a longer stack trace is cut
 * @param statusFromException whether an exception with a {@code getStatusCode()} gives the event
 *     its status
 */
record JsonOptions(
    Map<String, String> names,
    boolean upperCaseLevel,
    Optional<String> nestMdcAs,
    Optional<String> nestKeyValuesAs,
    Map<String, String> staticFields,
    int maxStackCharacters,
    boolean statusFromException) {
  static final List<String> FIELDS =
      List.of(
          "timestamp",
          "level",
          "logger",
          "thread",
          "message",
          "statusCode",
          "markers",
          "exception",
          "truncated");
  static final int DEFAULT_MAX_STACK_CHARACTERS = 65_536;

  JsonOptions {
    names = Map.copyOf(names);
  }

  String name(String field) {
    return names.getOrDefault(field, field);
  }

  /** Every problem, each with its remedy. */
  List<String> problems() {
    List<String> found = new ArrayList<>();
    Map<String, String> seen = new TreeMap<>();
    for (String field : FIELDS) {
      String other = seen.put(name(field), field);
      if (other != null) {
        found.add(
            "fieldName gives "
                + other
                + " and "
                + field
                + " the same name \""
                + name(field)
                + "\": give each its own");
      }
    }
    names.keySet().stream()
        .filter(field -> !FIELDS.contains(field))
        .sorted()
        .forEach(
            field ->
                found.add(
                    "fieldName renames \""
                        + field
                        + "\", which does not exist: use one of "
                        + FIELDS));
    if (maxStackCharacters < 0 || maxStackCharacters > 1_000_000) {
      found.add(
          "maxStackCharacters is " + maxStackCharacters + ": give 0 to 1000000, such as 65536");
    }
    return found;
  }
}
