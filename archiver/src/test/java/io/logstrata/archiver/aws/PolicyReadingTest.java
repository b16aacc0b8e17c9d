package io.logstrata.archiver.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.run.Symptom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyReadingTest {
  private static final String SERVICE = "logs.eu-west-1.amazonaws.com";
  private static final String GRANTED =
      new BucketPolicy("umma", "eu-west-1", Optional.of("123456789012"))
          .mergedInto(Optional.empty())
          .orElseThrow();
  private static final String FINE = "names " + SERVICE + ", for exports of account 123456789012";

  private static List<Symptom> look(String policy, boolean managed) {
    return new PolicyReading("umma", "eu-west-1", "backup", managed).look(policy);
  }

  /** What is said of a policy that grants all, and has another statement as well. */
  private static List<Symptom> beside(String statement) {
    return look(GRANTED.replace("\"Statement\":[", "\"Statement\":[" + statement + ","), false);
  }

  private static String allow(String action, String resource) {
    return """
    {"Effect":"Allow","Principal":{"Service":["%s"]},"Action":["%s"],"Resource":"%s"}
    """
        .formatted(SERVICE, action, resource);
  }

  @Test
  void what_a_run_writes_itself_is_fine() {
    assertThat(look(GRANTED, true)).containsExactly(Symptom.fine("policy", FINE));
    assertThat(look(GRANTED, false)).containsExactly(Symptom.fine("policy", FINE));
  }

  @Test
  void what_is_missing_is_added_by_a_run_or_is_a_fault() {
    String lacks = "does not grant logs.eu-west-1.amazonaws.com s3:GetBucketAcl and s3:PutObject: ";
    assertThat(look("", true))
        .containsExactly(Symptom.doubtful("policy", lacks + "a run adds that"));
    assertThat(look("", false))
        .containsExactly(
            Symptom.broken(
                "policy",
                lacks
                    + "set manageBucketPolicy to true, or add what policy archiver --bucket-policy"
                    + " prints"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Effect\":\"Deny\",\"Principal\":{\"Service\":\"logs.eu-west-1.amazonaws.com\"},"
            + "\"Action\":\"s3:DeleteObject\",\"Resource\":\"*\"}",
        "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"123456789012\"},\"Action\":\"s3:*\","
            + "\"Resource\":\"*\",\"Condition\":{\"StringLike\":{\"x\":\"logs.amazonaws.com\"}}}"
      })
  void that_the_service_is_named_somewhere_is_no_grant(String statement) {
    assertThat(look("{\"Statement\":" + statement + "}", false))
        .singleElement()
        .extracting(Symptom::severity)
        .isEqualTo(Symptom.Severity.BROKEN);
  }

  @Test
  void half_of_the_grants_is_not_enough() {
    String half = "{\"Statement\":" + allow("s3:GetBucketAcl", "arn:aws:s3:::umma") + "}";

    assertThat(look(half, false).get(0).detail())
        .startsWith("does not grant " + SERVICE + " s3:PutObject: ");
  }

  @Test
  void a_grant_for_another_folder_is_none_and_one_for_a_part_of_the_folder_may_do() {
    String acl = "{\"Statement\":[" + allow("s3:Get*", "arn:aws:s3:::umma") + ",";

    assertThat(look(acl + allow("s3:putobject", "arn:aws:s3:::umma/other/*") + "]}", false))
        .singleElement()
        .extracting(Symptom::severity)
        .isEqualTo(Symptom.Severity.BROKEN);
    assertThat(look(acl + allow("s3:putobject", "arn:aws:s3:::umma/backup/umma-*") + "]}", false))
        .containsExactly(Symptom.fine("policy", "names " + SERVICE));
  }

  @Test
  void a_denial_under_conditions_is_named_and_not_judged() {
    assertThat(
            beside(
                """
                {"Sid":"TlsOnly","Effect":"Deny","Principal":"*","Action":"s3:*",
                 "Resource":["arn:aws:s3:::umma","arn:aws:s3:::umma/*"],
                 "Condition":{"Bool":{"aws:SecureTransport":"false"}}}
                """))
        .containsExactly(
            Symptom.doubtful(
                "policy",
                "the statement TlsOnly denies s3:GetBucketAcl and s3:PutObject to everybody under"
                    + " conditions that are not looked at here (aws:SecureTransport): exports fail"
                    + " if they meet them"));
  }

  @Test
  void a_denial_without_conditions_is_a_fault_whatever_else_is_granted() {
    assertThat(
            beside(
                """
                {"Effect":"Deny","NotPrincipal":{"AWS":"arn:aws:iam::123456789012:root"},
                 "NotAction":"s3:Get*","Resource":"arn:aws:s3:::umma/*"}
                """))
        .containsExactly(
            Symptom.broken(
                "policy",
                "the statement number 1 denies s3:PutObject to everybody, exports too, whatever"
                    + " else allows them: take them out of it"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"Principal\":\"*\",\"Action\":\"s3:DeleteObject\",\"Resource\":\"*\"",
        "\"Principal\":{\"AWS\":\"123456789012\"},\"Action\":\"s3:*\",\"Resource\":\"*\"",
        "\"Principal\":\"*\",\"Action\":\"s3:PutObject\",\"Resource\":\"arn:aws:s3:::umma/x/*\"",
        "\"NotPrincipal\":{\"Service\":\"logs.eu-west-1.amazonaws.com\"},\"Action\":\"s3:*\","
            + "\"Resource\":\"*\"",
        "\"Principal\":\"*\",\"Action\":\"s3:PutObject\","
            + "\"NotResource\":\"arn:aws:s3:::umma/backup/*\"",
      })
  void a_denial_of_something_else_is_not_spoken_of(String denial) {
    assertThat(beside("{\"Effect\":\"Deny\"," + denial + "}"))
        .containsExactly(Symptom.fine("policy", FINE));
  }

  @Test
  void a_grant_under_unusual_conditions_is_in_doubt() {
    String conditional =
        allow("s3:*", "*")
            .replace("\"Effect\"", "\"Condition\":{\"Null\":{\"aws:x\":\"true\"}},\"Effect\"");

    assertThat(look("{\"Statement\":[" + conditional + "]}", false))
        .containsExactly(
            Symptom.doubtful(
                "policy",
                "names "
                    + SERVICE
                    + ", under conditions that are not looked at here (aws:x): exports fail unless"
                    + " they meet them"));
  }

  @Test
  void what_is_no_json_is_a_fault() {
    assertThat(look("nonsense", true))
        .containsExactly(Symptom.broken("policy", "is no JSON: mend it by hand"));
  }
}
