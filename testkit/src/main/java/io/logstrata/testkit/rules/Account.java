package io.logstrata.testkit.rules;

import static java.util.Objects.requireNonNull;

/**
 * Whose service this is.
 *
 * @param region such as {@code ap-northeast-2}
 * @param accountId twelve digits
 */
public record Account(String region, String accountId) {
  public Account {
    requireNonNull(region, "region");
    if (!accountId.matches("[0-9]{12}")) {
      throw new IllegalArgumentException("accountId is " + accountId + ": give twelve digits");
    }
  }

  /** Returns the group's ARN in the spelling without {@code :*}. */
  public String groupArn(String group) {
    return "arn:aws:logs:" + region + ":" + accountId + ":log-group:" + group;
  }

  public String streamArn(String group, String stream) {
    return groupArn(group) + ":log-stream:" + stream;
  }

  /** Returns the group's name when given a group's ARN (with or without {@code :*}) or a name. */
  public String groupName(String nameOrArn) {
    String prefix = groupArn("");
    if (!nameOrArn.startsWith(prefix)) {
      return nameOrArn;
    }
    String name = nameOrArn.substring(prefix.length());
    return name.endsWith(":*") ? name.substring(0, name.length() - 2) : name;
  }

  /** Returns the ARN that stands for the results of all queries. */
  public String queryResultArn() {
    return "arn:aws:logs:" + region + ":" + accountId + ":query-result:*";
  }

  public String alarmArn(String alarm) {
    return "arn:aws:cloudwatch:" + region + ":" + accountId + ":alarm:" + alarm;
  }

  public String topicArn(String topic) {
    return "arn:aws:sns:" + region + ":" + accountId + ":" + topic;
  }
}
