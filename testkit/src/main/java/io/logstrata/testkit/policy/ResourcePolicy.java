package io.logstrata.testkit.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The policy of a bucket or a topic, as far as it lets services in: effects, service principals,
 * actions, resources, and conditions. Nothing is let in by mistake: a condition operator that it
 * does not know never holds where it would allow, and always where it would deny.
 */
public final class ResourcePolicy {
  private static final Set<String> EFFECTS = Set.of("Allow", "Deny");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final List<JsonNode> statements;

  private ResourcePolicy(List<JsonNode> statements) {
    this.statements = statements;
  }

  /**
   * Reads a policy.
   *
   * @throws IllegalArgumentException when the text is no policy
   */
  public static ResourcePolicy parse(String text) {
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
          if (!EFFECTS.contains(statement.get("Effect").asText())) {
            throw malformed("Invalid effect: " + statement.get("Effect").asText());
          }
        }
        return new ResourcePolicy(statements);
      }
    } catch (JsonProcessingException notJson) {
      throw malformed("This policy contains invalid Json");
    }
    throw malformed("Missing required field Statement");
  }

  private static IllegalArgumentException malformed(String message) {
    return new IllegalArgumentException(message);
  }

  /**
   * Says whether the service may do the action; a Deny wins over any Allow.
   *
   * @param service such as {@code logs.ap-northeast-2.amazonaws.com}
   * @param context values of condition keys, by lower-case key
   */
  public boolean allows(
      String service, String action, String resource, Map<String, String> context) {
    boolean allowed = false;
    for (JsonNode statement : statements) {
      if (applies(statement, service, action, resource, context)) {
        if (denies(statement)) {
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
        && chosen(statement, "Action", action.toLowerCase(Locale.ROOT))
        && chosen(statement, "Resource", resource)
        && PolicyConditions.hold(statement.get("Condition"), context, denies(statement));
  }

  private static boolean denies(JsonNode statement) {
    return statement.get("Effect").asText().equals("Deny");
  }

  private static boolean principal(JsonNode principal, String service) {
    if (principal.isTextual()) {
      return principal.asText().equals("*");
    }
    boolean named =
        principal.has("Service")
            && elements(principal.get("Service")).stream()
                .anyMatch(one -> one.asText().equals(service));
    boolean everybody =
        principal.has("AWS")
            && elements(principal.get("AWS")).stream().anyMatch(one -> one.asText().equals("*"));
    return named || everybody;
  }

  /**
   * Whether {@code Action} holds the value, or {@code NotAction} does not; and so for resources.
   */
  private static boolean chosen(JsonNode statement, String member, String value) {
    return statement.has(member)
        ? anyMatches(member, statement.get(member), value)
        : !anyMatches(member, statement.get("Not" + member), value);
  }

  private static boolean anyMatches(String member, JsonNode patterns, String value) {
    // Actions are written in any case.
    return elements(patterns).stream()
        .map(JsonNode::asText)
        .map(text -> member.equals("Action") ? text.toLowerCase(Locale.ROOT) : text)
        .anyMatch(pattern -> like(pattern, value));
  }

  static boolean like(String pattern, String value) {
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

  static List<JsonNode> elements(JsonNode oneOrMany) {
    List<JsonNode> elements = new ArrayList<>();
    if (oneOrMany.isArray()) {
      oneOrMany.forEach(elements::add);
    } else {
      elements.add(oneOrMany);
    }
    return elements;
  }
}
