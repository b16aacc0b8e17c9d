package io.logstrata.archiver.aws;

import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.run.Pace;
import io.logstrata.archiver.setup.Step;
import io.logstrata.archiver.setup.declare.DeclaredGroup;
import io.logstrata.archiver.setup.declare.LogClass;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.sns.SnsClient;

/** Does each step with the service's calls; any of them may be done again. */
final class StepTaker implements Step.Visitor<StepTaker.Deed> {
  // The service needs a moment at times before it shows what it was just told.
  private static final int LOOKS = 5;
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final LogGroups groups;
  private final CloudWatchClient metrics;
  private final SnsClient topics;
  private final S3Client s3;
  private final BucketSetup bucketSetup;
  private final Caller caller;
  private final Pace pace;

  /**
   * A step, ready to be taken.
   *
   * @param action what it takes, and the permission for it
   */
  record Deed(String action, Call call) {
    interface Call {
      /** The detail to say, mostly empty. */
      Answer<String> make() throws InterruptedException;
    }

    static Deed of(String action, Runnable call) {
      return new Deed(
          action,
          () -> {
            call.run();
            return Answer.of("");
          });
    }
  }

  StepTaker(
      LogGroups groups,
      CloudWatchClient metrics,
      SnsClient topics,
      S3Client s3,
      BucketSetup bucketSetup,
      Caller caller,
      Pace pace) {
    this.groups = groups;
    this.metrics = metrics;
    this.topics = topics;
    this.s3 = s3;
    this.bucketSetup = bucketSetup;
    this.caller = caller;
    this.pace = pace;
  }

  Answer<String> take(Step step) throws InterruptedException {
    Deed deed = step.accept(this);
    try {
      return deed.call().make();
    } catch (SdkException e) {
      return Failures.answer(deed.action(), e);
    }
  }

  @Override
  public Deed createGroup(Step.CreateGroup step) {
    return Deed.of("logs:CreateLogGroup", () -> create(step.group()));
  }

  private void create(DeclaredGroup group) {
    try {
      groups
          .client()
          .createLogGroup(
              request ->
                  request
                      .logGroupName(group.name())
                      .logGroupClass(group.logClass().map(LogClass::name).orElse(null))
                      .kmsKeyId(group.kmsKey().orElse(null))
                      .tags(group.tags().isEmpty() ? null : group.tags()));
    } catch (ResourceAlreadyExistsException e) {
      // Somebody was faster, or the answer to our first attempt was lost; the next plan compares.
    }
  }

  @Override
  public Deed setRetention(Step.SetRetention step) {
    return new Deed(
        "logs:PutRetentionPolicy",
        () -> {
          groups
              .client()
              .putRetentionPolicy(
                  request -> request.logGroupName(step.group()).retentionInDays(step.days()));
          return heldRetention(step);
        });
  }

  /** An account-level policy overrides a group's own retention; the call succeeds all the same. */
  private Answer<String> heldRetention(Step.SetRetention step) throws InterruptedException {
    for (int look = 1; ; look++) {
      Integer days = groups.group(step.group()).map(LogGroup::retentionInDays).orElse(null);
      if (days != null && days == step.days()) {
        return Answer.of("");
      }
      if (look == LOOKS) {
        return Answer.refused(
            "the service took "
                + step.days()
                + " days and keeps to "
                + (days == null ? "for ever" : days + " days")
                + ": an account-level retention policy overrides the group's; change that one, or"
                + " declare what it says");
      }
      pace.pause(BETWEEN_LOOKS);
    }
  }

  @Override
  public Deed setKey(Step.SetKey step) {
    return Deed.of(
        "logs:AssociateKmsKey",
        () ->
            groups
                .client()
                .associateKmsKey(
                    request -> request.logGroupName(step.group()).kmsKeyId(step.kmsKey())));
  }

  @Override
  public Deed addTags(Step.AddTags step) {
    return Deed.of(
        "logs:TagResource",
        () ->
            groups
                .group(step.group())
                .ifPresent(
                    group ->
                        groups
                            .client()
                            .tagResource(
                                request ->
                                    request.resourceArn(LogGroups.arn(group)).tags(step.tags()))));
  }

  @Override
  public Deed prepareBucket(Step.PrepareBucket step) {
    return new Deed(
        "s3:CreateBucket",
        () -> {
          Optional<String> account = Optional.empty();
          if (step.bucket().managePolicy()) {
            Answer<String> asked = caller.account();
            if (!asked.given()) {
              return asked;
            }
            account = Optional.of(asked.get());
          }
          Answer<List<String>> changes = bucketSetup.prepare(account, step.bucket().managePolicy());
          return changes.given()
              ? Answer.of(String.join("; ", changes.get()))
              : changes.withoutValue();
        });
  }

  @Override
  public Deed closeBucket(Step.CloseBucket step) {
    return new Deed(
        "s3:PutBucketPublicAccessBlock",
        () -> {
          Answer<Boolean> closed = bucketSetup.closeToThePublic();
          return closed.given() ? Answer.of("") : closed.withoutValue();
        });
  }

  @Override
  public Deed encryptBucket(Step.EncryptBucket step) {
    ServerSideEncryptionRule rule =
        ServerSideEncryptionRule.builder()
            // Without a bucket key each object is a charged call of KMS.
            .bucketKeyEnabled(true)
            .applyServerSideEncryptionByDefault(
                encryption ->
                    encryption
                        .sseAlgorithm(ServerSideEncryption.AWS_KMS)
                        .kmsMasterKeyID(step.kmsKey()))
            .build();
    return Deed.of(
        "s3:PutEncryptionConfiguration",
        () ->
            s3.putBucketEncryption(
                request ->
                    request
                        .bucket(step.bucket())
                        .expectedBucketOwner(bucketSetup.expectedOwner().orElse(null))
                        .serverSideEncryptionConfiguration(
                            configuration -> configuration.rules(rule))));
  }

  @Override
  public Deed putFilter(Step.PutFilter step) {
    return Deed.of(
        "logs:PutMetricFilter",
        () ->
            groups
                .client()
                .putMetricFilter(
                    AlarmRequests.filter(
                        step.alarm(),
                        groups.filter(step.alarm().logGroup(), step.alarm().filterName()))));
  }

  @Override
  public Deed createTopic(Step.CreateTopic step) {
    return Deed.of(
        "sns:CreateTopic", () -> topics.createTopic(request -> request.name(step.topic())));
  }

  @Override
  public Deed subscribe(Step.Subscribe step) {
    return new Deed(
        "sns:Subscribe",
        () -> {
          Answer<String> arn = caller.topicArn(step.topic());
          if (arn.given()) {
            topics.subscribe(
                request ->
                    request
                        .topicArn(arn.get())
                        .protocol("email")
                        .endpoint(step.email())
                        .returnSubscriptionArn(true));
          }
          return arn.given() ? Answer.of("") : arn;
        });
  }

  @Override
  public Deed putAlarm(Step.PutAlarm step) {
    return new Deed(
        "cloudwatch:PutMetricAlarm",
        () -> {
          Answer<String> arn = caller.topicArn(step.alarm().topic());
          if (arn.given()) {
            metrics.putMetricAlarm(
                AlarmRequests.alarm(step.alarm(), arn.get(), existing(step.alarm().name())));
          }
          return arn.given() ? Answer.of("") : arn;
        });
  }

  private Optional<MetricAlarm> existing(String alarm) {
    return metrics.describeAlarms(request -> request.alarmNames(alarm)).metricAlarms().stream()
        .findFirst();
  }
}
