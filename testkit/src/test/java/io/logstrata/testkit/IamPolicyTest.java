package io.logstrata.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IamPolicyTest {
  private static final String GROUP = "arn:aws:logs:ap-northeast-2:123456789012:log-group:app";

  @Test
  void allows_by_patterns_of_actions_and_resources_and_a_denial_wins() {
    IamPolicy policy =
        IamPolicy.parse(
            """
            {"Version":"2012-10-17","Statement":[
             {"Effect":"Allow","Action":"logs:put*","Resource":["arn:aws:logs:*:*:log-group:app*"]},
             {"Effect":"Allow","Action":["logs:StartQuery"],"Resource":"*"},
             {"Effect":"Deny","Action":"logs:PutLogEvents","Resource":"*:log-stream:secret"}]}
            """);

    assertThat(policy.allows(new Permission("logs:PutLogEvents", GROUP + ":log-stream:a")))
        .isTrue();
    assertThat(policy.allows(new Permission("logs:PutLogEvents", GROUP + ":log-stream:secret")))
        .isFalse();
    assertThat(policy.allows(new Permission("logs:StartQuery", GROUP + ":*"))).isTrue();
    assertThat(policy.allows(new Permission("logs:DescribeLogGroups", "*"))).isFalse();
    assertThat(policy.allows(new Permission("logs:PutLogEvents", GROUP.replace("app", "App"))))
        .isFalse();
  }

  @Test
  void a_question_mark_stands_for_one_letter_and_a_dot_for_itself() {
    IamPolicy policy =
        IamPolicy.parse(
            "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::a.?/x\"}}");

    assertThat(policy.allows(new Permission("s3:GetObject", "arn:aws:s3:::a.b/x"))).isTrue();
    assertThat(policy.allows(new Permission("s3:GetObject", "arn:aws:s3:::a.bc/x"))).isFalse();
    assertThat(policy.allows(new Permission("s3:GetObject", "arn:aws:s3:::axb/x"))).isFalse();
  }

  @Test
  void a_policy_for_groups_does_not_allow_what_knows_no_resource() {
    IamPolicy policy =
        IamPolicy.parse(
            "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"logs:*\",\"Resource\":\"arn:aws:logs:*:*:log-group:*\"}]}");

    assertThat(policy.missing(List.of(new Permission("logs:DescribeLogGroups", "*"))))
        .containsExactly(new Permission("logs:DescribeLogGroups", "*"));
  }

  @Test
  void letters_in_braces_stand_for_themselves() {
    IamPolicy policy =
        IamPolicy.parse(
            """
            {"Statement":{"Effect":"Allow","Action":"cloudwatch:*","Resource":"alarm:a${*}b${?} ${$}{x} $5"}}
            """);

    assertThat(policy.allows(new Permission("cloudwatch:PutMetricAlarm", "alarm:a*b? ${x} $5")))
        .isTrue();
    assertThat(policy.allows(new Permission("cloudwatch:PutMetricAlarm", "alarm:aXXbY ${x} $5")))
        .isFalse();
  }

  @Test
  void names_what_nothing_needed() {
    IamPolicy policy =
        IamPolicy.parse(
            """
            {"Statement":[
             {"Effect":"Allow","Action":["logs:StartQuery","logs:PutRetentionPolicy"],"Resource":["%1$s","%1$s:*","arn:aws:logs:*:*:log-group:other"]},
             {"Effect":"Allow","Action":"s3:DeleteObject","Resource":"*"}]}
            """
                .formatted(GROUP));

    assertThat(policy.superfluous(List.of(new Permission("logs:StartQuery", GROUP + ":*"))))
        .containsExactly(
            "logs:PutRetentionPolicy on ["
                + GROUP
                + ", "
                + GROUP
                + ":*, arn:aws:logs:*:*:log-group:other]",
            "[logs:StartQuery, logs:PutRetentionPolicy] on arn:aws:logs:*:*:log-group:other",
            "s3:DeleteObject on [*]",
            "[s3:DeleteObject] on *");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no policy",
        "{}",
        "{\"Statement\":[{\"Effect\":\"Allow\",\"NotAction\":\"s3:*\",\"Resource\":\"*\"}]}",
        "{\"Statement\":[{\"Effect\":\"allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}"
      })
  void refuses_what_it_does_not_understand(String text) {
    assertThatThrownBy(() -> IamPolicy.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
