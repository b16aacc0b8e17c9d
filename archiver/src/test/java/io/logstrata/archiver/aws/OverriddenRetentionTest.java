package io.logstrata.archiver.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.run.Pace;
import io.logstrata.archiver.setup.Step;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;

/** A retention that the service takes, and does or does not keep to. */
final class OverriddenRetentionTest {
  private final Instant start = Instant.parse("2026-11-22T12:00:00Z");
  private Instant now = start;
  private int looks;

  @Test
  void an_account_level_policy_that_overrides_is_noticed_and_named() throws Exception {
    Answer<String> answer = take(new Service(90, Integer.MAX_VALUE));

    assertThat(answer.given()).isFalse();
    assertThat(answer.reason())
        .startsWith(
            "the service took 30 days and keeps to 90 days: an account-level retention policy");
  }

  @Test
  void a_service_that_shows_it_late_is_waited_for() throws Exception {
    Answer<String> answer = take(new Service(90, 3));

    assertThat(answer.given()).isTrue();
    assertThat(looks).isEqualTo(3);
    assertThat(now).isEqualTo(start.plusSeconds(2));
  }

  private Answer<String> take(CloudWatchLogsClient logs) throws InterruptedException {
    return new StepTaker(new LogGroups(logs), null, null, null, null, null, new HandMovedPace())
        .take(new Step.SetRetention("umma", 30));
  }

  private final class HandMovedPace implements Pace {
    @Override
    public Instant now() {
      return now;
    }

    @Override
    public void pause(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public double jitter() {
      return 0;
    }
  }

  /** Shows the old retention until it was looked at so often. */
  private final class Service implements CloudWatchLogsClient {
    private final int old;
    private final int until;

    Service(int old, int until) {
      this.old = old;
      this.until = until;
    }

    @Override
    public PutRetentionPolicyResponse putRetentionPolicy(PutRetentionPolicyRequest request) {
      return PutRetentionPolicyResponse.builder().build();
    }

    @Override
    public DescribeLogGroupsResponse describeLogGroups(DescribeLogGroupsRequest request) {
      looks++;
      LogGroup group =
          LogGroup.builder().logGroupName("umma").retentionInDays(looks < until ? old : 30).build();
      return DescribeLogGroupsResponse.builder().logGroups(group).build();
    }

    @Override
    public String serviceName() {
      return "logs";
    }

    @Override
    public void close() {}
  }
}
