package io.logstrata.testkit.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.logs.LogStore;
import io.logstrata.testkit.logs.RetentionPolicies;
import io.logstrata.testkit.logs.RetentionPolicy;
import io.logstrata.testkit.rules.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Account-level policies: those of retention; the other types are known, and there are none.
 * Source: API reference; where it gives no wording, the message is ours.
 */
final class AccountPolicyOperations {
  private static final String RETENTION = "RETENTION_POLICY";
  private static final Set<String> TYPES =
      new TreeSet<>(
          Set.of(
              "DATA_PROTECTION_POLICY",
              "SUBSCRIPTION_FILTER_POLICY",
              "FIELD_INDEX_POLICY",
              "TRANSFORMER_POLICY",
              "METRIC_EXTRACTION_POLICY",
              RETENTION));
  private final RetentionPolicies policies;
  private final String accountId;

  AccountPolicyOperations(LogStore store) {
    this.policies = store.retentionPolicies();
    this.accountId = store.account().accountId();
  }

  Map<String, Operation> all() {
    return Map.of(
        "PutAccountPolicy", this::put,
        "DescribeAccountPolicies", this::describe,
        "DeleteAccountPolicy", this::delete);
  }

  private void put(Input input, ObjectNode answer) {
    String name = input.requiredText("policyName");
    String document = input.requiredText("policyDocument");
    onlyRetention(input);
    Optional<String> scope = input.optionalText("scope");
    if (scope.isPresent() && !scope.get().equals("ALL")) {
      throw Refusal.constraint(scope.get(), "scope", "Member must satisfy enum value set: [ALL]");
    }
    RetentionPolicy.Version version =
        RetentionDocument.read(document, input.optionalText("selectionCriteria"));
    show(answer.putObject("accountPolicy"), policies.put(name, version));
  }

  private void describe(Input input, ObjectNode answer) {
    String type = type(input);
    Optional<String> name = input.optionalText("policyName");
    List<String> accounts = input.texts("accountIdentifiers");
    if (!accounts.isEmpty() && !accounts.equals(List.of(accountId))) {
      throw Refusal.invalidParameter(
          "The testkit is one account: accountIdentifiers may be " + accountId + " only.");
    }
    if (input.has("nextToken")) {
      throw Paging.invalidToken();
    }
    ArrayNode shown = answer.putArray("accountPolicies");
    if (type.equals(RETENTION)) {
      policies.all().stream()
          .filter(policy -> name.map(policy.name()::equals).orElse(true))
          .forEach(policy -> show(shown.addObject(), policy));
    }
  }

  private void delete(Input input, ObjectNode answer) {
    String name = input.requiredText("policyName");
    onlyRetention(input);
    policies.delete(name);
  }

  private void show(ObjectNode shown, RetentionPolicy policy) {
    shown.put("policyName", policy.name());
    shown.put("policyDocument", policy.newest().document());
    shown.put("lastUpdatedTime", policy.updatedMillis());
    shown.put("policyType", RETENTION);
    shown.put("scope", "ALL");
    policy.newest().criteria().ifPresent(text -> shown.put("selectionCriteria", text));
    shown.put("accountId", accountId);
  }

  private static String type(Input input) {
    String type = input.requiredText("policyType");
    if (!TYPES.contains(type)) {
      throw Refusal.constraint(type, "policyType", "Member must satisfy enum value set: " + TYPES);
    }
    return type;
  }

  private static void onlyRetention(Input input) {
    String type = type(input);
    if (!type.equals(RETENTION)) {
      throw Refusal.invalidParameter(
          "The testkit knows account policies of the type " + RETENTION + " only, not " + type);
    }
    if (input.flag("dryRun", false)) {
      throw Refusal.invalidParameter("The testkit performs no dry run of an account policy.");
    }
  }
}
