package io.logstrata.testkit.protocol;

import io.logstrata.testkit.Permission;
import java.util.List;
import java.util.Map;

/**
 * What calls on account-level policies need: the call's own action and one of the policy's type, on
 * no resource. Source: API reference, PutAccountPolicy and its sisters.
 */
final class AccountPolicyPermissions {
  private static final Map<String, String> TO_PUT =
      Map.of(
          "DATA_PROTECTION_POLICY", "PutDataProtectionPolicy",
          "SUBSCRIPTION_FILTER_POLICY", "PutSubscriptionFilter",
          "FIELD_INDEX_POLICY", "PutIndexPolicy",
          "TRANSFORMER_POLICY", "PutTransformer",
          "METRIC_EXTRACTION_POLICY", "PutMetricExtractionPolicy",
          "RETENTION_POLICY", "PutRetentionPolicy");

  /** A type that is missing here or below asks for nothing else. */
  private static final Map<String, String> TO_DESCRIBE =
      Map.of(
          "DATA_PROTECTION_POLICY", "GetDataProtectionPolicy",
          "SUBSCRIPTION_FILTER_POLICY", "DescribeSubscriptionFilters",
          "FIELD_INDEX_POLICY", "DescribeIndexPolicies",
          "TRANSFORMER_POLICY", "GetTransformer");

  private static final Map<String, String> TO_DELETE =
      Map.of(
          "DATA_PROTECTION_POLICY", "DeleteDataProtectionPolicy",
          "SUBSCRIPTION_FILTER_POLICY", "DeleteSubscriptionFilter",
          "FIELD_INDEX_POLICY", "DeleteIndexPolicy",
          "TRANSFORMER_POLICY", "DeleteTransformer",
          "RETENTION_POLICY", "DeleteRetentionPolicy");

  private AccountPolicyPermissions() {}

  static List<Permission> of(String operation, Input input) {
    Permission call = new Permission("logs:" + operation, "*");
    Map<String, String> byType =
        switch (operation) {
          case "PutAccountPolicy" -> TO_PUT;
          case "DeleteAccountPolicy" -> TO_DELETE;
          default -> TO_DESCRIBE;
        };
    String other = byType.get(String.valueOf(input.text("policyType")));
    return other == null ? List.of(call) : List.of(call, new Permission("logs:" + other, "*"));
  }
}
