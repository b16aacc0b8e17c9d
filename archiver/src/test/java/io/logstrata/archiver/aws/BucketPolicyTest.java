package io.logstrata.archiver.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BucketPolicyTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String WITH_ACCOUNT =
      """
      {"Version":"2012-10-17","Statement":[
       {"Sid":"LogstrataGetBucketAcl123456789012","Effect":"Allow",
        "Principal":{"Service":"logs.ap-northeast-2.amazonaws.com"},
        "Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::backup.cloudwatch.umma",
        "Condition":{"StringEquals":{"aws:SourceAccount":"123456789012"},
         "ArnLike":{"aws:SourceArn":"arn:aws:logs:ap-northeast-2:123456789012:log-group:*"}}},
       {"Sid":"LogstrataPutObject123456789012","Effect":"Allow",
        "Principal":{"Service":"logs.ap-northeast-2.amazonaws.com"},
        "Action":"s3:PutObject","Resource":"arn:aws:s3:::backup.cloudwatch.umma/*",
        "Condition":{"StringEquals":{"s3:x-amz-acl":"bucket-owner-full-control",
          "aws:SourceAccount":"123456789012"},
         "ArnLike":{"aws:SourceArn":"arn:aws:logs:ap-northeast-2:123456789012:log-group:*"}}}]}
      """;

  private final BucketPolicy policy =
      new BucketPolicy("backup.cloudwatch.umma", "ap-northeast-2", Optional.of("123456789012"));

  @Test
  void a_bucket_without_a_policy_lets_in_the_exports_of_the_account() throws Exception {
    assertThat(json(policy.mergedInto(Optional.empty()).orElseThrow()))
        .isEqualTo(json(WITH_ACCOUNT));
  }

  @Test
  void a_policy_that_has_the_statements_already_stays_as_it_is() {
    assertThat(policy.mergedInto(Optional.of(WITH_ACCOUNT))).isEmpty();
  }

  @Test
  void the_statements_of_others_stay() throws Exception {
    String others =
        """
        {"Version":"2008-10-17","Id":"theirs","Statement":
         {"Sid":"Theirs","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}}
        """;

    JsonNode merged = json(policy.mergedInto(Optional.of(others)).orElseThrow());

    assertThat(merged.path("Version").asText()).isEqualTo("2008-10-17");
    assertThat(merged.path("Statement")).hasSize(3);
    assertThat(merged.path("Statement").path(0)).isEqualTo(json(others).path("Statement"));
  }

  @Test
  void a_statement_of_ours_that_was_changed_is_put_right() throws Exception {
    String changed = WITH_ACCOUNT.replace("s3:GetBucketAcl", "s3:GetObject");
    assertThat(json(policy.mergedInto(Optional.of(changed)).orElseThrow()))
        .isEqualTo(json(WITH_ACCOUNT));
  }

  @Test
  void without_an_account_there_are_no_conditions_on_it() throws Exception {
    BucketPolicy open = new BucketPolicy("b", "us-east-1", Optional.empty());

    JsonNode statements = json(open.mergedInto(Optional.empty()).orElseThrow()).path("Statement");

    assertThat(statements.path(0).has("Condition")).isFalse();
    assertThat(statements.path(1).path("Condition"))
        .isEqualTo(json("{\"StringEquals\":{\"s3:x-amz-acl\":\"bucket-owner-full-control\"}}"));
  }

  @ParameterizedTest
  @CsvSource({"cn-north-1, aws-cn", "us-gov-west-1, aws-us-gov", "eu-west-1, aws"})
  void names_the_bucket_and_its_source_in_the_partition_of_the_region(
      String region, String partition) throws Exception {
    BucketPolicy there = new BucketPolicy("b", region, Optional.of("123456789012"));

    JsonNode put = json(there.mergedInto(Optional.empty()).orElseThrow()).path("Statement").path(1);

    assertThat(put.path("Resource").asText()).isEqualTo("arn:" + partition + ":s3:::b/*");
    assertThat(put.path("Condition").path("ArnLike").path("aws:SourceArn").asText())
        .isEqualTo("arn:" + partition + ":logs:" + region + ":123456789012:log-group:*");
  }

  @Test
  void a_policy_that_is_no_json_is_not_replaced() {
    assertThatThrownBy(() -> policy.mergedInto(Optional.of("nonsense")))
        .hasMessageContaining("is no JSON");
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return JSON.readTree(text);
  }
}
