package io.logstrata.archiver.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Manifests as JSON, by hand: the file outlives this program, so that its form must not follow a
 * renamed field.
 */
public final class ManifestJson {
  private static final int VERSION = 1;
  private static final String DIGEST = "sha256";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ManifestJson() {}

  public static byte[] write(Manifest manifest) {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", VERSION);
    root.put("group", manifest.group());
    root.put("day", manifest.day().toString());
    root.put("generation", manifest.generation());
    root.put("provisional", manifest.provisional());
    root.put("verdict", manifest.verdict().name());
    RequiredJson.putWindow(root, manifest.window());
    if (!manifest.layout().isEmpty()) {
      root.put("layout", manifest.layout());
    }
    root.put("prefix", manifest.prefix());
    var tasks = root.putArray("tasks");
    manifest.tasks().forEach(task -> put(tasks.addObject(), task, manifest.isAdopted()));
    ObjectNode totals = root.putObject("totals");
    totals.put("objects", manifest.objects().size());
    totals.put("bytes", manifest.bytes());
    put(totals.putObject("records"), manifest.records());
    manifest
        .counted()
        .ifPresent(
            counted ->
                root.putObject("counted")
                    .put("with", counted.with())
                    .put("events", counted.events())
                    .put("when", counted.when().toString()));
    var objects = root.putArray("objects");
    manifest.objects().forEach(object -> put(objects.addObject(), object));
    root.put("created", manifest.created().toString());
    root.put("createdBy", manifest.createdBy());
    root.put(DIGEST, digest(root));
    return bytes(root);
  }

  private static byte[] bytes(JsonNode root) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can always be written", e);
    }
  }

  /** Of the members in their order, whatever the white space between them. */
  private static String digest(JsonNode rootWithoutDigest) {
    try {
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(bytes(rootWithoutDigest));
      return HexFormat.of().formatHex(sha256);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void checkDigest(String key, ObjectNode root) throws DamagedObjectException {
    JsonNode written = root.remove(DIGEST);
    if (written == null || !written.asText().equals(digest(root))) {
      throw new DamagedObjectException(key + " was changed after it was written");
    }
  }

  private static void put(ObjectNode node, Manifest.Task task, boolean adopted) {
    node.put("id", task.id());
    if (!adopted) {
      node.put("name", task.name());
    }
    node.put("prefix", task.prefix());
    node.put("from", task.from().toString());
    node.put("to", task.to().toString());
    if (!adopted) {
      node.put("copies", task.copies());
    }
  }

  private static Manifest.Task task(RequiredJson node, boolean adopted) {
    return new Manifest.Task(
        node.text("id"),
        adopted ? "" : node.text("name"),
        node.text("prefix"),
        Instant.parse(node.text("from")),
        Instant.parse(node.text("to")),
        adopted ? 0 : node.number("copies"));
  }

  private static void put(ObjectNode node, RecordCount count) {
    node.put("atLeast", count.atLeast());
    node.put("atMost", count.atMost());
  }

  private static void put(ObjectNode node, ObjectProof object) {
    node.put("key", object.key());
    node.put("size", object.size());
    node.put("etag", object.etag());
    node.put("sha256", object.sha256());
    node.put("logStream", object.logStream());
    put(node.putObject("records"), object.records());
    object.first().ifPresent(first -> node.put("first", first.toString()));
    object.last().ifPresent(last -> node.put("last", last.toString()));
    if (!object.outside().isEmpty()) {
      ObjectNode outside = node.putObject("outside");
      object.outside().forEach((day, count) -> outside.put(day.toString(), count));
    }
  }

  /**
   * Reads a manifest.
   *
   * @param key where it lay, for the message of a failure
   * @throws DamagedObjectException when the text is no manifest, or one of a later version
   */
  public static Manifest read(String key, byte[] text) throws IOException {
    try {
      JsonNode node = JSON.readTree(text);
      RequiredJson root = new RequiredJson(node);
      int version = (int) root.number("version");
      if (version > VERSION) {
        throw new DamagedObjectException(
            key + " is of version " + version + ": a newer logstrata wrote it, use that one");
      }
      checkDigest(key, (ObjectNode) node);
      return manifest(root);
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
      throw new DamagedObjectException(key + " is no manifest: " + e.getMessage());
    }
  }

  private static Manifest manifest(RequiredJson root) {
    Manifest.Verdict verdict = Manifest.Verdict.valueOf(root.text("verdict"));
    List<Manifest.Task> tasks = new ArrayList<>();
    for (RequiredJson task : root.list("tasks")) {
      tasks.add(task(task, verdict == Manifest.Verdict.ADOPTED));
    }
    List<ObjectProof> objects = new ArrayList<>();
    for (RequiredJson object : root.list("objects")) {
      objects.add(object(object));
    }
    return new Manifest(
        root.text("group"),
        LocalDate.parse(root.text("day")),
        (int) root.number("generation"),
        root.flag("provisional"),
        root.window(),
        root.optionalText("layout").orElse(""),
        root.text("prefix"),
        tasks,
        objects,
        root.optional("counted").map(ManifestJson::counted),
        verdict,
        Instant.parse(root.text("created")),
        root.text("createdBy"));
  }

  private static Manifest.Counted counted(RequiredJson node) {
    return new Manifest.Counted(
        node.text("with"), node.number("events"), Instant.parse(node.text("when")));
  }

  private static ObjectProof object(RequiredJson node) {
    RequiredJson records = node.object("records");
    SortedMap<LocalDate, Long> outside = new TreeMap<>();
    node.optional("outside")
        .ifPresent(
            days ->
                days.names().forEach(day -> outside.put(LocalDate.parse(day), days.number(day))));
    return new ObjectProof(
        node.text("key"),
        node.number("size"),
        node.text("etag"),
        node.text("sha256"),
        node.text("logStream"),
        new RecordCount(records.number("atLeast"), records.number("atMost")),
        node.optionalText("first").map(Instant::parse),
        node.optionalText("last").map(Instant::parse),
        outside);
  }
}
