package io.logstrata.archiver.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.run.Symptom;
import io.logstrata.archiver.run.Symptom.Severity;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;

/** Each finding with its remedy, whatever bucket it is about. */
final class BucketExaminationTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void a_bucket_encrypted_by_s3_itself_is_fine() {
    assertThat(encryption("AES256", null).severity()).isEqualTo(Severity.FINE);
    assertThat(BucketExamination.encryption(null, "eu-west-1").severity()).isEqualTo(Severity.FINE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "alias/aws/s3", "arn:aws:kms:eu-west-1:1:alias/aws/s3"})
  void a_key_of_awss_own_cannot_be_used_by_exports(String key) {
    Symptom found = encryption("aws:kms", key.isEmpty() ? null : key);

    assertThat(found.severity()).isEqualTo(Severity.BROKEN);
    assertThat(found.detail())
        .isEqualTo(
            "SSE-KMS with AWS's own key, whose policy cannot let CloudWatch Logs in: use a customer"
                + " managed key, or SSE-S3");
  }

  @Test
  void a_customers_key_must_let_the_service_in_and_how_to_see_that_is_said() {
    Symptom found = encryption("aws:kms", "arn:aws:kms:eu-west-1:1:key/2");

    assertThat(found.severity()).isEqualTo(Severity.DOUBTFUL);
    assertThat(found.detail())
        .contains("must let logs.eu-west-1.amazonaws.com use kms:GenerateDataKey and kms:Decrypt")
        .contains("policy archiver --key-policy prints the statement")
        .endsWith(
            "aws kms get-key-policy --policy-name default --key-id arn:aws:kms:eu-west-1:1:key/2");
  }

  @Test
  void two_layers_of_encryption_are_not_for_exports() {
    assertThat(encryption("aws:kms:dsse", "key").severity()).isEqualTo(Severity.BROKEN);
  }

  @ParameterizedTest
  @CsvSource({"BucketOwnerEnforced, FINE", "BucketOwnerPreferred, FINE", "ObjectWriter, DOUBTFUL"})
  void objects_should_be_the_bucket_owners(String rule, Severity severity) {
    assertThat(BucketExamination.ownership(rule).severity()).isEqualTo(severity);
  }

  @Test
  void whose_objects_are_not_the_bucket_owners_is_told_what_to_set() {
    assertThat(BucketExamination.ownership("ObjectWriter").detail())
        .endsWith("set Object Ownership to BucketOwnerEnforced");
  }

  @ParameterizedTest
  @CsvSource({
    "300, FINE, as the service's",
    "-300, FINE, as the service's",
    "301, BROKEN, this machine's is PT5M1S ahead of the service's: set it",
    "-3600, BROKEN, this machine's is PT1H behind the service's: set it",
  })
  void a_clock_that_is_off_by_more_than_five_minutes_is_to_be_set(
      long seconds, Severity severity, String words) {
    Symptom found = BucketExamination.clock(NOON, NOON.plusSeconds(seconds));

    assertThat(found.severity()).isEqualTo(severity);
    assertThat(found.detail()).startsWith(words);
  }

  private static Symptom encryption(String algorithm, String key) {
    return BucketExamination.encryption(
        ServerSideEncryptionByDefault.builder().sseAlgorithm(algorithm).kmsMasterKeyID(key).build(),
        "eu-west-1");
  }
}
