package io.logstrata.archiver.permissions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A policy document of IAM. */
public record PolicyDocument(List<Statement> statements) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public PolicyDocument {
    statements = List.copyOf(statements);
  }

  /** As JSON over several lines, without a line end after the last. */
  public String text() {
    try {
      return JSON.writeValueAsString(json());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can always be written", e);
    }
  }

  /** As a tree, the caller's to change. */
  public ObjectNode json() {
    ObjectNode document = JSON.createObjectNode().put("Version", "2012-10-17");
    ArrayNode all = document.putArray("Statement");
    for (Statement statement : statements) {
      ObjectNode json = all.addObject();
      if (!statement.sid().isEmpty()) {
        json.put("Sid", statement.sid());
      }
      json.put("Effect", "Allow");
      statement
          .principal()
          .ifPresent(who -> json.putObject("Principal").put(who.kind(), who.name()));
      putTexts(json, "Action", statement.actions());
      if (!statement.resources().isEmpty()) {
        putTexts(json, "Resource", statement.resources());
      }
      statement
          .conditions()
          .forEach(
              (operator, keys) ->
                  keys.forEach(
                      (key, value) ->
                          json.withObjectProperty("Condition")
                              .withObjectProperty(operator)
                              .put(key, value)));
    }
    return document;
  }

  private static void putTexts(ObjectNode json, String name, List<String> texts) {
    if (texts.size() == 1) {
      json.put(name, texts.get(0));
    } else {
      texts.forEach(json.putArray(name)::add);
    }
  }
}
