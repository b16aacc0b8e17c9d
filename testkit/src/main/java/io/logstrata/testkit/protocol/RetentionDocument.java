package io.logstrata.testkit.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.logstrata.testkit.logs.RetentionPolicy;
import io.logstrata.testkit.rules.Limits;
import io.logstrata.testkit.rules.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the document of an account-level retention policy. Source: API reference, PutAccountPolicy;
 * the messages are ours, as is the spelling of the criteria, which AWS shows for other types only.
 */
final class RetentionDocument {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LONGEST = 30_720;
  private static final int MOST_CRITERIA_BYTES = 25 * 1024;
  private static final int LEAST_DAYS = 30;
  private static final String FOR_EVER = "NEVER_EXPIRE";
  private static final Pattern CRITERIA =
      Pattern.compile("\\s*LogGroupNamePrefix\\s+IN\\s+(\\[.*\\])\\s*", Pattern.DOTALL);

  private RetentionDocument() {}

  static RetentionPolicy.Version read(String document, Optional<String> criteria) {
    if (document.length() > LONGEST) {
      throw invalid("it is longer than " + LONGEST + " characters");
    }
    JsonNode members = json(document);
    if (!members.isObject()) {
      throw invalid("it is no JSON object");
    }
    String mode = members.path("enforcementMode").asText();
    if (!mode.equals("NEW_ONLY") && !mode.equals("RETROACTIVE")) {
      throw invalid("enforcementMode must be NEW_ONLY or RETROACTIVE");
    }
    return new RetentionPolicy.Version(
        document,
        criteria,
        days(members.path("retentionInDays")),
        mode.equals("NEW_ONLY"),
        criteria.map(RetentionDocument::prefixes).orElse(List.of()));
  }

  private static OptionalInt days(JsonNode given) {
    if (given.isTextual() && given.textValue().equals(FOR_EVER)) {
      return OptionalInt.empty();
    }
    if (!given.isInt()
        || given.intValue() < LEAST_DAYS
        || !Limits.RETENTION_DAYS.contains(given.intValue())) {
      throw invalid(
          "retentionInDays must be "
              + FOR_EVER
              + " or one of "
              + Limits.RETENTION_DAYS.stream().filter(days -> days >= LEAST_DAYS).toList());
    }
    return OptionalInt.of(given.intValue());
  }

  private static List<String> prefixes(String criteria) {
    Matcher parts = CRITERIA.matcher(criteria);
    if (criteria.getBytes(UTF_8).length > MOST_CRITERIA_BYTES || !parts.matches()) {
      throw invalidCriteria();
    }
    List<String> prefixes = new ArrayList<>();
    for (JsonNode prefix : json(parts.group(1))) {
      if (!prefix.isTextual() || prefix.textValue().isEmpty()) {
        throw invalidCriteria();
      }
      prefixes.add(prefix.textValue());
    }
    if (prefixes.isEmpty()) {
      throw invalidCriteria();
    }
    return prefixes;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      throw invalid("it is no JSON");
    }
  }

  private static Refusal invalid(String why) {
    return Refusal.invalidParameter("Invalid retention policy document: " + why + ".");
  }

  private static Refusal invalidCriteria() {
    return Refusal.invalidParameter(
        "Invalid selectionCriteria: for a retention policy give LogGroupNamePrefix IN [\"…\"].");
  }
}
