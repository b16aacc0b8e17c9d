package io.logstrata.archiver.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/** The members of one object in the declaration. What is wrong goes to the problems. */
final class Members {
  // A pattern may have a thousand characters and more; its place says enough.
  private static final int MOST_SHOWN = 200;

  private final String place;
  private final JsonNode node;
  private final List<String> problems;

  /**
   * Looks at the names first.
   *
   * @param place such as {@code archiver.json line 7: alarms[1]}
   * @param known all names that the object may have
   */
  Members(String place, JsonNode node, List<String> problems, List<String> known) {
    this.place = place;
    this.node = node;
    this.problems = problems;
    if (!node.isObject()) {
      problems.add(place + ": must be an object: begin it with { and end it with }");
    }
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                problems.add(place + ": there is no \"" + name + "\"" + remedy(name, known));
              }
            });
  }

  private static String remedy(String wrong, List<String> known) {
    return NearestName.of(wrong, known)
        .map(near -> ": did you mean \"" + near + "\"?")
        .orElse(": give " + String.join(", ", known));
  }

  /** The objects of a list, each with its place. */
  static <T> List<T> list(
      String place,
      JsonNode list,
      List<String> problems,
      BiFunction<String, JsonNode, Optional<T>> read) {
    if (!list.isArray()) {
      problems.add(place + ": must be a list: begin it with [ and end it with ]");
      return List.of();
    }
    List<T> items = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      read.apply(place + "[" + i + "]", list.get(i)).ifPresent(items::add);
    }
    return items;
  }

  String place() {
    return place;
  }

  boolean has(String name) {
    return node.has(name);
  }

  JsonNode get(String name) {
    return node.path(name);
  }

  /** The text, or the empty one after a problem. */
  String required(String name, String what) {
    if (node.isObject() && !has(name)) {
      problems.add(place + ": \"" + name + "\" is missing: give " + what);
      return "";
    }
    return text(name).orElse("");
  }

  Optional<String> text(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (!get(name).isTextual()) {
      problem(name, "must be a text in quotes");
      return Optional.empty();
    }
    return Optional.of(get(name).textValue());
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    if (has(name)) {
      boolean plain = get(name).isArray();
      for (JsonNode item : get(name)) {
        plain &= item.isTextual();
        texts.add(item.asText());
      }
      if (!plain) {
        problem(name, "must be a list of texts");
        return List.of();
      }
    }
    return texts;
  }

  OptionalInt whole(String name) {
    if (!has(name)) {
      return OptionalInt.empty();
    }
    if (!get(name).isIntegralNumber() || !get(name).canConvertToInt()) {
      problem(name, "must be a whole number");
      return OptionalInt.empty();
    }
    return OptionalInt.of(get(name).intValue());
  }

  Optional<Double> number(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (!get(name).isNumber()) {
      problem(name, "must be a number");
      return Optional.empty();
    }
    return Optional.of(get(name).doubleValue());
  }

  boolean flag(String name) {
    if (has(name) && !get(name).isBoolean()) {
      problem(name, "must be true or false");
    }
    return get(name).asBoolean(false);
  }

  /** One of the words, whose places are the values' own. */
  <T> Optional<T> oneOf(String name, List<String> words, List<T> values) {
    Optional<String> text = text(name);
    if (text.isPresent() && !words.contains(text.get())) {
      problem(
          name,
          "must be "
              + String.join(" or ", words)
              + NearestName.of(text.get(), words)
                  .map(near -> ": did you mean \"" + near + "\"?")
                  .orElse(""));
      return Optional.empty();
    }
    return text.map(word -> values.get(words.indexOf(word)));
  }

  /** Says what is wrong with a member, and shows it. */
  void problem(String name, String what) {
    String shown = get(name).toString();
    if (shown.length() > MOST_SHOWN) {
      shown = shown.substring(0, MOST_SHOWN) + "…";
    }
    problems.add(String.format(Locale.ROOT, "%s.%s: %s %s", place, name, shown, what));
  }
}
