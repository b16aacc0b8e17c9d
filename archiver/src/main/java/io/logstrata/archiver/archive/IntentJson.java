package io.logstrata.archiver.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
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
    root.put("group", intent.group());
    root.put("day", intent.day().toString());
    root.put("generation", intent.generation());
    root.put("attempt", intent.attempt());
    root.put("provisional", intent.provisional());
    RequiredJson.putWindow(root, intent.window());
    root.put("layout", intent.layout());
    root.put("createdBy", intent.createdBy());
    var parts = root.putArray("parts");
    intent.parts().forEach(part -> put(parts.addObject(), part));
    intent.abandoned().ifPresent(part -> put(root.putObject("abandoned"), part));
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
      RequiredJson root = new RequiredJson(JSON.readTree(text));
      return new Intent(
          root.text("group"),
          LocalDate.parse(root.text("day")),
          (int) root.number("generation"),
          (int) root.number("attempt"),
          root.flag("provisional"),
          root.window(),
          root.optionalText("layout").orElse(""),
          root.text("createdBy"),
          parts(root),
          root.optional("abandoned").map(IntentJson::part));
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
      throw new DamagedObjectException(key + " is no intent: " + e.getMessage());
    }
  }

  private static void put(ObjectNode node, ExportPart part) {
    node.put("task", part.taskName());
    node.put("noted", part.noted().toString());
    node.put("from", part.from().toString());
    node.put("to", part.to().toString());
    node.put("prefix", part.prefix());
    var before = node.putArray("before");
    part.before().forEach(before::add);
  }

  private static List<ExportPart> parts(RequiredJson root) {
    if (root.node().has("parts")) {
      return root.list("parts").stream().map(IntentJson::part).toList();
    }
    // As an earlier version wrote it: no task can be known for this intent's.
    ExportWindow window = root.window();
    return List.of(
        new ExportPart(
            "", Instant.MAX, window.from(), window.exportedTo(), root.text("prefix"), List.of()));
  }

  private static ExportPart part(RequiredJson part) {
    List<String> before = new ArrayList<>();
    part.node().path("before").forEach(each -> before.add(each.asText()));
    return new ExportPart(
        part.text("task"),
        Instant.parse(part.text("noted")),
        Instant.parse(part.text("from")),
        Instant.parse(part.text("to")),
        part.text("prefix"),
        before);
  }
}
