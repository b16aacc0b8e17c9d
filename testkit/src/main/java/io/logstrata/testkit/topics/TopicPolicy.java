package io.logstrata.testkit.topics;

/** The policy that a topic has when none was given. */
final class TopicPolicy {
  private static final String TEXT =
      "{\"Version\":\"2008-10-17\",\"Id\":\"__default_policy_ID\",\"Statement\":[{\"Sid\":\"__default_statement_ID\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":[\"SNS:GetTopicAttributes\",\"SNS:SetTopicAttributes\",\"SNS:AddPermission\",\"SNS:RemovePermission\",\"SNS:DeleteTopic\",\"SNS:Subscribe\",\"SNS:ListSubscriptionsByTopic\",\"SNS:Publish\"],\"Resource\":\"TOPIC\",\"Condition\":{\"StringEquals\":{\"AWS:SourceOwner\":\"OWNER\"}}}]}";

  private TopicPolicy() {}

  /** Returns the policy that lets the owner's account in, and its alarms with it. */
  static String ofOwner(String arn, String accountId) {
    // The account first: a topic may have any name.
    return TEXT.replace("OWNER", accountId).replace("TOPIC", arn);
  }
}
