package io.logstrata.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;

@ExtendWith(LocalCloudExtension.class)
final class PermissionsTest {
  private static final String GROUP = "arn:aws:logs:ap-northeast-2:123456789012:log-group:app";

  @Test
  void notes_what_calls_would_have_needed_on_aws(LocalCloud cloud) {
    try (CloudWatchLogsClient logs = Clients.logs(cloud)) {
      logs.createLogGroup(r -> r.logGroupName("app").tags(Map.of("team", "umma")));
      logs.createLogStream(r -> r.logGroupName("app").logStreamName("one"));
      logs.putLogEvents(
          r ->
              r.logGroupName("app")
                  .logStreamName("one")
                  .logEvents(
                      InputLogEvent.builder()
                          .timestamp(Instant.now().toEpochMilli())
                          .message("text")
                          .build()));
      logs.describeLogGroups();
      logs.putRetentionPolicy(r -> r.logGroupName("app").retentionInDays(30));
    }
    assertThat(cloud.permissions())
        .containsExactly(
            new Permission("logs:CreateLogGroup", GROUP + ":*"),
            new Permission("logs:CreateLogStream", GROUP + ":log-stream:one"),
            new Permission("logs:DescribeLogGroups", "*"),
            new Permission("logs:PutLogEvents", GROUP + ":log-stream:one"),
            new Permission("logs:PutRetentionPolicy", GROUP + ":*"),
            new Permission("logs:TagResource", GROUP));
  }

  @Test
  void notes_what_a_call_that_met_a_fault_would_have_needed(LocalCloud cloud) {
    cloud.faults().next("DeleteLogGroup", Fault.PERMISSION_MISSING, 1);
    try (CloudWatchLogsClient logs = Clients.logs(cloud)) {
      assertThatThrownBy(() -> logs.deleteLogGroup(r -> r.logGroupName("app")))
          .isInstanceOf(CloudWatchLogsException.class)
          .hasMessageContaining("not authorized");
    }
    assertThat(cloud.permissions())
        .containsExactly(new Permission("logs:DeleteLogGroup", GROUP + ":*"));
  }

  @Test
  void a_key_must_be_described_by_whoever_gives_it_to_a_group(LocalCloud cloud) {
    String key = "arn:aws:kms:ap-northeast-2:123456789012:key/one";
    try (CloudWatchLogsClient logs = Clients.logs(cloud)) {
      logs.createLogGroup(r -> r.logGroupName("app").kmsKeyId(key));
      logs.disassociateKmsKey(r -> r.logGroupName("app"));
      logs.associateKmsKey(r -> r.resourceIdentifier(GROUP).kmsKeyId(key + "2"));
      logs.associateKmsKey(
          r ->
              r.resourceIdentifier("arn:aws:logs:ap-northeast-2:123456789012:query-result:*")
                  .kmsKeyId(key + "3"));
    }
    assertThat(cloud.permissions())
        .containsExactly(
            new Permission("kms:DescribeKey", key),
            new Permission("kms:DescribeKey", key + "2"),
            new Permission("kms:DescribeKey", key + "3"),
            new Permission("logs:AssociateKmsKey", "*"),
            new Permission("logs:AssociateKmsKey", GROUP + ":*"),
            new Permission("logs:CreateLogGroup", GROUP + ":*"),
            new Permission("logs:DisassociateKmsKey", GROUP + ":*"));
  }

  @Test
  void a_policy_of_the_account_also_needs_the_action_of_its_type(LocalCloud cloud) {
    try (CloudWatchLogsClient logs = Clients.logs(cloud)) {
      logs.putAccountPolicy(
          r ->
              r.policyName("all")
                  .policyType("RETENTION_POLICY")
                  .policyDocument("{\"retentionInDays\":30,\"enforcementMode\":\"NEW_ONLY\"}"));
      logs.describeAccountPolicies(r -> r.policyType("RETENTION_POLICY"));
      logs.describeAccountPolicies(r -> r.policyType("TRANSFORMER_POLICY"));
      logs.deleteAccountPolicy(r -> r.policyName("all").policyType("RETENTION_POLICY"));
    }
    assertThat(cloud.permissions())
        .containsExactly(
            new Permission("logs:DeleteAccountPolicy", "*"),
            new Permission("logs:DeleteRetentionPolicy", "*"),
            new Permission("logs:DescribeAccountPolicies", "*"),
            new Permission("logs:GetTransformer", "*"),
            new Permission("logs:PutAccountPolicy", "*"),
            new Permission("logs:PutRetentionPolicy", "*"));
  }

  @Test
  void knows_the_actions_of_s3_that_are_not_called_like_their_operations(LocalCloud cloud) {
    try (S3Client s3 = Clients.s3(cloud)) {
      s3.createBucket(
          r -> r.bucket("archive").objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED));
      s3.headBucket(r -> r.bucket("archive"));
      s3.putObject(r -> r.bucket("archive").key("a/b"), RequestBody.fromString("x"));
      s3.headObject(r -> r.bucket("archive").key("a/b"));
      s3.listObjectsV2(r -> r.bucket("archive"));
      s3.getPublicAccessBlock(r -> r.bucket("archive"));
    }
    assertThat(cloud.permissions())
        .containsExactly(
            new Permission("s3:CreateBucket", "arn:aws:s3:::archive"),
            new Permission("s3:GetBucketPublicAccessBlock", "arn:aws:s3:::archive"),
            new Permission("s3:GetObject", "arn:aws:s3:::archive/a/b"),
            new Permission("s3:ListBucket", "arn:aws:s3:::archive"),
            new Permission("s3:PutBucketOwnershipControls", "arn:aws:s3:::archive"),
            new Permission("s3:PutObject", "arn:aws:s3:::archive/a/b"));
  }
}
