package io.logstrata.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class BucketFaultsTest {
  private final LocalCloud cloud = LocalCloud.start();
  private final S3Client s3 = Clients.s3(cloud);

  @BeforeEach
  void create_a_bucket() {
    s3.createBucket(r -> r.bucket("archive"));
  }

  @AfterEach
  void stop() {
    s3.close();
    cloud.close();
  }

  @ParameterizedTest
  @CsvSource({
    "THROTTLED, 503, SlowDown",
    "SERVER_ERROR, 500, InternalError",
    "CREDENTIALS_REFUSED, 403, InvalidAccessKeyId",
    "PERMISSION_MISSING, 403, AccessDenied",
    "CONDITION_FAILED, 412, PreconditionFailed",
    "CONDITION_CONFLICT, 409, ConditionalRequestConflict"
  })
  void refuses_as_s3_does_and_does_nothing(Fault fault, int status, String code) {
    cloud.faults().next("PutObject", fault, 1);
    assertThatThrownBy(() -> put("text"))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refusal -> {
              assertThat(refusal.statusCode()).isEqualTo(status);
              assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
            });
    assertThat(s3.listObjectsV2(r -> r.bucket("archive")).contents()).isEmpty();
    put("text");
  }

  @Test
  void resets_before_and_after_the_work() {
    cloud.faults().next("PutObject", Fault.RESET, 1);
    assertThatThrownBy(() -> put("text")).isInstanceOf(SdkClientException.class);
    assertThat(s3.listObjectsV2(r -> r.bucket("archive")).contents()).isEmpty();

    cloud.faults().next("PutObject", Fault.ANSWER_LOST, 1);
    assertThatThrownBy(() -> put("text")).isInstanceOf(SdkClientException.class);
    assertThat(s3.listObjectsV2(r -> r.bucket("archive")).contents()).hasSize(1);
  }

  @Test
  void cuts_a_read_short() {
    put("x".repeat(100_000));
    cloud.faults().next("GetObject", Fault.TRUNCATED, 1);
    assertThatThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket("archive").key("key")))
        .isInstanceOfAny(SdkClientException.class, RetryableException.class);
    assertThat(s3.getObjectAsBytes(r -> r.bucket("archive").key("key")).asByteArray())
        .hasSize(100_000);
  }

  @Test
  void serves_a_read_whole_but_in_pieces() throws IOException {
    byte[] sent = new byte[100_000];
    new Random(7).nextBytes(sent);
    s3.putObject(r -> r.bucket("archive").key("key"), RequestBody.fromBytes(sent));
    cloud.faults().next("GetObject", Fault.SHORT_READS, 1);
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    int shortReads = 0;
    try (InputStream in = s3.getObject(r -> r.bucket("archive").key("key"))) {
      byte[] buffer = new byte[4096];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        received.write(buffer, 0, count);
        shortReads += count < buffer.length ? 1 : 0;
      }
    }
    assertThat(received.toByteArray()).isEqualTo(sent);
    assertThat(shortReads).isGreaterThan(1);
    assertThat(cloud.calls("GetObject")).extracting(Call::outcome).containsExactly("OK");
  }

  @Test
  void never_answers() {
    cloud.faults().next("HeadBucket", Fault.NEVER_ANSWERED, 1);
    assertThatThrownBy(
            () ->
                s3.headBucket(
                    r ->
                        r.bucket("archive")
                            .overrideConfiguration(c -> c.apiCallTimeout(Duration.ofMillis(500)))))
        .isInstanceOf(ApiCallTimeoutException.class);
  }

  private void put(String text) {
    s3.putObject(r -> r.bucket("archive").key("key"), RequestBody.fromString(text));
  }
}
