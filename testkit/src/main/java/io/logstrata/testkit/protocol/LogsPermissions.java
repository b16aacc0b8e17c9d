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
    if (ON_TAGGED.contains(operation)) {
      return List.of(new Permission(action, String.valueOf(input.text("resourceArn"))));
    }
    List<String> groups = groups(input);
    if (groups.isEmpty()) {
      return List.of(new Permission(action, "*"));
    }
    if (ON_A_STREAM.contains(operation)) {
      String stream = String.valueOf(input.text("logStreamName"));
      return List.of(new Permission(action, account.streamArn(groups.get(0), stream)));
    }
    List<Permission> needed = new ArrayList<>();
    for (String group : groups) {
      needed.add(new Permission(action, account.groupArn(group) + ":*"));
    }
    if (operation.equals("CreateLogGroup") && input.has("tags")) {
      needed.add(new Permission("logs:TagResource", account.groupArn(groups.get(0))));
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
    groups.addAll(input.texts("logGroupNames"));
    groups.addAll(input.texts("logGroupIdentifiers"));
    return groups.stream().filter(Objects::nonNull).map(account::groupName).toList();
  }
}
