package io.logstrata.testkit.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;

/** The condition block of a policy's statement. */
final class PolicyConditions {
  private static final String IF_EXISTS = "IfExists";

  private PolicyConditions() {}

  /**
   * Says whether every condition holds.
   *
   * @param conditions the block, or null when there is none
   * @param context values of condition keys, by lower-case key
   * @param whenUnknown what an operator says that is not known here
   */
  static boolean hold(JsonNode conditions, Map<String, String> context, boolean whenUnknown) {
    if (conditions == null) {
      return true;
    }
    for (Map.Entry<String, JsonNode> operator : conditions.properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        String actual = context.get(key.getKey().toLowerCase(Locale.ROOT));
        List<String> expected =
            ResourcePolicy.elements(key.getValue()).stream().map(JsonNode::asText).toList();
        if (!holds(operator.getKey(), expected, actual, whenUnknown)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean holds(
      String operator, List<String> expected, String actual, boolean whenUnknown) {
    if (operator.endsWith(IF_EXISTS)) {
      String strict = operator.substring(0, operator.length() - IF_EXISTS.length());
      return actual == null || holds(strict, expected, actual, whenUnknown);
    }
    return switch (operator) {
      case "StringEquals" -> any(expected, actual, String::equals);
      case "StringEqualsIgnoreCase", "Bool" -> any(expected, actual, String::equalsIgnoreCase);
      case "StringLike", "ArnLike", "ArnEquals" -> any(expected, actual, ResourcePolicy::like);
      // What is asked about a key that is not there differs from everything.
      case "StringNotEquals" -> !any(expected, actual, String::equals);
      case "StringNotEqualsIgnoreCase" -> !any(expected, actual, String::equalsIgnoreCase);
      case "StringNotLike", "ArnNotLike", "ArnNotEquals" ->
          !any(expected, actual, ResourcePolicy::like);
      case "Null" -> any(expected, String.valueOf(actual == null), String::equals);
      default -> whenUnknown;
    };
  }

  private static boolean any(
      List<String> expected, String actual, BiPredicate<String, String> matches) {
    return actual != null && expected.stream().anyMatch(one -> matches.test(one, actual));
  }
}
