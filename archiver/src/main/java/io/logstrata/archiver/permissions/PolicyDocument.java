package io.logstrata.archiver.permissions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A policy document of IAM. */
public record PolicyDocument(List<Statement> statements) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  // IAM user guide, quotas: characters of a managed policy, white space not counted.
  private static final int LONGEST = 6_144;

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

  /** What to do if the document is longer than IAM takes in one policy; otherwise empty. */
  public Optional<String> tooLong() {
    int length = json().toString().length();
    return length <= LONGEST
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "the document has %,d characters; IAM takes %,d in a managed policy and 10,240 in all"
                    + " inline policies of a role: split it at its statements and resources",
                length,
                LONGEST));
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
