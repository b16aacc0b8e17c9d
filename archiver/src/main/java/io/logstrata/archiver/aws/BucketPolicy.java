package io.logstrata.archiver.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.archiver.permissions.ExportAccess;
import io.logstrata.archiver.permissions.Place;
import java.util.Optional;

/**
 * Brings what lets CloudWatch Logs write into a bucket into the policy that the bucket has.
 *
 * @param accountId whose exports are let in; empty means any that names the bucket, which is what
 *     the service wrote in its guide before it asked for source accounts
 */
record BucketPolicy(String bucket, String region, Optional<String> accountId) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * The existing policy with the statements in it, or empty when they are there already. Statements
   * of others stay as they are.
   *
   * @throws IllegalArgumentException when the existing policy is no JSON object
   */
  Optional<String> mergedInto(Optional<String> existing) {
    ObjectNode policy = existing.map(BucketPolicy::parse).orElseGet(BucketPolicy::empty);
    ArrayNode statements = statements(policy);
    boolean changed = false;
    for (JsonNode wanted : wanted()) {
      changed |= replace(statements, wanted);
    }
    return changed ? Optional.of(policy.toString()) : Optional.empty();
  }

  private static ObjectNode parse(String text) {
    try {
      if (JSON.readTree(text) instanceof ObjectNode policy) {
        return policy;
      }
      throw new IllegalArgumentException("the bucket's policy is no JSON object");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the bucket's policy is no JSON: " + e.getMessage(), e);
    }
  }

  private static ObjectNode empty() {
    ObjectNode policy = JSON.createObjectNode().put("Version", "2012-10-17");
    policy.putArray("Statement");
    return policy;
  }

  /** A policy of one statement may have it without an array around it. */
  private static ArrayNode statements(ObjectNode policy) {
    JsonNode existing = policy.path("Statement");
    if (existing instanceof ArrayNode array) {
      return array;
    }
    ArrayNode array = policy.putArray("Statement");
    if (existing.isObject()) {
      array.add(existing);
    }
    return array;
  }

  private static boolean replace(ArrayNode statements, JsonNode wanted) {
    for (int i = 0; i < statements.size(); i++) {
      JsonNode statement = statements.get(i);
      if (statement.path("Sid").equals(wanted.get("Sid"))) {
        if (statement.equals(wanted)) {
          return false;
        }
        statements.set(i, wanted);
        return true;
      }
    }
    statements.add(wanted);
    return true;
  }

  /** The statements that are printed for whoever sets the policy by hand. */
  private JsonNode wanted() {
    return new ExportAccess(new Place(region, accountId), bucket)
        .document()
        .json()
        .path("Statement");
  }
}
