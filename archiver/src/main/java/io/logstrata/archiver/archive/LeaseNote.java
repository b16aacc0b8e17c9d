package io.logstrata.archiver.archive;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Says which run is at work in the archive.
 *
 * @param owner no two runs have the same
 * @param expires from when on the run is taken to be dead, or done
 */
public record LeaseNote(String owner, Instant expires) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public LeaseNote {
    requireNonNull(owner, "owner");
    requireNonNull(expires, "expires");
  }

  /** As JSON. */
  public byte[] write() {
    ObjectNode root = JSON.createObjectNode().put("version", 1);
    root.put("owner", owner).put("expires", expires.toString());
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can always be written", e);
    }
  }

  /**
   * Reads a note.
   *
   * @param key where it lay, for the message of a failure
   * @throws DamagedObjectException when the text is none
   */
  public static LeaseNote read(String key, byte[] text) throws IOException {
    try {
      RequiredJson root = new RequiredJson(JSON.readTree(text));
      return new LeaseNote(root.text("owner"), Instant.parse(root.text("expires")));
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
      throw new DamagedObjectException(key + " is no lease: " + e.getMessage());
    }
  }
}
