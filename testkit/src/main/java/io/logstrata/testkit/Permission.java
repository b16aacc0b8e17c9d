package io.logstrata.testkit;

import static java.util.Objects.requireNonNull;

/**
 * What a call would have needed on AWS.
 *
 * @param action IAM's name, such as {@code logs:PutLogEvents}; it is not always the operation's
 * @param resource the ARN that AWS checks the action against, or {@code *} for actions that know no
 *     resource. A log group is spelt with {@code :*} at its end, except for tagging, as AWS's
 *     overview of CloudWatch Logs permissions has it.
 */
public record Permission(String action, String resource) implements Comparable<Permission> {
  public Permission {
    requireNonNull(action, "action");
    requireNonNull(resource, "resource");
  }

  @Override
  public int compareTo(Permission other) {
    int byAction = action.compareTo(other.action);
    return byAction != 0 ? byAction : resource.compareTo(other.resource);
  }
}
