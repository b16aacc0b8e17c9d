package io.logstrata.testkit.protocol;

import io.logstrata.testkit.Permission;
import io.logstrata.testkit.rules.Account;
import java.util.List;

/** What SNS's calls need: each on its topic. Source: the service authorization reference. */
final class TopicPermissions implements Permissions {
  private final Account account;

  TopicPermissions(Account account) {
    this.account = account;
  }

  @Override
  public List<Permission> of(String operation, Input input) {
    String action = "sns:" + operation;
    return switch (operation) {
      case "ListTopics" -> List.of(new Permission(action, "*"));
      case "CreateTopic" -> {
        String arn = account.topicArn(String.valueOf(input.text("Name")));
        yield input.has("Tags")
            ? List.of(new Permission(action, arn), new Permission("sns:TagResource", arn))
            : List.of(new Permission(action, arn));
      }
      case "TagResource", "UntagResource", "ListTagsForResource" ->
          List.of(new Permission(action, String.valueOf(input.text("ResourceArn"))));
      case "Unsubscribe" -> {
        String arn = String.valueOf(input.text("SubscriptionArn"));
        yield List.of(new Permission(action, arn.substring(0, Math.max(0, arn.lastIndexOf(':')))));
      }
      // Whoever has the token may confirm: the call need not even be signed.
      case "ConfirmSubscription" -> List.of();
      default ->
          List.of(
              new Permission(
                  action,
                  input
                      .optionalText("TopicArn")
                      .or(() -> input.optionalText("TargetArn"))
                      .orElse("*")));
    };
  }
}
