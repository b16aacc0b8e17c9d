package io.logstrata.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.AccountPolicy;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** Retention that the account prescribes to its groups. */
final class AccountPoliciesTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final String TYPE = "RETENTION_POLICY";
  private final TestClock clock = TestClock.stoppedAt(NOON);
  private final LocalCloud cloud = LocalCloud.builder().clock(clock).start();
  private final CloudWatchLogsClient logs = Clients.logs(cloud);

  @AfterEach
  void stop() {
    logs.close();
    cloud.close();
  }

  @Test
  void a_policy_overrides_the_groups_own_retention_a_day_after_it_was_put() {
    logs.createLogGroup(r -> r.logGroupName("app"));
    logs.putRetentionPolicy(r -> r.logGroupName("app").retentionInDays(7));
    put("least", "{\"retentionInDays\":90,\"enforcementMode\":\"RETROACTIVE\"}");
    clock.advance(DAY.minusMillis(1));
    assertThat(days("app")).isEqualTo(7);

    clock.advance(Duration.ofMillis(1));
    assertThat(days("app")).isEqualTo(90);
    logs.putRetentionPolicy(r -> r.logGroupName("app").retentionInDays(5));
    assertThat(days("app")).as("accepted, without effect").isEqualTo(90);

    logs.deleteAccountPolicy(r -> r.policyName("least").policyType(TYPE));
    assertThat(days("app")).as("the group's own is back").isEqualTo(5);
  }

  @Test
  void says_in_describe_log_groups_which_policy_it_is() throws Exception {
    logs.createLogGroup(r -> r.logGroupName("app"));
    put("least", "{\"retentionInDays\":90,\"enforcementMode\":\"RETROACTIVE\"}");
    assertThat(describedRaw()).doesNotContain("retentionPolicyName");
    clock.advance(DAY);
    // The SDK of this version does not show the member: it is looked at as it comes.
    assertThat(describedRaw())
        .contains("\"retentionPolicyName\":\"least\"", "\"retentionInDays\":90");
  }

  @Test
  void an_update_holds_a_day_later_and_what_was_before_holds_until_then() {
    logs.createLogGroup(r -> r.logGroupName("app"));
    put("least", "{\"retentionInDays\":90,\"enforcementMode\":\"RETROACTIVE\"}");
    clock.advance(DAY);
    put("least", "{\"retentionInDays\":30,\"enforcementMode\":\"RETROACTIVE\"}");
    assertThat(days("app")).isEqualTo(90);
    clock.advance(DAY);
    assertThat(days("app")).isEqualTo(30);
  }

  @Test
  void new_only_spares_groups_that_were_there_before() {
    logs.createLogGroup(r -> r.logGroupName("old"));
    clock.advance(Duration.ofSeconds(1));
    put("new", "{\"retentionInDays\":30,\"enforcementMode\":\"NEW_ONLY\"}");
    clock.advance(Duration.ofSeconds(1));
    logs.createLogGroup(r -> r.logGroupName("young"));
    clock.advance(DAY);
    assertThat(days("old")).isNull();
    assertThat(days("young")).isEqualTo(30);
  }

  @Test
  void of_several_policies_the_longest_holds_and_for_ever_is_the_longest() {
    logs.createLogGroup(r -> r.logGroupName("/app/a"));
    logs.createLogGroup(r -> r.logGroupName("/app/legal"));
    logs.createLogGroup(r -> r.logGroupName("other"));
    put("all", "{\"retentionInDays\":30,\"enforcementMode\":\"RETROACTIVE\"}");
    putFor(
        "apps",
        "LogGroupNamePrefix IN [\"/app/\", \"/web/\"]",
        "{\"retentionInDays\":365,\"enforcementMode\":\"RETROACTIVE\"}");
    putFor(
        "legal",
        "LogGroupNamePrefix IN [\"/app/legal\"]",
        "{\"retentionInDays\":\"NEVER_EXPIRE\",\"enforcementMode\":\"RETROACTIVE\"}");
    clock.advance(DAY);
    assertThat(days("other")).isEqualTo(30);
    assertThat(days("/app/a")).isEqualTo(365);
    assertThat(days("/app/legal")).isNull();
  }

  @Test
  void events_expire_by_the_policy() {
    logs.createLogGroup(r -> r.logGroupName("app"));
    logs.createLogStream(r -> r.logGroupName("app").logStreamName("one"));
    logs.putRetentionPolicy(r -> r.logGroupName("app").retentionInDays(1));
    put("least", "{\"retentionInDays\":30,\"enforcementMode\":\"RETROACTIVE\"}");
    clock.advance(DAY);
    Instant old = clock.instant().minus(Duration.ofDays(10));

    PutLogEventsResponse answer =
        logs.putLogEvents(
            r ->
                r.logGroupName("app")
                    .logStreamName("one")
                    .logEvents(
                        InputLogEvent.builder()
                            .timestamp(old.toEpochMilli())
                            .message("ten days old")
                            .build()));

    assertThat(answer.rejectedLogEventsInfo()).isNull();
    clock.advance(Duration.ofDays(20));
    assertThat(cloud.events("app")).hasSize(1);
    clock.advance(Duration.ofMillis(1));
    assertThat(cloud.events("app")).isEmpty();
  }

  @Test
  void describes_what_was_put_and_only_that() {
    String document = "{\"retentionInDays\": 90, \"enforcementMode\": \"RETROACTIVE\"}";
    putFor("apps", "LogGroupNamePrefix IN [\"/app/\"]", document);
    clock.advance(Duration.ofMinutes(1));
    put("all", document);
    assertThat(logs.describeAccountPolicies(r -> r.policyType(TYPE)).accountPolicies())
        .extracting(AccountPolicy::policyName)
        .containsExactly("apps", "all");
    assertThat(
            logs.describeAccountPolicies(r -> r.policyType(TYPE).policyName("apps"))
                .accountPolicies())
        .singleElement()
        .satisfies(
            policy -> {
              assertThat(policy.policyDocument()).isEqualTo(document);
              assertThat(policy.selectionCriteria()).isEqualTo("LogGroupNamePrefix IN [\"/app/\"]");
              assertThat(policy.policyTypeAsString()).isEqualTo("RETENTION_POLICY");
              assertThat(policy.scopeAsString()).isEqualTo("ALL");
              assertThat(policy.lastUpdatedTime()).isEqualTo(NOON.toEpochMilli());
              assertThat(policy.accountId()).isEqualTo("123456789012");
            });
    assertThat(
            logs.describeAccountPolicies(r -> r.policyType("DATA_PROTECTION_POLICY"))
                .accountPolicies())
        .isEmpty();
  }

  @Test
  void takes_twenty_policies_and_a_new_version_of_each() {
    String document = "{\"retentionInDays\":30,\"enforcementMode\":\"NEW_ONLY\"}";
    for (int i = 0; i < 20; i++) {
      put("policy-" + i, document);
    }
    assertThatThrownBy(() -> put("policy-20", document)).isInstanceOf(LimitExceededException.class);
    put("policy-19", document);
    assertThatThrownBy(
            () -> logs.deleteAccountPolicy(r -> r.policyName("policy-20").policyType(TYPE)))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  private void put(String name, String document) {
    logs.putAccountPolicy(r -> r.policyName(name).policyType(TYPE).policyDocument(document));
  }

  private void putFor(String name, String criteria, String document) {
    logs.putAccountPolicy(
        r ->
            r.policyName(name)
                .policyType(TYPE)
                .policyDocument(document)
                .selectionCriteria(criteria));
  }

  private Integer days(String group) {
    return logs.describeLogGroups(r -> r.logGroupNamePrefix(group))
        .logGroups()
        .get(0)
        .retentionInDays();
  }

  private String describedRaw() throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(cloud.endpoint())
                .header("X-Amz-Target", "Logs_20140328.DescribeLogGroups")
                .POST(BodyPublishers.ofString("{}"))
                .build(),
            BodyHandlers.ofString())
        .body();
  }
}
