package io.logstrata.archiver.templates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
 * A template of CloudFormation, in JSON. What holds data (log groups and the bucket) stays when the
 * stack is deleted.
 */
public final class CloudFormation {
  /** What stands for the account in a policy that is made for any. */
  public static final String ACCOUNT = "${AWS::AccountId}";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private final Names names = Names.ofLettersAndDigits();
  private final ObjectNode resources = JSON.createObjectNode();
  private final Declaration declaration;
  private final String region;
  private final String partition;

  private CloudFormation(Declaration declaration, String region, String partition) {
    this.declaration = declaration;
    this.region = region;
    this.partition = partition;
  }

  /**
   * Writes the template.
   *
   * @param region that the stack has to be made in
   * @param partition such as {@code aws}
   * @param bucketPolicy of the declared bucket; {@link #ACCOUNT} may stand in it
   */
  public static String of(
      Declaration declaration,
      String region,
      String partition,
      Optional<PolicyDocument> bucketPolicy) {
    CloudFormation template = new CloudFormation(declaration, region, partition);
    declaration.logGroups().stream().filter(group -> !group.foreign()).forEach(template::group);
    declaration.bucket().ifPresent(bucket -> template.bucket(bucket, bucketPolicy));
    declaration.topics().stream().filter(topic -> !topic.foreign()).forEach(template::topic);
    declaration.alarms().forEach(template::alarm);
    return template.text();
  }

  private String text() {
    ObjectNode template = JSON.createObjectNode();
    template.put("AWSTemplateFormatVersion", "2010-09-09");
    template.put("Description", "Log groups, archive and alarms, as declared for logstrata.");
    ObjectNode assertion =
        template.putObject("Rules").putObject("Region").putArray("Assertions").addObject();
    assertion.putObject("Assert").putArray("Fn::Equals").add(ref("AWS::Region")).add(region);
    assertion.put("AssertDescription", "This is declared for " + region + ".");
    template.set("Resources", resources);
    try {
      return JSON.writeValueAsString(template);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can always be written", e);
    }
  }

  /** A resource, and the node of its properties. */
  private ObjectNode add(String name, String type) {
    return resources.putObject(name).put("Type", type).putObject("Properties");
  }

  private void keep(String name) {
    ((ObjectNode) resources.get(name))
        .put("DeletionPolicy", "Retain")
        .put("UpdateReplacePolicy", "Retain");
  }

  private static ObjectNode ref(String name) {
    return JSON.createObjectNode().put("Ref", name);
  }

  private void group(DeclaredGroup group) {
    String name = names.of("LogGroup", group.name());
    ObjectNode properties = add(name, "AWS::Logs::LogGroup").put("LogGroupName", group.name());
    group.retentionDays().ifPresent(days -> properties.put("RetentionInDays", days));
    group.logClass().ifPresent(logClass -> properties.put("LogGroupClass", logClass.name()));
    group.kmsKey().ifPresent(key -> properties.put("KmsKeyId", key));
    if (!group.tags().isEmpty()) {
      ArrayNode tags = properties.putArray("Tags");
      group.tags().forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
    }
    keep(name);
  }

  private void bucket(DeclaredBucket bucket, Optional<PolicyDocument> policy) {
    String name = names.of("Bucket", bucket.name());
    ObjectNode properties = add(name, "AWS::S3::Bucket").put("BucketName", bucket.name());
    properties
        .putObject("PublicAccessBlockConfiguration")
        .put("BlockPublicAcls", true)
        .put("BlockPublicPolicy", true)
        .put("IgnorePublicAcls", true)
        .put("RestrictPublicBuckets", true);
    bucket
        .kmsKey()
        .ifPresent(
            key ->
                properties
                    .putObject("BucketEncryption")
                    .putArray("ServerSideEncryptionConfiguration")
                    .addObject()
                    .putObject("ServerSideEncryptionByDefault")
                    .put("SSEAlgorithm", "aws:kms")
                    .put("KMSMasterKeyID", key));
    keep(name);
    if (bucket.managePolicy()) {
      policy.ifPresent(
          document -> {
            ObjectNode attached =
                add(names.of("BucketPolicy", bucket.name()), "AWS::S3::BucketPolicy");
            attached.set("Bucket", ref(name));
            attached.set("PolicyDocument", substituted(document.json()));
          });
    }
  }

  /** Texts in which the account is to be put become Fn::Sub; all others stay as they are. */
  private static JsonNode substituted(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue().contains(ACCOUNT)
          ? JSON.createObjectNode().put("Fn::Sub", node.textValue())
          : node;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode changed = JSON.createObjectNode();
      object.properties().forEach(each -> changed.set(each.getKey(), substituted(each.getValue())));
      return changed;
    }
    ArrayNode changed = JSON.createArrayNode();
    node.forEach(each -> changed.add(substituted(each)));
    return changed;
  }

  private void topic(DeclaredTopic topic) {
    String name = names.of("Topic", topic.name());
    add(name, "AWS::SNS::Topic").put("TopicName", topic.name());
    for (String email : topic.emails()) {
      ObjectNode subscription =
          add(names.of("Subscription", topic.name() + " " + email), "AWS::SNS::Subscription");
      subscription.put("Protocol", "email").put("Endpoint", email).set("TopicArn", ref(name));
    }
  }

  private void alarm(DeclaredAlarm alarm) {
    String filter = names.of("MetricFilter", alarm.logGroup() + " " + alarm.filterName());
    if (!resources.has(filter)) {
      metricFilter(filter, alarm);
    }
    ObjectNode properties =
        add(names.of("Alarm", alarm.name()), "AWS::CloudWatch::Alarm")
            .put("AlarmName", alarm.name())
            .put("Namespace", alarm.metricNamespace())
            .put("MetricName", alarm.metricName())
            .put("Statistic", DeclaredAlarm.STATISTIC)
            .put("ComparisonOperator", DeclaredAlarm.COMPARISON)
            .put("Threshold", BigDecimal.valueOf(alarm.threshold()).stripTrailingZeros())
            .put("Period", alarm.periodSeconds())
            .put("EvaluationPeriods", alarm.periods())
            .put("TreatMissingData", alarm.missingData().text());
    properties.putArray("AlarmActions").add(topicArn(alarm.topic()));
  }

  private void metricFilter(String name, DeclaredAlarm alarm) {
    ObjectNode properties =
        add(name, "AWS::Logs::MetricFilter")
            .put("FilterName", alarm.filterName())
            .put("FilterPattern", alarm.filter().pattern());
    boolean own = declaration.group(alarm.logGroup()).filter(group -> !group.foreign()).isPresent();
    if (own) {
      // The reference makes the group come first.
      properties.set("LogGroupName", ref(names.of("LogGroup", alarm.logGroup())));
    } else {
      properties.put("LogGroupName", alarm.logGroup());
    }
    properties
        .putArray("MetricTransformations")
        .addObject()
        .put("MetricNamespace", alarm.metricNamespace())
        .put("MetricName", alarm.metricName())
        .put("MetricValue", DeclaredAlarm.METRIC_VALUE);
  }

  private ObjectNode topicArn(String topic) {
    boolean own = declaration.topic(topic).filter(each -> !each.foreign()).isPresent();
    return own
        ? ref(names.of("Topic", topic))
        : JSON.createObjectNode()
            .put("Fn::Sub", "arn:" + partition + ":sns:" + region + ":" + ACCOUNT + ":" + topic);
  }
}
