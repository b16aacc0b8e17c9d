package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.testkit.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Retention that the account prescribes, against retention that is declared. */
final class AccountRetentionTest extends SetupCloudTest {
  private static final String MORE =
      ", \"logGroups\": [ { \"name\": \"umma-production\", \"retentionDays\": 90 } ]";
  private static final String TYPE = "RETENTION_POLICY";

  @Test
  void a_policy_that_overrides_is_named_as_what_setup_cannot_change() throws Exception {
    applied();
    put("least", 365, "RETROACTIVE");
    clock.advance(Duration.ofDays(1));
    long changes = changes();

    assertThat(run(declared(), "setup", "--check")).isEqualTo(3);

    assertThat(out.toString())
        .contains(
            "cannot      log group umma-production: retentionDays 365 -> 90: the account-level"
                + " retention policy least (365 days) overrides the group's retention: change that"
                + " one, or declare what it says");
    assertThat(run(declared(), "setup", "--apply")).isEqualTo(1);
    assertThat(err.toString())
        .contains("failed: log group umma-production: the account-level retention policy least");
    assertThat(changes()).as("nothing is put in vain").isEqualTo(changes);
  }

  @Test
  void a_policy_that_keeps_for_ever_is_the_longest() throws Exception {
    applied();
    put("least", 365, "RETROACTIVE");
    logs.putAccountPolicy(
        policy ->
            policy
                .policyName("legal")
                .policyType(TYPE)
                .policyDocument(
                    "{\"retentionInDays\":\"NEVER_EXPIRE\",\"enforcementMode\":\"RETROACTIVE\"}"));
    clock.advance(Duration.ofDays(1));

    assertThat(run(declared(), "setup", "--check")).isEqualTo(3);

    assertThat(out.toString())
        .contains("retentionDays for ever -> 90")
        .contains("the account-level retention policy legal (for ever) overrides");
  }

  @Test
  void a_policy_that_does_not_hold_yet_is_a_remark_and_no_difference() throws Exception {
    applied();
    put("least", 365, "RETROACTIVE");

    assertThat(run(declared(), "setup", "--check")).isZero();

    assertThat(out.toString())
        .contains(
            "unchanged   log group umma-production: the account-level retention policy least (365"
                + " days) will override the group's retention within a day of its last change");
  }

  @Test
  void a_policy_for_new_groups_may_override_and_is_tried() throws Exception {
    put("new", 365, "NEW_ONLY");

    assertThat(run(declared(), "setup", "--apply")).isZero();

    assertThat(out.toString())
        .contains(
            "create      log group umma-production: retentionDays 90: the account-level retention"
                + " policy new (365 days) may override the group's retention");
  }

  @Test
  void policies_that_agree_or_are_for_other_groups_are_not_spoken_of() throws Exception {
    applied();
    put("least", 90, "RETROACTIVE");
    logs.putAccountPolicy(
        policy ->
            policy
                .policyName("others")
                .policyType(TYPE)
                .selectionCriteria("LogGroupNamePrefix IN [\"/aws/\"]")
                .policyDocument("{\"retentionInDays\":365,\"enforcementMode\":\"RETROACTIVE\"}"));
    clock.advance(Duration.ofDays(1));

    assertThat(run(declared(), "setup", "--check")).isZero();

    assertThat(out.toString()).doesNotContain("policy");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void without_the_permission_there_is_a_plan_and_a_note() throws Exception {
    cloud.faults().next("DescribeAccountPolicies", Fault.PERMISSION_MISSING, 1);

    assertThat(run(declared(), "setup")).isZero();

    assertThat(out.toString()).contains("create      log group umma-production");
    assertThat(err.toString())
        .contains(
            "warning: whether account-level retention policies override what is declared is not"
                + " known: logs:DescribeAccountPolicies was denied")
        .contains("grant logs:DescribeAccountPolicies");
  }

  @Test
  void without_a_declared_retention_nobody_asks() throws Exception {
    assertThat(run(config(", \"logGroups\": [ { \"name\": \"g\" } ]"), "setup")).isZero();

    assertThat(cloud.calls("DescribeAccountPolicies")).isEmpty();
  }

  private void applied() throws IOException {
    assertThat(run(declared(), "setup", "--apply")).as(err.toString()).isZero();
  }

  private Path declared() throws IOException {
    return config(MORE);
  }

  private void put(String name, int days, String mode) {
    logs.putAccountPolicy(
        policy ->
            policy
                .policyName(name)
                .policyType(TYPE)
                .policyDocument(
                    "{\"retentionInDays\":%d,\"enforcementMode\":\"%s\"}".formatted(days, mode)));
  }
}
