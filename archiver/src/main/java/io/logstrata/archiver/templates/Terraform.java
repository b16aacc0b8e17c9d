package io.logstrata.archiver.templates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.archiver.permissions.PolicyDocument;
import io.logstrata.archiver.setup.declare.Declaration;
import io.logstrata.archiver.setup.declare.DeclaredAlarm;
import io.logstrata.archiver.setup.declare.DeclaredBucket;
import io.logstrata.archiver.setup.declare.DeclaredGroup;
import io.logstrata.archiver.setup.declare.DeclaredTopic;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A configuration of Terraform in its JSON syntax, for a file that ends in {@code .tf.json}. Every
 * value is escaped, so that what begins a template in a pattern stays letters.
 */
public final class Terraform {
  /** What stands for the account in a policy that is made for any; no ARN and no name has it. */
  public static final String ACCOUNT = "<the account>";

  private static final String CALLER = "${data.aws_caller_identity.current.account_id}";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private final Names names = Names.withUnderscores();
  private final ObjectNode resources = JSON.createObjectNode();
  private final Declaration declaration;
  private final String region;
  private final String partition;

  private Terraform(Declaration declaration, String region, String partition) {
    this.declaration = declaration;
    this.region = region;
    this.partition = partition;
  }

  /**
   * Writes the configuration.
   *
   * @param region that the provider has to be of
   * @param partition such as {@code aws}
   * @param bucketPolicy of the declared bucket; {@link #ACCOUNT} may stand in it
   */
  public static String of(
      Declaration declaration,
      String region,
      String partition,
      Optional<PolicyDocument> bucketPolicy) {
    Terraform configuration = new Terraform(declaration, region, partition);
    declaration.logGroups().stream()
        .filter(group -> !group.foreign())
        .forEach(configuration::group);
    declaration.bucket().ifPresent(bucket -> configuration.bucket(bucket, bucketPolicy));
    declaration.topics().stream().filter(topic -> !topic.foreign()).forEach(configuration::topic);
    declaration.alarms().forEach(configuration::alarm);
    return configuration.text();
  }

  private String text() {
    ObjectNode all = JSON.createObjectNode();
    all.put("//", "Log groups, archive and alarms, as declared for logstrata.");
    all.putObject("terraform")
        .put("required_version", ">= 1.2")
        .putObject("required_providers")
        .putObject("aws")
        .put("source", "hashicorp/aws")
        .put("version", ">= 5.0");
    ObjectNode data = all.putObject("data");
    data.putObject("aws_caller_identity").putObject("current");
    data.putObject("aws_region")
        .putObject("current")
        .putObject("lifecycle")
        .putObject("postcondition")
        .put("condition", "${self.id == \"" + region + "\"}")
        .put("error_message", "This is declared for " + region + ".");
    all.set("resource", resources);
    try {
      return JSON.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can always be written", e);
    }
  }

  /** A value that is no template: HCL's JSON syntax reads every text as one. */
  static String literal(String text) {
    return text.replace("${", "$${").replace("%{", "%%{");
  }

  private static String reference(String type, String name, String attribute) {
    return "${" + type + "." + name + "." + attribute + "}";
  }

  private ObjectNode add(String type, String name) {
    return resources.withObjectProperty(type).putObject(name);
  }

  private void group(DeclaredGroup group) {
    ObjectNode body =
        add("aws_cloudwatch_log_group", names.of("group", group.name()))
            .put("name", literal(group.name()));
    group.retentionDays().ifPresent(days -> body.put("retention_in_days", days));
    group.logClass().ifPresent(logClass -> body.put("log_group_class", logClass.name()));
    group.kmsKey().ifPresent(key -> body.put("kms_key_id", literal(key)));
    if (!group.tags().isEmpty()) {
      ObjectNode tags = body.putObject("tags");
      group.tags().forEach((key, value) -> tags.put(literal(key), literal(value)));
    }
    // What was logged outlives the configuration.
    body.put("skip_destroy", true);
  }

