package io.logstrata.testkit.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResourcePolicyTest {
  private static final String SERVICE = "logs.ap-northeast-2.amazonaws.com";
  private static final String ALLOW =
      "{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"" + SERVICE + "\"},";
  private static final String EVERYTHING = "\"Action\":\"s3:*\",\"Resource\":\"*\"";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"Action\":\"s3:PutObject\",\"Resource\":\"arn:aws:s3:::archive/*\" | true",
        "\"Action\":\"S3:putobject\",\"Resource\":\"arn:aws:s3:::archive/*\" | true",
        "\"Action\":\"s3:Put?bject\",\"Resource\":[\"x\",\"arn:aws:s3:::archive/*\"] | true",
        "\"Action\":\"s3:PutObject\",\"Resource\":\"arn:aws:s3:::ARCHIVE/*\" | false",
        "\"NotAction\":\"s3:Delete*\",\"NotResource\":\"arn:aws:s3:::other/*\" | true",
        "\"NotAction\":\"s3:PutObject\",\"Resource\":\"*\" | false",
        "\"Action\":\"s3:*\",\"NotResource\":\"arn:aws:s3:::archive/*\" | false",
        "\"Action\":\"s3:GetObject\",\"Resource\":\"*\" | false",
      })
  void allows_what_a_statement_names(String rest, boolean allowed) {
    assertThat(allows(ALLOW + rest + "}")).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"StringEquals\":{\"aws:SourceAccount\":[\"1\",\"123456789012\"]}} | true | true",
        "{\"StringEquals\":{\"aws:SourceAccount\":\"1\"}} | false | false",
        "{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:logs:*:log-group:*\"}} | true | true",
        "{\"StringNotEquals\":{\"aws:SourceAccount\":\"1\"}} | true | true",
        "{\"StringNotLike\":{\"aws:SourceAccount\":\"1234*\"}} | false | false",
        "{\"StringNotEquals\":{\"aws:PrincipalTag/x\":\"1\"}} | true | true",
        "{\"StringEquals\":{\"aws:PrincipalTag/x\":\"1\"}} | false | false",
        "{\"StringEqualsIfExists\":{\"aws:PrincipalTag/x\":\"1\"}} | true | true",
        "{\"Null\":{\"aws:SourceAccount\":\"true\"}} | false | false",
        "{\"Bool\":{\"aws:SecureTransport\":\"false\"}} | false | false",
        "{\"Bool\":{\"aws:SecureTransport\":true}} | true | true",
        "{\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}} | false | true",
      })
  void lets_nothing_in_by_mistake(String condition, boolean allows, boolean denies) {
    String statement = EVERYTHING + ",\"Condition\":" + condition + "}";
    assertThat(allows(ALLOW + statement)).isEqualTo(allows);
    String deny = "{\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"*\"}," + statement;
    assertThat(allows(ALLOW + EVERYTHING + "}," + deny)).isEqualTo(!denies);
  }

  @Test
  void refuses_what_is_no_policy() {
    for (String statement :
        new String[] {
          "{\"Effect\":\"allow\",\"Principal\":\"*\"," + EVERYTHING + "}",
          "{\"Effect\":\"Allow\"," + EVERYTHING + "}",
          "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:*\"}",
          "7",
        }) {
      assertThatThrownBy(() -> allows(statement)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static boolean allows(String statements) {
    return ResourcePolicy.parse("{\"Statement\":[" + statements + "]}")
        .allows(
            SERVICE,
            "s3:PutObject",
            "arn:aws:s3:::archive/day/000000.gz",
            Map.of(
                "aws:securetransport", "true",
                "aws:sourceaccount", "123456789012",
                "aws:sourcearn", "arn:aws:logs:ap-northeast-2:123456789012:log-group:app",
                "s3:x-amz-acl", "bucket-owner-full-control"));
  }
}
