package io.logstrata.appender.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
 * @param statusFromException whether an exception that knows a status gives it to the event
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
    Map<String, String> wellFormedNames = new HashMap<>();
    names.forEach((field, name) -> wellFormedNames.put(field, wellFormed(name)));
    names = Map.copyOf(wellFormedNames);
    Map<String, String> wellFormedStatics = new LinkedHashMap<>();
    staticFields.forEach((name, value) -> wellFormedStatics.put(wellFormed(name), value));
    staticFields = Collections.unmodifiableMap(wellFormedStatics);
    nestMdcAs = nestMdcAs.map(JsonOptions::wellFormed);
    nestKeyValuesAs = nestKeyValuesAs.map(JsonOptions::wellFormed);
  }

  /** The name as it is written: a surrogate without its other half becomes U+FFFD. */
  static String wellFormed(String name) {
    StringBuilder changed = null;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isHighSurrogate(c)
            && i + 1 < name.length()
            && Character.isLowSurrogate(name.charAt(i + 1))) {
          i++;
        } else {
          changed = changed == null ? new StringBuilder(name) : changed;
          changed.setCharAt(i, '\uFFFD');
        }
      }
    }
    return changed == null ? name : changed.toString();
  }

  String name(String field) {
    return names.getOrDefault(field, field);
  }

  /** Every problem, each with its remedy. */
  List<String> problems() {
    List<String> found = new ArrayList<>();
    Map<String, String> owners = new LinkedHashMap<>();
    for (String field : FIELDS) {
      if (name(field).isBlank()) {
        found.add("fieldName gives \"" + field + "\" an empty name: give it one");
        continue;
      }
      String other = owners.putIfAbsent(name(field), field);
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
    nestMdcAs.ifPresent(name -> claim("nestMdcAs", name, owners, found));
    nestKeyValuesAs.ifPresent(name -> claim("nestKeyValuesAs", name, owners, found));
    staticFields.keySet().forEach(name -> claim("staticField", name, owners, found));
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
    return found;
  }

  private static void claim(
      String option, String name, Map<String, String> owners, List<String> found) {
    if (name.isBlank()) {
      found.add(option + " has an empty name: give one");
      return;
    }
    String other = owners.putIfAbsent(name, option);
    if (other != null) {
      found.add(
          option
              + " has the name \""
              + name
              + "\", which "
              + other
              + " has already: give each its own");
    }
  }
}
