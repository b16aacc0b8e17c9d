package io.logstrata.insights.evaluate;

import io.logstrata.insights.model.Expression.Part;
import java.util.List;
import java.util.Map;

/** JSON inside texts. */
final class JsonFunctions {
  private JsonFunctions() {}

  /** The map or list that the text spells, or null for anything else. */
  static Value parse(Value value) {
    Object structure = structure(value);
    return structure == null ? null : Value.structure(structure);
  }

  /** How many items the list has, or null if it is none (our choice). */
  static Value size(Value value) {
    return structure(value) instanceof List<?> list ? Value.number(list.size()) : null;
  }

  /** Whether one of the list's items is spelled so; not where it is no list. */
  static Value contains(Value value, String wanted) {
    return Value.truth(
        structure(value) instanceof List<?> list
            && list.stream()
                .anyMatch(item -> item instanceof Value scalar && scalar.text().equals(wanted)));
  }

  /** What stands there, or null. */
  static Value part(Value whole, List<Part.Step> steps) {
    Object here = whole == null ? null : whole.structure();
    for (Part.Step step : steps) {
      if (here instanceof Map<?, ?> map) {
        here = step.isIndex() ? null : map.get(step.key());
      } else if (here instanceof List<?> list) {
        here = step.isIndex() && step.index() < list.size() ? list.get(step.index()) : null;
      } else {
        return null;
      }
    }
    return here instanceof Value scalar
        ? scalar
        : here == null || here == JsonTree.NULL ? null : Value.structure(here);
  }

  /** A map or list as JSON text, without blanks. */
  static String text(Object structure) {
    StringBuilder json = new StringBuilder();
    append(json, structure);
    return json.toString();
  }

  private static Object structure(Value value) {
    return value.structure() == null ? JsonTree.structure(value.text()) : value.structure();
  }

  private static void append(StringBuilder json, Object item) {
    if (item instanceof Map<?, ?> map) {
      String before = "{";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.append(before);
        quote(json, (String) entry.getKey());
        json.append(':');
        append(json, entry.getValue());
        before = ",";
      }
      json.append(map.isEmpty() ? "{}" : "}");
    } else if (item instanceof List<?> list) {
      String before = "[";
      for (Object each : list) {
        json.append(before);
        append(json, each);
        before = ",";
      }
      json.append(list.isEmpty() ? "[]" : "]");
    } else if (item instanceof Value scalar && scalar.kind() == Value.Kind.TEXT) {
      quote(json, scalar.text());
    } else {
      json.append(item instanceof Value scalar ? scalar.text() : "null");
    }
  }

  private static void quote(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u00").append(Character.forDigit(c >> 4, 16));
        json.append(Character.forDigit(c & 0xf, 16));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
