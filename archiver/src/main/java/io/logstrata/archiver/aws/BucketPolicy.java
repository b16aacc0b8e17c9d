package io.logstrata.archiver.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What lets CloudWatch Logs write into a bucket, as the user guide's page on export tasks has it.
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
    boolean aclChanged = replace(statements, acl());
    boolean putChanged = replace(statements, put());
    return aclChanged || putChanged ? Optional.of(policy.toString()) : Optional.empty();
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

  private static boolean replace(ArrayNode statements, ObjectNode wanted) {
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

  private ObjectNode acl() {
    ObjectNode statement =
        statement("LogstrataGetBucketAcl", "s3:GetBucketAcl", "arn:aws:s3:::" + bucket);
    addSource(statement);
    return statement;
  }

  private ObjectNode put() {
    ObjectNode statement =
        statement("LogstrataPutObject", "s3:PutObject", "arn:aws:s3:::" + bucket + "/*");
    statement
        .withObjectProperty("Condition")
        .withObjectProperty("StringEquals")
        .put("s3:x-amz-acl", "bucket-owner-full-control");
    addSource(statement);
    return statement;
  }

  private ObjectNode statement(String sid, String action, String resource) {
    ObjectNode statement = JSON.createObjectNode();
    statement.put("Sid", sid + accountId.orElse(""));
    statement.put("Effect", "Allow");
    statement.putObject("Principal").put("Service", "logs." + region + ".amazonaws.com");
    statement.put("Action", action);
    statement.put("Resource", resource);
    return statement;
  }

  private void addSource(ObjectNode statement) {
    accountId.ifPresent(
        account -> {
          ObjectNode condition = statement.withObjectProperty("Condition");
          condition.withObjectProperty("StringEquals").put("aws:SourceAccount", account);
          condition
              .withObjectProperty("ArnLike")
              .put("aws:SourceArn", "arn:aws:logs:" + region + ":" + account + ":log-group:*");
        });
  }
}