  private void bucket(DeclaredBucket bucket, Optional<PolicyDocument> policy) {
    String name = names.of("bucket", bucket.name());
    String id = reference("aws_s3_bucket", name, "id");
    add("aws_s3_bucket", name)
        .put("bucket", literal(bucket.name()))
        .putObject("lifecycle")
        .put("prevent_destroy", true);
    add("aws_s3_bucket_public_access_block", name)
        .put("bucket", id)
        .put("block_public_acls", true)
        .put("block_public_policy", true)
        .put("ignore_public_acls", true)
        .put("restrict_public_buckets", true);
    bucket
        .kmsKey()
        .ifPresent(
            key ->
                add("aws_s3_bucket_server_side_encryption_configuration", name)
                    .put("bucket", id)
                    .putArray("rule")
                    .addObject()
                    .putArray("apply_server_side_encryption_by_default")
                    .addObject()
                    .put("sse_algorithm", "aws:kms")
                    .put("kms_master_key_id", literal(key)));
    if (bucket.managePolicy()) {
      policy.ifPresent(
          document ->
              add("aws_s3_bucket_policy", name)
                  .put("bucket", id)
                  .put("policy", literal(document.json().toString()).replace(ACCOUNT, CALLER)));
    }
  }

  private void topic(DeclaredTopic topic) {
    String name = names.of("topic", topic.name());
    add("aws_sns_topic", name).put("name", literal(topic.name()));
    for (String email : topic.emails()) {
      add("aws_sns_topic_subscription", names.of("subscription", topic.name() + " " + email))
          .put("topic_arn", reference("aws_sns_topic", name, "arn"))
          .put("protocol", "email")
          .put("endpoint", literal(email));
    }
  }

  private void alarm(DeclaredAlarm alarm) {
    String filter = names.of("filter", alarm.logGroup() + " " + alarm.filterName());
    if (!resources.path("aws_cloudwatch_log_metric_filter").has(filter)) {
      metricFilter(filter, alarm);
    }
    ObjectNode body =
        add("aws_cloudwatch_metric_alarm", names.of("alarm", alarm.name()))
            .put("alarm_name", literal(alarm.name()))
            .put("namespace", literal(alarm.metricNamespace()))
            .put("metric_name", literal(alarm.metricName()))
            .put("statistic", DeclaredAlarm.STATISTIC)
            .put("comparison_operator", DeclaredAlarm.COMPARISON)
            .put("threshold", BigDecimal.valueOf(alarm.threshold()).stripTrailingZeros())
            .put("period", alarm.periodSeconds())
            .put("evaluation_periods", alarm.periods())
            .put("treat_missing_data", alarm.missingData().text());
    body.putArray("alarm_actions").add(topicArn(alarm.topic()));
  }

  private void metricFilter(String name, DeclaredAlarm alarm) {
    boolean own = declaration.group(alarm.logGroup()).filter(group -> !group.foreign()).isPresent();
    String group =
        own
            ? reference("aws_cloudwatch_log_group", names.of("group", alarm.logGroup()), "name")
            : literal(alarm.logGroup());
    add("aws_cloudwatch_log_metric_filter", name)
        .put("name", literal(alarm.filterName()))
        .put("log_group_name", group)
        .put("pattern", literal(alarm.filter().pattern()))
        .putArray("metric_transformation")
        .addObject()
        .put("namespace", literal(alarm.metricNamespace()))
        .put("name", literal(alarm.metricName()))
        .put("value", DeclaredAlarm.METRIC_VALUE);
  }

  private String topicArn(String topic) {
    boolean own = declaration.topic(topic).filter(each -> !each.foreign()).isPresent();
    return own
        ? reference("aws_sns_topic", names.of("topic", topic), "arn")
        : "arn:" + partition + ":sns:" + region + ":" + CALLER + ":" + literal(topic);
  }
}
