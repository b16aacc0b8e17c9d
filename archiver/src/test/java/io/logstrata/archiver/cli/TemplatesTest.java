package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is declared, as templates. */
final class TemplatesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String KEY =
      "arn:aws:kms:ap-northeast-2:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  /** With everything that a template language might take for its own. */
  static final String DECLARED =
      """
      { "region": "ap-northeast-2", "logGroupFilter": "umma-production",
        "s3BucketName": "backup.cloudwatch.umma", "logFolderName": "backup",
        "logGroups": [
          { "name": "umma-production", "retentionDays": 90, "class": "STANDARD", "kmsKey": "%1$s",
            "tags": { "cost center": "a+b@c" } },
          { "name": "umma.production", "retentionDays": 30 },
          { "name": "shared", "foreign": true } ],
        "bucket": { "kmsKey": "%1$s" },
        "topics": [
          { "name": "umma-alarms", "emails": ["ops@example.com", "o.p.s@example.com"] },
          { "name": "theirs", "foreign": true } ],
        "alarms": [
          { "name": "special", "logGroup": "umma-production", "filterName": "level-error-special",
            "filter": "{ $.level = \\"${x} %%{y} $${z}\\" && $.path = \\"C:\\\\\\\\temp\\" }",
            "metricNamespace": "LogMetrics", "metricName": "umma-production-error-special",
            "threshold": 100, "period": "PT5M", "periods": 3, "missingData": "breaching",
            "topic": "umma-alarms" },
          { "name": "shared", "logGroup": "shared", "filterName": "f", "filter": "error-special",
            "absentStatus": "counts", "metricNamespace": "N", "metricName": "M",
            "threshold": 2.5, "period": "PT1M", "periods": 1, "missingData": "notBreaching",
            "topic": "theirs" } ] }
      """
          .formatted(KEY);

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  JsonNode template(String... more) throws Exception {
    Path config = Files.writeString(folder.resolve("archiver.json"), DECLARED);
    List<String> arguments = new ArrayList<>(List.of("policy", "setup", "--config=" + config));
    arguments.addAll(List.of(more));
    int exit =
        Main.run(
            arguments.toArray(String[]::new),
            Map.of(),
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    assertThat(exit).as(err.toString()).isZero();
    return JSON.readTree(out.toString());
  }

  private static JsonNode json(String text) throws Exception {
    return JSON.readTree(text);
  }

  @Test
  void cloudformation_has_each_declared_thing_and_nothing_foreign() throws Exception {
    JsonNode resources = template("--format=cloudformation").path("Resources");
    List<String> names = new ArrayList<>();
    resources.fieldNames().forEachRemaining(names::add);

    assertThat(names)
        .containsExactlyInAnyOrder(
            "LogGroupUmmaProduction",
            "LogGroupUmmaProduction2",
            "BucketBackupCloudwatchUmma",
            "BucketPolicyBackupCloudwatchUmma",
            "TopicUmmaAlarms",
            "SubscriptionUmmaAlarmsOpsExampleCom",
            "SubscriptionUmmaAlarmsOPSExampleCom",
            "MetricFilterUmmaProductionLevelErrorSpecial",
            "AlarmSpecial",
            "MetricFilterSharedF",
            "AlarmShared");
    assertThat(resources.path("LogGroupUmmaProduction"))
        .isEqualTo(
            json(
                """
                { "Type": "AWS::Logs::LogGroup",
                  "Properties": { "LogGroupName": "umma-production", "RetentionInDays": 90, "LogGroupClass": "STANDARD",
                    "KmsKeyId": "%s", "Tags": [ { "Key": "cost center", "Value": "a+b@c" } ] },
                  "DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain" }
                """
                    .formatted(KEY)));
    assertThat(resources.path("AlarmSpecial").path("Properties"))
        .isEqualTo(
            json(
                """
                { "AlarmName": "special", "Namespace": "LogMetrics", "MetricName": "umma-production-error-special",
                  "Statistic": "Sum", "ComparisonOperator": "GreaterThanOrEqualToThreshold", "Threshold": 100,
                  "Period": 300, "EvaluationPeriods": 3, "TreatMissingData": "breaching",
                  "AlarmActions": [ { "Ref": "TopicUmmaAlarms" } ] }
                """));
    assertThat(resources.path("AlarmShared").path("Properties").path("AlarmActions").path(0))
        .isEqualTo(json("{\"Fn::Sub\":\"arn:aws:sns:ap-northeast-2:${AWS::AccountId}:theirs\"}"));
    assertThat(resources.path("AlarmShared").path("Properties").path("Threshold").asText())
        .isEqualTo("2.5");
    assertThat(resources.path("MetricFilterSharedF").path("Properties").path("LogGroupName"))
        .isEqualTo(json("\"shared\""));
  }

  @Test
  void cloudformation_keeps_patterns_to_the_letter() throws Exception {
    JsonNode filter =
        template("--format=cloudformation")
            .path("Resources")
            .path("MetricFilterUmmaProductionLevelErrorSpecial")
            .path("Properties");

    assertThat(filter.path("FilterPattern").asText())
        .isEqualTo("{ $.level = \"${x} %{y} $${z}\" && $.path = \"C:\\\\temp\" }");
    assertThat(filter.path("LogGroupName")).isEqualTo(json("{\"Ref\":\"LogGroupUmmaProduction\"}"));
  }

  @Test
  void the_buckets_policy_is_for_the_account_that_makes_the_stack() throws Exception {
    JsonNode policy =
        template("--format=cloudformation")
            .path("Resources")
            .path("BucketPolicyBackupCloudwatchUmma")
            .path("Properties");

    assertThat(policy.path("Bucket")).isEqualTo(json("{\"Ref\":\"BucketBackupCloudwatchUmma\"}"));
    assertThat(policy.path("PolicyDocument").path("Statement").path(1).path("Condition"))
        .isEqualTo(
            json(
                """
                { "StringEquals": { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceAccount": { "Fn::Sub": "${AWS::AccountId}" } },
                  "ArnLike": { "aws:SourceArn": { "Fn::Sub": "arn:aws:logs:ap-northeast-2:${AWS::AccountId}:log-group:*" } } }
                """));
  }

  @Test
  void terraform_has_each_declared_thing_and_nothing_foreign() throws Exception {
    JsonNode resources = template("--format=terraform").path("resource");
    List<String> names = new ArrayList<>();
    resources
        .properties()
        .forEach(
            type ->
                type.getValue()
                    .fieldNames()
                    .forEachRemaining(name -> names.add(type.getKey() + "." + name)));

    assertThat(names)
        .containsExactlyInAnyOrder(
            "aws_cloudwatch_log_group.group_umma_production",
            "aws_cloudwatch_log_group.group_umma_production2",
            "aws_s3_bucket.bucket_backup_cloudwatch_umma",
            "aws_s3_bucket_public_access_block.bucket_backup_cloudwatch_umma",
            "aws_s3_bucket_server_side_encryption_configuration.bucket_backup_cloudwatch_umma",
            "aws_s3_bucket_policy.bucket_backup_cloudwatch_umma",
            "aws_sns_topic.topic_umma_alarms",
            "aws_sns_topic_subscription.subscription_umma_alarms_ops_example_com",
            "aws_sns_topic_subscription.subscription_umma_alarms_o_p_s_example_com",
            "aws_cloudwatch_log_metric_filter.filter_umma_production_level_error_special",
            "aws_cloudwatch_log_metric_filter.filter_shared_f",
            "aws_cloudwatch_metric_alarm.alarm_special",
            "aws_cloudwatch_metric_alarm.alarm_shared");
    assertThat(resources.path("aws_cloudwatch_metric_alarm").path("alarm_special"))
        .isEqualTo(
            json(
                """
                { "alarm_name": "special", "namespace": "LogMetrics", "metric_name": "umma-production-error-special",
                  "statistic": "Sum", "comparison_operator": "GreaterThanOrEqualToThreshold", "threshold": 100,
                  "period": 300, "evaluation_periods": 3, "treat_missing_data": "breaching",
                  "alarm_actions": [ "${aws_sns_topic.topic_umma_alarms.arn}" ] }
                """));
  }

  @Test
  void terraform_takes_no_value_for_a_template() throws Exception {
    JsonNode resources = template("--format=terraform").path("resource");

    assertThat(
            resources
                .path("aws_cloudwatch_log_metric_filter")
                .path("filter_umma_production_level_error_special")
                .path("pattern")
                .asText())
        .isEqualTo("{ $.level = \"$${x} %%{y} $$${z}\" && $.path = \"C:\\\\temp\" }");
    assertThat(
            resources.path("aws_cloudwatch_log_group").path("group_umma_production").path("tags"))
        .isEqualTo(json("{ \"cost center\": \"a+b@c\" }"));
    assertThat(
            resources
                .path("aws_s3_bucket_policy")
                .path("bucket_backup_cloudwatch_umma")
                .path("policy")
                .asText())
        .contains("\"aws:SourceAccount\":\"${data.aws_caller_identity.current.account_id}\"")
        .doesNotContain("<the account>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cloudformation", "terraform"})
  void an_account_of_ones_own_choice_is_put_in(String format) throws Exception {
    String text = template("--format=" + format, "--account=123456789012").toString();

    assertThat(text).contains("arn:aws:logs:ap-northeast-2:123456789012:log-group:*");
  }
}
