package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** A bucket that encrypts with a customer's key; the local cloud keeps the setting alone. */
final class EncryptedBucketTest extends CloudTest {
  private static final String BUCKET = "backup.cloudwatch.umma";
  private static final String KEY = "arn:aws:kms:ap-northeast-2:123456789012:key/2";

  @BeforeEach
  void encrypt() {
    s3.createBucket(create -> create.bucket(BUCKET));
    ServerSideEncryptionRule rule =
        ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(
                by -> by.sseAlgorithm(ServerSideEncryption.AWS_KMS).kmsMasterKeyID(KEY))
            .build();
    s3.putBucketEncryption(
        put -> put.bucket(BUCKET).serverSideEncryptionConfiguration(all -> all.rules(rule)));
  }

  @Test
  void a_run_leaves_the_choice_of_the_key_to_the_bucket_and_the_setting_as_it_is()
      throws Exception {
    put("batch", at("12:00:00.001"), "x");

    assertThat(backfill(", \"settle\": \"PT0S\"")).isZero();

    assertThat(out.toString()).contains("verdict=VERIFIED");
    assertThat(cloud.calls("PutBucketEncryption")).hasSize(1);
    assertThat(run(config(", \"settle\": \"PT0S\", \"lookbackDays\": 1"), "verify")).isZero();
  }

  @Test
  void doctor_says_what_the_key_must_allow() throws Exception {
    assertThat(run(config(""), "doctor")).isZero();

    assertThat(out.toString())
        .contains("DOUBTFUL encryption: SSE-KMS: the policy of " + KEY + " must let");
  }
}
