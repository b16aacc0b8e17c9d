package io.logstrata.testkit.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.rules.Refusal;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A form of the Query protocol: the flat names of its fields say how its members are nested. */
record Form(Map<String, String> fields) {
  /** Reads an {@code application/x-www-form-urlencoded} body. */
  static Form parse(String body) {
    return new Form(fieldsOf(body));
  }

  /** Returns the fields as they are named; half an escape is left as it is. */
  static Map<String, String> fieldsOf(String body) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : body.split("&", -1)) {
      int equal = field.indexOf('=');
      if (equal > 0) {
        fields.put(decoded(field.substring(0, equal)), decoded(field.substring(equal + 1)));
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException halfAnEscape) {
      return text;
    }
  }

  ObjectNode members() {
    Tree root = new Tree();
    fields.forEach((name, value) -> root.at(name.split("\\.", -1), 0).text = value);
    return (ObjectNode) root.json();
  }

  /** A node is a text, a list, a map or a structure: its children's names tell. */
  private static final class Tree {
    private final Map<String, Tree> children = new LinkedHashMap<>();
    private String text;

    Tree at(String[] path, int depth) {
      return depth == path.length
          ? this
          : children.computeIfAbsent(path[depth], name -> new Tree()).at(path, depth + 1);
    }

    JsonNode json() {
      JsonNodeFactory factory = JsonNodeFactory.instance;
      if (children.isEmpty()) {
        return text == null ? factory.objectNode() : factory.textNode(text);
      }
      Tree members = children.get("member");
      Tree entries = children.get("entry");
      if (members != null && children.size() == 1) {
        ArrayNode list = factory.arrayNode();
        members.numbered().values().forEach(child -> list.add(child.json()));
        return list;
      }
      ObjectNode object = factory.objectNode();
      if (entries != null && children.size() == 1) {
        for (Tree entry : entries.numbered().values()) {
          Tree key = entry.children.getOrDefault("key", entry.children.get("Name"));
          Tree value = entry.children.getOrDefault("value", entry.children.get("Value"));
          if (key != null && key.text != null && value != null) {
            object.set(key.text, value.json());
          }
        }
        return object;
      }
      children.forEach((name, child) -> object.set(name, child.json()));
      return object;
    }

    private Map<Integer, Tree> numbered() {
      Map<Integer, Tree> numbered = new TreeMap<>();
      children.forEach(
          (name, child) -> {
            try {
              numbered.put(Integer.parseInt(name), child);
            } catch (NumberFormatException notANumber) {
              throw new Refusal("MalformedQueryString", name + " is no number of a member");
            }
          });
      return numbered;
    }
  }
}
