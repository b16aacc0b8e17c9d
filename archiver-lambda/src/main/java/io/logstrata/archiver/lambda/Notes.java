package io.logstrata.archiver.lambda;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one round tells the next, inside of the event, since a function keeps nothing.
 *
 * @param failures what has failed so far, for people
 * @param moreFailures how many more there were than the event has room for
 * @param waitingSince since when the group has been at work without a day done; empty when the
 *     group is yet to begin
 * @param readingCutOff whether the round before ended while it read an export back
 * @param letIn when the bucket's policy was changed for the service
 */
record Notes(
    List<String> failures,
    int moreFailures,
    Optional<Instant> waitingSince,
    boolean readingCutOff,
    Optional<Instant> letIn) {
  /** A state machine hands on 256 KiB at most; this leaves the most of it to the event. */
  private static final int MOST_FAILURES = 50;

  private static final int LONGEST_FAILURE = 500;

  static final Notes NONE = new Notes(List.of(), 0, Optional.empty(), false, Optional.empty());

  Notes {
    requireNonNull(waitingSince, "waitingSince");
    requireNonNull(letIn, "letIn");
    failures = List.copyOf(failures);
  }

  /** For the next group. */
  Notes afterGroup(List<String> failed) {
    List<String> all = new ArrayList<>(failures);
    failed.stream().map(Notes::shortened).forEach(all::add);
    int kept = Math.min(all.size(), MOST_FAILURES);
    return new Notes(
        all.subList(0, kept),
        moreFailures + all.size() - kept,
        Optional.empty(),
        false,
        Optional.empty());
  }

  /** For going on with the same group. */
  Notes waiting(Instant since, boolean inReading, Optional<Instant> policyChanged) {
    return new Notes(failures, moreFailures, Optional.of(since), inReading, policyChanged);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_FAILURE ? text : text.substring(0, LONGEST_FAILURE) + "...";
  }

  boolean isEmpty() {
    return equals(NONE);
  }

  ObjectNode json(JsonMapper mapper) {
    ObjectNode json = mapper.createObjectNode();
    waitingSince.ifPresent(since -> json.put("waitingSince", since.toString()));
    if (readingCutOff) {
      json.put("readingCutOff", true);
    }
    letIn.ifPresent(when -> json.put("letIn", when.toString()));
    if (!failures.isEmpty()) {
      failures.forEach(json.putArray("failures")::add);
    }
    if (moreFailures > 0) {
      json.put("moreFailures", moreFailures);
    }
    return json;
  }

  /** Reads what {@link #json} wrote; what cannot be read goes to the problems. */
  static Notes read(JsonNode json, List<String> problems) {
    if (json.isMissingNode() || json.isNull()) {
      return NONE;
    }
    List<String> failures = new ArrayList<>();
    json.path("failures").forEach(failure -> failures.add(failure.asText()));
    try {
      return new Notes(
          failures,
          json.path("moreFailures").asInt(0),
          instant(json.path("waitingSince")),
          json.path("readingCutOff").asBoolean(false),
          instant(json.path("letIn")));
    } catch (DateTimeException e) {
      problems.add(
          "\"logstrata\" holds what no round has written (" + e.getMessage() + "): leave it out");
      return NONE;
    }
  }

  private static Optional<Instant> instant(JsonNode text) {
    return text.isMissingNode() ? Optional.empty() : Optional.of(Instant.parse(text.asText()));
  }
}
