package io.logstrata.testkit.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.logstrata.testkit.rules.Refusal;
import io.logstrata.testkit.rules.Utf8;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The members of one request, read with the service's refusals for what is missing or of the wrong
 * type.
 */
record Input(JsonNode members) {
  /** Returns the member's text, or null when it is absent. */
  String text(String member) {
    JsonNode value = members.get(member);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw wrongType(member, "String");
    }
    return Utf8.wellFormed(value.textValue());
  }

  Optional<String> optionalText(String member) {
    return Optional.ofNullable(text(member));
  }

  /** Returns the member's text; refuses the request when it is absent. */
  String requiredText(String member) {
    String value = text(member);
    if (value == null) {
      throw Refusal.constraint(null, member, "Member must not be null");
    }
    return value;
  }

  OptionalLong number(String member) {
    JsonNode value = members.get(member);
    if (value == null || value.isNull()) {
      return OptionalLong.empty();
    }
    if (!value.isNumber() || !value.canConvertToExactIntegral() || !value.canConvertToLong()) {
      throw wrongType(member, "Long");
    }
    return OptionalLong.of(value.longValue());
  }

  long requiredNumber(String member) {
    return number(member)
        .orElseThrow(() -> Refusal.constraint(null, member, "Member must not be null"));
  }

  /** Returns the member's point in time, in the unit of the operation: zero or more. */
  long requiredTime(String member) {
    long value = requiredNumber(member);
    if (value < 0) {
      throw Refusal.constraint(value, member, "Member must have value greater than or equal to 0");
    }
    return value;
  }

  /** Returns the member's text if it has one; refuses one that is empty or too long. */
  Optional<String> textUpTo(String member, int most) {
    Optional<String> value = optionalText(member);
    if (value.isPresent() && (value.get().isEmpty() || value.get().length() > most)) {
      throw Refusal.constraint(
          value.get(), member, "Member must have length between 1 and " + most);
    }
    return value;
  }

  /**
   * Returns the member's number if it lies in the range; refuses the request if it lies outside.
   */
  OptionalInt numberBetween(String member, int least, int most) {
    OptionalLong value = number(member);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    if (value.getAsLong() < least) {
      throw Refusal.constraint(
          value.getAsLong(), member, "Member must have value greater than or equal to " + least);
    }
    if (value.getAsLong() > most) {
      throw Refusal.constraint(
          value.getAsLong(), member, "Member must have value less than or equal to " + most);
    }
    return OptionalInt.of((int) value.getAsLong());
  }

  /** Returns the member's point in time, given in seconds. */
  Optional<Instant> instant(String member) {
    OptionalDouble seconds = decimal(member);
    return seconds.isEmpty()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(Math.round(seconds.getAsDouble() * 1000)));
  }

  Instant requiredInstant(String member) {
    return instant(member)
        .orElseThrow(() -> Refusal.constraint(null, member, "Member must not be null"));
  }

  /** Returns the member's structure, if it has one. */
  Optional<Input> structure(String member) {
    JsonNode value = members.get(member);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isObject()) {
      throw wrongType(member, "Structure");
    }
    return Optional.of(new Input(value));
  }

  OptionalDouble decimal(String member) {
    JsonNode value = members.get(member);
    if (value == null || value.isNull()) {
      return OptionalDouble.empty();
    }
    if (!value.isNumber()) {
      throw wrongType(member, "Double");
    }
    return OptionalDouble.of(value.doubleValue());
  }

  boolean flag(String member, boolean whenAbsent) {
    JsonNode value = members.get(member);
    if (value == null || value.isNull()) {
      return whenAbsent;
    }
    if (!value.isBoolean()) {
      throw wrongType(member, "Boolean");
    }
    return value.booleanValue();
  }

  /** Returns the member's list of structures, or null when it is absent. */
  List<Input> list(String member) {
    List<JsonNode> given = elements(member);
    if (given == null) {
      return null;
    }
    List<Input> elements = new ArrayList<>(given.size());
    for (JsonNode element : given) {
      // A null is a structure of which every member is missing.
      if (!element.isObject() && !element.isNull()) {
        throw wrongType(member, "Structure");
      }
      elements.add(new Input(element));
    }
    return elements;
  }

  private List<JsonNode> elements(String member) {
    JsonNode value = members.get(member);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isArray()) {
      throw wrongType(member, "List");
    }
    List<JsonNode> elements = new ArrayList<>(value.size());
    value.forEach(elements::add);
    return elements;
  }

  /** Returns the member's texts; an empty list when it is absent. */
  List<String> texts(String member) {
    List<JsonNode> elements = elements(member);
    if (elements == null) {
      return List.of();
    }
    List<String> texts = new ArrayList<>(elements.size());
    for (JsonNode element : elements) {
      if (!element.isTextual()) {
        throw wrongType(member, "String");
      }
      texts.add(Utf8.wellFormed(element.textValue()));
    }
    return texts;
  }

  Map<String, String> map(String member) {
    JsonNode value = members.get(member);
    Map<String, String> entries = new LinkedHashMap<>();
    if (value == null || value.isNull()) {
      return entries;
    }
    if (!value.isObject()) {
      throw wrongType(member, "Map");
    }
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      if (!entry.getValue().isTextual()) {
        throw wrongType(member, "String");
      }
      entries.put(Utf8.wellFormed(entry.getKey()), Utf8.wellFormed(entry.getValue().textValue()));
    }
    return entries;
  }

  boolean has(String member) {
    return members.hasNonNull(member);
  }

  private static Refusal wrongType(String member, String expected) {
    return new Refusal(
        "SerializationException", "Expected " + expected + " for member '" + member + "'");
  }
}
