package io.logstrata.archiver.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node whose members must be there and of the right kind. */
record RequiredJson(JsonNode node) {
  RequiredJson {
    if (node == null || !node.isObject()) {
      throw new IllegalArgumentException("an object was expected");
    }
  }

  private JsonNode member(String name, boolean rightKind) {
    if (!rightKind) {
      throw new IllegalArgumentException("\"" + name + "\" is missing or of the wrong kind");
    }
    return node.get(name);
  }

  String text(String name) {
    return member(name, node.path(name).isTextual()).textValue();
  }

  long number(String name) {
    return member(name, node.path(name).canConvertToLong()).longValue();
  }

  boolean flag(String name) {
    return member(name, node.path(name).isBoolean()).booleanValue();
  }

  RequiredJson object(String name) {
    return new RequiredJson(member(name, node.path(name).isObject()));
  }

  List<RequiredJson> list(String name) {
    List<RequiredJson> members = new ArrayList<>();
    member(name, node.path(name).isArray()).forEach(each -> members.add(new RequiredJson(each)));
    return members;
  }

  Optional<RequiredJson> optional(String name) {
    return node.has(name) ? Optional.of(object(name)) : Optional.empty();
  }

  Optional<String> optionalText(String name) {
    return node.has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  ExportWindow window() {
    RequiredJson window = object("window");
    Instant to = Instant.parse(window.text("to"));
    return new ExportWindow(
        Instant.parse(window.text("from")),
        to,
        window.optionalText("exportedTo").map(Instant::parse).orElse(to),
        ZoneId.of(window.text("zone")));
  }

  static void putWindow(ObjectNode node, ExportWindow window) {
    ObjectNode written =
        node.putObject("window")
            .put("from", window.from().toString())
            .put("to", window.to().toString());
    if (window.goesBeyondTheDay()) {
      written.put("exportedTo", window.exportedTo().toString());
    }
    written.put("zone", window.zone().getId());
  }
}
