package io.logstrata.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Tag;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sts.StsClient;

/** Faults that calls of CloudWatch, SNS and STS meet, and what those calls need. */
final class AlarmFaultsTest {
  private static final String ALARM = "arn:aws:cloudwatch:ap-northeast-2:123456789012:alarm:errors";
  private static final String TOPIC = "arn:aws:sns:ap-northeast-2:123456789012:alarms";
  private final LocalCloud cloud = LocalCloud.start();
  private final CloudWatchClient cloudWatch = Clients.cloudWatch(cloud);
  private final SnsClient sns = Clients.sns(cloud);

  @AfterEach
  void stop() {
    sns.close();
    cloudWatch.close();
    cloud.close();
  }

  @Test
  void are_throttled_in_the_words_of_their_service() {
    cloud
        .faults()
        .next("DescribeAlarms", Fault.THROTTLED, 1)
        .next("ListTopics", Fault.THROTTLED, 1);
    assertThatThrownBy(cloudWatch::describeAlarms)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            refusal -> assertThat(refusal.isThrottlingException()).isTrue());
    assertThatThrownBy(sns::listTopics)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            refusal -> assertThat(refusal.isThrottlingException()).isTrue());
  }

  @Test
  void are_denied_in_the_words_of_their_service() {
    cloud
        .faults()
        .next("DescribeAlarms", Fault.PERMISSION_MISSING, 1)
        .next("ListTopics", Fault.PERMISSION_MISSING, 1)
        .next("GetCallerIdentity", Fault.CREDENTIALS_REFUSED, 1);
    assertThatThrownBy(cloudWatch::describeAlarms)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            refusal -> {
              assertThat(refusal.statusCode()).isEqualTo(403);
              assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
            })
        .hasMessageContaining("not authorized to perform: cloudwatch:DescribeAlarms");
    assertThatThrownBy(sns::listTopics)
        .isInstanceOf(AuthorizationErrorException.class)
        .hasMessageContaining("not authorized to perform: sns:ListTopics");
    try (StsClient sts = Clients.sts(cloud)) {
      assertThatThrownBy(sts::getCallerIdentity)
          .isInstanceOfSatisfying(
              AwsServiceException.class,
              refusal ->
                  assertThat(refusal.awsErrorDetails().errorCode())
                      .isEqualTo("InvalidClientTokenId"));
      assertThat(sts.getCallerIdentity().account()).isEqualTo("123456789012");
    }
  }

  @Test
  void lose_an_answer_after_doing_the_work() {
    cloud
        .faults()
        .next("PutMetricAlarm", Fault.ANSWER_LOST, 1)
        .next("CreateTopic", Fault.ANSWER_LOST, 1);
    assertThatThrownBy(this::putAlarm).isInstanceOf(SdkClientException.class);
    assertThatThrownBy(() -> sns.createTopic(r -> r.name("alarms")))
        .isInstanceOf(SdkClientException.class);
    assertThat(cloud.alarms()).extracting(Alarm::name).containsExactly("errors");
    assertThat(sns.listTopics().topics()).hasSize(1);
  }

  @Test
  void are_not_done_when_the_service_fails() {
    cloud.faults().next(Faults.ANY, Fault.SERVER_ERROR, 2);
    assertThatThrownBy(this::putAlarm)
        .isInstanceOfSatisfying(
            AwsServiceException.class, refusal -> assertThat(refusal.statusCode()).isEqualTo(500));
    assertThatThrownBy(() -> sns.createTopic(r -> r.name("alarms")))
        .isInstanceOfSatisfying(
            SnsException.class, refusal -> assertThat(refusal.statusCode()).isEqualTo(500));
    assertThat(cloud.alarms()).isEmpty();
    assertThat(sns.listTopics().topics()).isEmpty();
  }

  @Test
  void a_fault_can_be_meant_for_one_services_operation() {
    cloud.createLogGroup("app");
    sns.createTopic(r -> r.name("alarms"));
    putAlarm();
    cloud.faults().next("cloudwatch:ListTagsForResource", Fault.SERVER_ERROR, 1);
    try (CloudWatchLogsClient logs = Clients.logs(cloud)) {
      logs.listTagsForResource(
          r -> r.resourceArn("arn:aws:logs:ap-northeast-2:123456789012:log-group:app"));
    }
    sns.listTagsForResource(r -> r.resourceArn(TOPIC));
    assertThatThrownBy(() -> cloudWatch.listTagsForResource(r -> r.resourceARN(ALARM)))
        .isInstanceOf(AwsServiceException.class);
  }

  @Test
  void need_what_iam_calls_them() {
    sns.createTopic(r -> r.name("alarms"));
    sns.subscribe(r -> r.topicArn(TOPIC).protocol("email").endpoint("team@example.com"));
    sns.listSubscriptionsByTopic(r -> r.topicArn(TOPIC));
    sns.listTopics();
    putAlarm();
    cloudWatch.describeAlarms(r -> r.alarmNames("errors"));
    cloudWatch.describeAlarms();
    cloudWatch.listTagsForResource(r -> r.resourceARN(ALARM));
    assertThat(cloud.permissions())
        .containsExactly(
            new Permission("cloudwatch:DescribeAlarms", "*"),
            new Permission("cloudwatch:DescribeAlarms", ALARM),
            new Permission("cloudwatch:ListTagsForResource", ALARM),
            new Permission("cloudwatch:PutMetricAlarm", ALARM),
            new Permission("cloudwatch:TagResource", ALARM),
            new Permission("sns:CreateTopic", TOPIC),
            new Permission("sns:ListSubscriptionsByTopic", TOPIC),
            new Permission("sns:ListTopics", "*"),
            new Permission("sns:Subscribe", TOPIC));
    assertThat(cloud.calls("PutMetricAlarm")).extracting(Call::outcome).containsExactly("OK");
  }

  private void putAlarm() {
    cloudWatch.putMetricAlarm(
        r ->
            r.alarmName("errors")
                .namespace("LogMetrics")
                .metricName("errors")
                .statistic("Sum")
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator("GreaterThanOrEqualToThreshold")
                .tags(Tag.builder().key("team").value("umma").build()));
  }
}
