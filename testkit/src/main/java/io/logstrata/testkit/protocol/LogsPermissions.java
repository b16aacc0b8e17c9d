package io.logstrata.testkit.protocol;

import io.logstrata.testkit.Permission;
import io.logstrata.testkit.rules.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Which IAM actions on which resources a call needs. Source: the service authorization reference
 * and the user guide.
 */
final class LogsPermissions implements Permissions {
  private static final Set<String> ON_A_STREAM =
      Set.of("CreateLogStream", "DeleteLogStream", "PutLogEvents", "GetLogEvents");
  private static final Set<String> ON_TAGGED =
      Set.of("TagResource", "UntagResource", "ListTagsForResource");
  private static final Set<String> WITH_A_KEY = Set.of("CreateLogGroup", "AssociateKmsKey");
  private static final Set<String> WITHOUT_RESOURCE =
      Set.of(
          "DescribeLogGroups",
          "DescribeExportTasks",
          "CancelExportTask",
          "GetQueryResults",
          "StopQuery",
          "DescribeQueries",
          "TestMetricFilter");
  private final Account account;

  LogsPermissions(Account account) {
    this.account = account;
  }

  @Override
  public List<Permission> of(String operation, Input input) {
    String action = "logs:" + operation;
    if (WITHOUT_RESOURCE.contains(operation)) {
      return List.of(new Permission(action, "*"));
    }
    return switch (operation) {
      case "PutAccountPolicy", "DescribeAccountPolicies", "DeleteAccountPolicy" ->
          AccountPolicyPermissions.of(operation, input);
      default -> onGroups(operation, input);
    };
  }

  private List<Permission> onGroups(String operation, Input input) {
    String action = "logs:" + operation;
    if (ON_TAGGED.contains(operation)) {
      return List.of(new Permission(action, String.valueOf(input.text("resourceArn"))));
    }
    List<String> groups = groups(input);
    if (groups.isEmpty() && !WITH_A_KEY.contains(operation)) {
      return List.of(new Permission(action, "*"));
    }
    if (ON_A_STREAM.contains(operation)) {
      String stream = String.valueOf(input.text("logStreamName"));
      return List.of(new Permission(action, account.streamArn(groups.get(0), stream)));
    }
    List<Permission> needed = new ArrayList<>();
    if (groups.isEmpty()) {
      needed.add(new Permission(action, "*"));
    }
    for (String group : groups) {
      needed.add(new Permission(action, account.groupArn(group) + ":*"));
    }
    if (operation.equals("CreateLogGroup") && input.has("tags") && !groups.isEmpty()) {
      needed.add(new Permission("logs:TagResource", account.groupArn(groups.get(0))));
    }
    if (WITH_A_KEY.contains(operation)) {
      // Without it AWS answers AccessDeniedException, whatever the caller may do with the group.
      input
          .optionalText("kmsKeyId")
          .ifPresent(key -> needed.add(new Permission("kms:DescribeKey", key)));
    }
    if (operation.equals("CreateExportTask")) {
      // AWS asks that the caller, too, may write to the bucket.
      String prefix = input.optionalText("destinationPrefix").orElse("exportedlogs");
      needed.add(
          new Permission(
              "s3:PutObject", "arn:aws:s3:::" + input.text("destination") + "/" + prefix + "/*"));
    }
    return needed;
  }

  private List<String> groups(Input input) {
    List<String> groups = new ArrayList<>();
    groups.add(input.text("logGroupName"));
    groups.add(input.text("logGroupIdentifier"));
    input
        .optionalText("resourceIdentifier")
        .filter(arn -> !arn.equals(account.queryResultArn()))
        .ifPresent(groups::add);
    groups.addAll(input.texts("logGroupNames"));
    groups.addAll(input.texts("logGroupIdentifiers"));
    return groups.stream().filter(Objects::nonNull).map(account::groupName).toList();
  }
}
