package io.logstrata.archiver.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Intents as JSON. */
public final class IntentJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private IntentJson() {}

  public static byte[] write(Intent intent) {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", 1);
    root.put("id", intent.id());
    root.put("noted", intent.noted().toString());
    root.put("group", intent.group());
    root.put("day", intent.day().toString());
    root.put("generation", intent.generation());
    root.put("attempt", intent.attempt());
    root.put("provisional", intent.provisional());
    RequiredJson.putWindow(root, intent.window());
    root.put("layout", intent.layout());
    root.put("prefix", intent.prefix());
    root.put("createdBy", intent.createdBy());
    var before = root.putArray("before");
    intent.before().forEach(before::add);
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can always be written", e);
    }
  }

  /**
   * Reads an intent.
   *
   * @throws DamagedObjectException when the text is none
   */
  public static Intent read(String key, byte[] text) throws IOException {
    try {
      JsonNode node = JSON.readTree(text);
      RequiredJson root = new RequiredJson(node);
      List<String> before = new ArrayList<>();
      node.path("before").forEach(each -> before.add(each.asText()));
      return new Intent(
          // Without them, as an earlier version wrote it, no task can be known for this intent's.
          root.optionalText("id").orElse(""),
          root.optionalText("noted").map(Instant::parse).orElse(Instant.MAX),
          root.text("group"),
          LocalDate.parse(root.text("day")),
          (int) root.number("generation"),
          (int) root.number("attempt"),
          root.flag("provisional"),
          root.window(),
          root.optionalText("layout").orElse(""),
          root.text("prefix"),
          root.text("createdBy"),
          before);
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
      throw new DamagedObjectException(key + " is no intent: " + e.getMessage());
    }
  }
}
