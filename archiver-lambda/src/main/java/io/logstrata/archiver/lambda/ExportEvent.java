package io.logstrata.archiver.lambda;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a state machine hands from round to round: an object whose members all stay, but for those
 * that a round changes. It is never changed in place.
 *
 * @param next the group to begin or go on with; empty means the first
 * @param longestRound how long a round may wait at most; empty means as long as the function may
 *     run
 */
record ExportEvent(
    ObjectNode members, Optional<String> next, Optional<Duration> longestRound, Notes notes) {
  private static final String NEXT_TOKEN = "nextToken";
  private static final String CONTINUE = "continue";
  private static final String NOTES = "logstrata";
  private static final String LONGEST_ROUND = "longestRoundSeconds";

  /** Tells our token from one of the service, which the replaced function left in an event. */
  private static final String TOKEN_MARK = "group:";

  /** AWS's limit of a function's time. */
  private static final int LONGEST_FUNCTION_SECONDS = 900;

  /** The members that say what to archive, as the replaced function has them. */
  private static final List<String> SETTINGS =
      List.of("region", "logGroupFilter", "s3BucketName", "logFolderName");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  ExportEvent {
    requireNonNull(members, "members");
    requireNonNull(next, "next");
    requireNonNull(longestRound, "longestRound");
    requireNonNull(notes, "notes");
  }

  /**
   * Reads an event, in UTF-8.
   *
   * @throws BadEventException when it is none; all that is wrong is named
   */
  static ExportEvent read(InputStream input) throws IOException {
    JsonNode read;
    try {
      read = JSON.readTree(input);
    } catch (JsonProcessingException e) {
      throw new BadEventException(List.of("it is no JSON: " + e.getOriginalMessage()));
    }
    if (!(read instanceof ObjectNode members)) {
      throw new BadEventException(
          List.of(
              "it is no JSON object: give region, logGroupFilter, s3BucketName, logFolderName"));
    }
    List<String> problems = new ArrayList<>();
    SETTINGS.stream()
        .filter(name -> members.hasNonNull(name) && !members.get(name).isTextual())
        .forEach(name -> problems.add("\"" + name + "\" must be a text in quotes"));
    ExportEvent event =
        new ExportEvent(
            members,
            next(members, problems),
            longestRound(members, problems),
            Notes.read(members.path(NOTES), problems));
    if (!problems.isEmpty()) {
      throw new BadEventException(problems);
    }
    return event;
  }

  private static Optional<String> next(ObjectNode members, List<String> problems) {
    if (!members.hasNonNull(NEXT_TOKEN)) {
      return Optional.empty();
    }
    String token = members.get(NEXT_TOKEN).asText();
    if (!token.startsWith(TOKEN_MARK)) {
      problems.add("\"nextToken\" is not this function's: leave it out to begin anew");
      return Optional.empty();
    }
    return Optional.of(token.substring(TOKEN_MARK.length()));
  }

  private static Optional<Duration> longestRound(ObjectNode members, List<String> problems) {
    if (!members.hasNonNull(LONGEST_ROUND)) {
      return Optional.empty();
    }
    JsonNode given = members.get(LONGEST_ROUND);
    int seconds = given.isInt() ? given.intValue() : -1;
    if (seconds < 0 || seconds > LONGEST_FUNCTION_SECONDS) {
      problems.add(
          "\"longestRoundSeconds\" must be a whole number from 0 to " + LONGEST_FUNCTION_SECONDS);
      return Optional.empty();
    }
    return Optional.of(Duration.ofSeconds(seconds));
  }

  /** The members that say what to archive, by name. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    SETTINGS.stream()
        .filter(members::hasNonNull)
        .forEach(name -> settings.put(name, members.get(name).textValue()));
    return settings;
  }

  /**
   * The event after a group.
   *
   * @param group the next one; empty when that was the last
   */
  ExportEvent afterGroup(Optional<String> group, Notes newNotes) {
    ObjectNode changed = members.deepCopy();
    changed.remove(NEXT_TOKEN);
    group.ifPresent(name -> changed.put(NEXT_TOKEN, TOKEN_MARK + name));
    changed.put(CONTINUE, group.isPresent());
    return with(changed, group, newNotes);
  }

  /** The event for going on with the same group: the token stays as it was. */
  ExportEvent goingOn(Notes newNotes) {
    ObjectNode changed = members.deepCopy();
    changed.put(CONTINUE, true);
    return with(changed, next, newNotes);
  }

  private ExportEvent with(ObjectNode changed, Optional<String> group, Notes newNotes) {
    changed.remove(NOTES);
    if (!newNotes.isEmpty()) {
      changed.set(NOTES, newNotes.json(JSON));
    }
    return new ExportEvent(changed, group, longestRound, newNotes);
  }

  /** The event as JSON, in UTF-8. */
  byte[] bytes() throws IOException {
    return JSON.writeValueAsBytes(members);
  }
}
