package io.logstrata.archiver.aws;

import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.setup.AccountRetention;
import io.logstrata.archiver.setup.Actual;
import io.logstrata.archiver.setup.declare.Declaration;
import io.logstrata.archiver.setup.declare.DeclaredAlarm;
import io.logstrata.archiver.setup.declare.DeclaredBucket;
import io.logstrata.archiver.setup.declare.DeclaredGroup;
import io.logstrata.archiver.setup.declare.DeclaredTopic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** Looks at each declared thing, and at nothing else. */
final class EnvironmentReader {
  // API reference, DescribeAlarms: AlarmNames.
  private static final int MOST_ALARMS = 100;
  private static final String STANDARD = LogGroupClass.STANDARD.toString();

  private final LogGroups groups;
  private final CloudWatchClient metrics;
  private final SnsClient topics;
  private final S3Client s3;
  private final BucketSetup bucketSetup;
  private final Caller caller;
  private String doing = "";

  EnvironmentReader(
      LogGroups groups,
      CloudWatchClient metrics,
      SnsClient topics,
      S3Client s3,
      BucketSetup bucketSetup,
      Caller caller) {
    this.groups = groups;
    this.metrics = metrics;
    this.topics = topics;
    this.s3 = s3;
    this.bucketSetup = bucketSetup;
    this.caller = caller;
  }

  Answer<Actual> read(Declaration declaration) throws InterruptedException {
    try {
      Map<String, Actual.Group> foundGroups = new HashMap<>();
      for (DeclaredGroup group : declaration.logGroups()) {
        group(group).ifPresent(found -> foundGroups.put(group.name(), found));
      }
      Answer<Optional<Actual.Bucket>> bucket = Answer.of(Optional.empty());
      if (declaration.bucket().isPresent()) {
        bucket = bucket(declaration.bucket().get());
      }
      if (!bucket.given()) {
        return bucket.withoutValue();
      }
      Map<String, Actual.Topic> foundTopics = new HashMap<>();
      for (DeclaredTopic topic : declaration.topics()) {
        Answer<String> arn = caller.topicArn(topic.name());
        if (!arn.given()) {
          return arn.withoutValue();
        }
        topic(arn.get()).ifPresent(found -> foundTopics.put(topic.name(), found));
      }
      return Answer.of(
          new Actual(
              foundGroups,
              bucket.get(),
              foundTopics,
              alarms(declaration.alarms()),
              accountRetention(declaration)));
    } catch (SdkException e) {
      return Failures.answer(doing, e);
    }
  }

  private AccountRetention accountRetention(Declaration declaration) throws InterruptedException {
    return declaration.logGroups().stream().anyMatch(group -> group.retentionDays().isPresent())
        ? new AccountRetentionReader(groups.client()).read()
        : AccountRetention.NONE;
  }

  private Optional<Actual.Group> group(DeclaredGroup declared) {
    doing = "logs:DescribeLogGroups";
    Optional<LogGroup> found = groups.group(declared.name());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    LogGroup group = found.get();
    String logClass =
        group.logGroupClassAsString() == null ? STANDARD : group.logGroupClassAsString();
    Map<String, String> tags = Map.of();
    if (!declared.tags().isEmpty()) {
      doing = "logs:ListTagsForResource (" + declared.name() + ")";
      tags =
          groups
              .client()
              .listTagsForResource(request -> request.resourceArn(LogGroups.arn(group)))
              .tags();
    }
    Map<String, Actual.Filter> filters = new HashMap<>();
    // The service refuses to speak of metric filters at groups of other classes.
    if (logClass.equals(STANDARD)) {
      doing = "logs:DescribeMetricFilters (" + declared.name() + ")";
      groups
          .client()
          .describeMetricFiltersPaginator(request -> request.logGroupName(declared.name()))
          .metricFilters()
          .forEach(filter -> filters.put(filter.filterName(), ActualAlarms.filter(filter)));
    }
    return Optional.of(
        new Actual.Group(
            group.retentionInDays() == null
                ? OptionalInt.empty()
                : OptionalInt.of(group.retentionInDays()),
            logClass,
            Optional.ofNullable(group.kmsKeyId()),
            tags,
            filters));
  }

  private Answer<Optional<Actual.Bucket>> bucket(DeclaredBucket declared)
      throws InterruptedException {
    Answer<Boolean> there = bucketSetup.exists();
    if (!there.given()) {
      return there.withoutValue();
    }
    if (!there.get()) {
      return Answer.of(Optional.empty());
    }
    Answer<Boolean> closed = bucketSetup.isClosed();
    if (!closed.given()) {
      return closed.withoutValue();
    }
    boolean open = false;
    if (declared.managePolicy()) {
      Answer<String> account = caller.account();
      if (!account.given()) {
        return account.withoutValue();
      }
      Answer<Boolean> letIn = bucketSetup.letsTheServiceIn(Optional.of(account.get()));
      if (!letIn.given()) {
        return letIn.withoutValue();
      }
      open = letIn.get();
    }
    String encryption = declared.kmsKey().isPresent() ? encryption(declared.name()) : "";
    return Answer.of(Optional.of(new Actual.Bucket(closed.get(), open, encryption)));
  }

  private String encryption(String bucket) {
    doing = "s3:GetEncryptionConfiguration (" + bucket + ")";
    try {
      return s3
          .getBucketEncryption(
              request ->
                  request
                      .bucket(bucket)
                      .expectedBucketOwner(bucketSetup.expectedOwner().orElse(null)))
          .serverSideEncryptionConfiguration()
          .rules()
          .stream()
          .map(rule -> rule.applyServerSideEncryptionByDefault())
          .filter(rule -> rule != null)
          .map(
              rule ->
                  rule.kmsMasterKeyID() == null
                      ? rule.sseAlgorithmAsString()
                      : rule.kmsMasterKeyID())
          .findFirst()
          .orElse("AES256");
    } catch (SdkException e) {
      if (Failures.hasStatus(e, 404)) {
        return "AES256";
      }
      throw e;
    }
  }

  private Optional<Actual.Topic> topic(String arn) {
    doing = "sns:ListSubscriptionsByTopic (" + arn + ")";
    try {
      return Optional.of(
          new Actual.Topic(
              arn,
              topics
                  .listSubscriptionsByTopicPaginator(request -> request.topicArn(arn))
                  .subscriptions()
                  .stream()
                  .map(
                      subscription ->
                          new Actual.Subscription(
                              subscription.protocol(),
                              subscription.endpoint(),
                              // Until then it is the words PendingConfirmation.
                              subscription.subscriptionArn().startsWith("arn:")))
                  .toList()));
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  private Map<String, Actual.Alarm> alarms(List<DeclaredAlarm> declared) {
    doing = "cloudwatch:DescribeAlarms";
    Map<String, Actual.Alarm> found = new HashMap<>();
    List<String> names = declared.stream().map(DeclaredAlarm::name).toList();
    for (int from = 0; from < names.size(); from += MOST_ALARMS) {
      List<String> some = names.subList(from, Math.min(names.size(), from + MOST_ALARMS));
      metrics
          .describeAlarmsPaginator(request -> request.alarmNames(some).maxRecords(MOST_ALARMS))
          .metricAlarms()
          .forEach(alarm -> found.put(alarm.alarmName(), ActualAlarms.alarm(alarm)));
    }
    return found;
  }
}
