package io.logstrata.testkit.protocol;

import io.logstrata.testkit.Permission;
import io.logstrata.testkit.rules.Account;
import java.util.ArrayList;
import java.util.List;

/**
 * What CloudWatch's calls need. Source: the service authorization reference; metrics have no ARN.
 */
final class CloudWatchPermissions implements Permissions {
  private final Account account;

  CloudWatchPermissions(Account account) {
    this.account = account;
  }

  @Override
  public List<Permission> of(String operation, Input input) {
    String action = "cloudwatch:" + operation;
    List<Permission> needed = new ArrayList<>();
    switch (operation) {
      case "PutMetricAlarm", "SetAlarmState" -> {
        String arn = account.alarmArn(String.valueOf(input.text("AlarmName")));
        needed.add(new Permission(action, arn));
        if (input.has("Tags")) {
          needed.add(new Permission("cloudwatch:TagResource", arn));
        }
      }
      case "DescribeAlarms", "DeleteAlarms" ->
          input
              .texts("AlarmNames")
              .forEach(name -> needed.add(new Permission(action, account.alarmArn(name))));
      case "TagResource", "UntagResource", "ListTagsForResource" ->
          needed.add(new Permission(action, String.valueOf(input.text("ResourceARN"))));
      default -> {
        // GetMetricData, PutMetricData, ListMetrics: no resource.
      }
    }
    return needed.isEmpty() ? List.of(new Permission(action, "*")) : needed;
  }
}
