package io.logstrata.testkit.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A bucket policy, as far as it lets services in: effects, service principals, actions, resources,
 * and the string and ARN conditions. A condition operator that it does not know never holds, so
 * that nothing is let in by mistake.
 */
final class BucketPolicy {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final List<JsonNode> statements;

  private BucketPolicy(List<JsonNode> statements) {
    this.statements = statements;
  }

  /**
   * Reads a policy.
   *
   * @throws S3Refusal MalformedPolicy, when the text is no policy
   */
  static BucketPolicy parse(String text) {
    try {
      JsonNode policy = JSON.readTree(text);
      if (policy != null && policy.isObject() && policy.has("Statement")) {
        List<JsonNode> statements = elements(policy.get("Statement"));
        for (JsonNode statement : statements) {
          if (!statement.has("Effect")
              || !statement.has("Principal")
              || !(statement.has("Action") || statement.has("NotAction"))
              || !(statement.has("Resource") || statement.has("NotResource"))) {
            throw malformed("Missing required field in a statement");
          }
        }
        return new BucketPolicy(statements);
      }
    } catch (JsonProcessingException notJson) {
      throw malformed("This policy contains invalid Json");
    }
    throw malformed("Missing required field Statement");
  }

  private static S3Refusal malformed(String message) {
    return new S3Refusal(400, "MalformedPolicy", message);
  }

  /**
   * Says whether the service may do the action; a Deny wins over any Allow.
   *
   * @param service such as {@code logs.ap-northeast-2.amazonaws.com}
   * @param context values of condition keys, by lower-case key
   */
  boolean allows(String service, String action, String resource, Map<String, String> context) {
    boolean allowed = false;
    for (JsonNode statement : statements) {
      if (applies(statement, service, action, resource, context)) {
        if (statement.get("Effect").asText().equals("Deny")) {
          return false;
        }
        allowed = true;
      }
    }
    return allowed;
  }

  private static boolean applies(
      JsonNode statement,
      String service,
      String action,
      String resource,
      Map<String, String> context) {
    return principal(statement.get("Principal"), service)
        && statement.has("Action")
        && statement.has("Resource")
        && anyMatches(statement.get("Action"), action)
        && anyMatches(statement.get("Resource"), resource)
        && conditionsHold(statement.get("Condition"), context);
  }

  private static boolean principal(JsonNode principal, String service) {
    if (principal.isTextual()) {
      return principal.asText().equals("*");
    }
    return principal.has("Service")
        && elements(principal.get("Service")).stream()
            .anyMatch(one -> one.asText().equals(service));
  }

  private static boolean anyMatches(JsonNode patterns, String value) {
    return elements(patterns).stream().anyMatch(one -> like(one.asText(), value));
  }

  private static boolean conditionsHold(JsonNode conditions, Map<String, String> context) {
    if (conditions == null) {
      return true;
    }
    for (Map.Entry<String, JsonNode> operator : conditions.properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        String actual = context.get(key.getKey().toLowerCase(Locale.ROOT));
        if (!holds(operator.getKey(), elements(key.getValue()), actual)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean holds(String operator, List<JsonNode> expected, String actual) {
    return switch (operator) {
      case "StringEquals" ->
          actual != null && expected.stream().anyMatch(one -> one.asText().equals(actual));
      case "StringNotEquals" -> expected.stream().noneMatch(one -> one.asText().equals(actual));
      case "StringLike", "ArnLike", "ArnEquals" ->
          actual != null && expected.stream().anyMatch(one -> like(one.asText(), actual));
      default -> false;
    };
  }

  private static boolean like(String pattern, String value) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(value).matches();
  }

  private static List<JsonNode> elements(JsonNode oneOrMany) {
    List<JsonNode> elements = new ArrayList<>();
    if (oneOrMany.isArray()) {
      oneOrMany.forEach(elements::add);
    } else {
      elements.add(oneOrMany);
    }
    return elements;
  }
}
