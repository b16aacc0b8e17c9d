package io.logstrata.testkit.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.logstrata.testkit.rules.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    return value.textValue();
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
    if (!value.isNumber()) {
      throw wrongType(member, "Long");
    }
    return OptionalLong.of(value.longValue());
  }

  long requiredNumber(String member) {
    return number(member)
        .orElseThrow(() -> Refusal.constraint(null, member, "Member must not be null"));
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

  /** Returns the member's list, or null when it is absent. */
  List<Input> list(String member) {
    JsonNode value = members.get(member);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isArray()) {
      throw wrongType(member, "List");
    }
    List<Input> elements = new ArrayList<>(value.size());
    value.forEach(element -> elements.add(new Input(element)));
    return elements;
  }

  /** Returns the member's texts; an empty list when it is absent. */
  List<String> texts(String member) {
    List<Input> elements = list(member);
    if (elements == null) {
      return List.of();
    }
    List<String> texts = new ArrayList<>(elements.size());
    for (Input element : elements) {
      if (!element.members.isTextual()) {
        throw wrongType(member, "String");
      }
      texts.add(element.members.textValue());
    }
    return texts;
  }

  Map<String, String> map(String member) {
    JsonNode value = members.get(member);
    Map<String, String> entries = new LinkedHashMap<>();
    if (value != null && value.isObject()) {
      value.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue().asText()));
    }
    return entries;
  }

  boolean has(String member) {
    return members.hasNonNull(member);
  }

  Input object(String member) {
    JsonNode value = members.get(member);
    if (value == null || !value.isObject()) {
      throw wrongType(member, "Structure");
    }
    return new Input(value);
  }

  private static Refusal wrongType(String member, String expected) {
    return new Refusal(
        "SerializationException", "Expected " + expected + " for member '" + member + "'");
  }
}
