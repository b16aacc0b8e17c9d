package io.logstrata.archiver.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logstrata.archiver.archive.StoredObject;
import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.run.ArchiveStore;
import io.logstrata.archiver.run.Pace;
import io.logstrata.testkit.Fault;
import io.logstrata.testkit.LocalCloud;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

final class S3ArchiveStoreTest {
  private final LocalCloud cloud = LocalCloud.start();
  private final Aws aws = aws("ap-northeast-2");
  private final ArchiveStore store = aws.store();
  private final S3Client s3 =
      S3Client.builder()
          .endpointOverride(cloud.s3Endpoint())
          .forcePathStyle(true)
          .region(Region.of(cloud.region()))
          .overrideConfiguration(
              configuration -> configuration.retryStrategy(retry -> retry.maxAttempts(1)))
          .build();

  @AfterEach
  void stop() {
    aws.close();
    s3.close();
    cloud.close();
  }

  @Test
  void a_missing_bucket_is_created_closed_to_the_public_and_opened_to_the_service()
      throws Exception {
    assertThat(store.prepare(Optional.of("123456789012")).get())
        .containsExactly(
            "created the bucket backup.cloudwatch.umma in ap-northeast-2, closed to the public",
            "let CloudWatch Logs write into the bucket backup.cloudwatch.umma by its policy");
    assertThat(cloud.calls("PutPublicAccessBlock")).hasSize(1);
    assertThat(cloud.calls("PutBucketPolicy")).hasSize(1);
  }

  @Test
  void a_bucket_that_is_as_it_should_be_is_left_alone() throws Exception {
    assertThat(store.prepare(Optional.of("123456789012")).given()).isTrue();

    assertThat(store.prepare(Optional.of("123456789012")).get()).isEmpty();
    assertThat(cloud.calls("CreateBucket")).hasSize(1);
    assertThat(cloud.calls("PutBucketPolicy")).hasSize(1);
    assertThat(cloud.calls("ListBuckets")).isEmpty();
  }

  @Test
  void a_policy_that_may_not_be_read_stops_the_run_and_says_what_to_grant() throws Exception {
    assertThat(store.prepare(Optional.empty()).given()).isTrue();
    cloud.faults().next("GetBucketPolicy", Fault.PERMISSION_MISSING, 1);

    Answer<List<String>> answer = store.prepare(Optional.empty());

    assertThat(answer.verdict()).isEqualTo(Answer.Verdict.REFUSED);
    assertThat(answer.reason())
        .contains("grant s3:GetBucketPolicy")
        .contains("or set manageBucketPolicy to false");
  }

  @Test
  void a_bucket_that_may_not_be_looked_at_is_not_created() throws Exception {
    cloud.faults().next("HeadBucket", Fault.PERMISSION_MISSING, 1);

    assertThat(store.prepare(Optional.empty()).reason()).contains("grant s3:ListBucket");
    assertThat(cloud.calls("CreateBucket")).isEmpty();
  }

  @Test
  void an_object_is_written_once_and_never_over_another() throws Exception {
    assertThat(store.prepare(Optional.empty()).given()).isTrue();

    assertThat(store.putIfAbsent("a/b.json", "one".getBytes(UTF_8))).isTrue();
    assertThat(store.putIfAbsent("a/b.json", "two".getBytes(UTF_8))).isFalse();
    try (InputStream read = store.open("a/b.json")) {
      assertThat(read.readAllBytes()).isEqualTo("one".getBytes(UTF_8));
    }
    assertThat(store.list("a/")).extracting(StoredObject::key).containsExactly("a/b.json");
    assertThat(store.list("a/")).extracting(StoredObject::size).containsExactly(3L);
  }

  @Test
  void a_write_whose_answer_was_lost_counts_as_written() throws Exception {
    assertThat(store.prepare(Optional.empty()).given()).isTrue();
    cloud.faults().next("PutObject", Fault.ANSWER_LOST, 1);

    assertThat(store.putIfAbsent("a", "one".getBytes(UTF_8))).isTrue();
  }

  @Test
  void an_object_is_replaced_only_if_it_is_still_what_it_was() throws Exception {
    assertThat(store.prepare(Optional.empty()).given()).isTrue();
    assertThat(store.read("lease")).isEmpty();
    String first = store.replace("lease", "one".getBytes(UTF_8), Optional.empty()).orElseThrow();

    assertThat(store.replace("lease", "two".getBytes(UTF_8), Optional.of(first))).isPresent();
    assertThat(store.replace("lease", "three".getBytes(UTF_8), Optional.of(first))).isEmpty();
    assertThat(store.replace("lease", "four".getBytes(UTF_8), Optional.empty())).isEmpty();

    assertThat(store.read("lease").orElseThrow().text()).isEqualTo("two");
  }

  @Test
  void an_object_that_is_not_there_is_said_not_to_be_there() throws Exception {
    assertThat(store.prepare(Optional.empty()).given()).isTrue();
    assertThatThrownBy(() -> store.open("nothing")).isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void a_read_that_breaks_off_goes_on_from_the_byte_that_is_next() throws Exception {
    byte[] bytes = large();
    cloud.faults().next("GetObject", Fault.TRUNCATED, 5);

    try (InputStream read = store.open("large")) {
      assertThat(read.readAllBytes()).isEqualTo(bytes);
    }
    assertThat(cloud.calls("GetObject")).hasSize(6);
  }

  @Test
  void an_object_that_comes_a_few_bytes_at_a_time_comes_whole() throws Exception {
    byte[] bytes = large();
    cloud.faults().next("GetObject", Fault.SHORT_READS, 1);

    try (InputStream read = store.open("large")) {
      assertThat(read.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void a_busy_service_is_asked_again_after_pauses_beyond_the_patience_of_the_sdk()
      throws Exception {
    byte[] bytes = large();
    cloud.faults().next("GetObject", Fault.THROTTLED, 3);

    try (InputStream read = hasty().open("large")) {
      assertThat(read.readAllBytes()).isEqualTo(bytes);
    }
    assertThat(pauses).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(3));
  }

  @Test
  void who_gives_up_names_the_object_and_the_byte() throws Exception {
    large();
    cloud.faults().next("GetObject", Fault.THROTTLED, 4);

    assertThatThrownBy(() -> hasty().open("large"))
        .hasMessageStartingWith(
            "s3:GetObject (backup.cloudwatch.umma/large) broke off at byte 0, 4 times in a row: ");
  }

  @Test
  void the_rest_of_another_object_is_not_taken_for_the_rest_of_this_one() throws Exception {
    large();
    cloud.faults().next("GetObject", Fault.TRUNCATED, 1);
    try (InputStream read = store.open("large")) {
      assertThat(read.readNBytes(1000)).hasSize(1000);
      s3.putObject(
          put -> put.bucket("backup.cloudwatch.umma").key("large"),
          RequestBody.fromBytes(new byte[300_000]));

      assertThatThrownBy(read::readAllBytes)
          .hasMessageContaining("backup.cloudwatch.umma/large")
          .hasMessageContaining("PreconditionFailed");
    }
  }

  private final List<Duration> pauses = new ArrayList<>();

  /** A store whose pauses take no time, and whose client asks once. */
  private ArchiveStore hasty() {
    return new S3ArchiveStore(
        s3,
        new S3ArchiveStore.Options(
            "backup.cloudwatch.umma", "ap-northeast-2", Optional.empty(), true),
        new Pace() {
          @Override
          public Instant now() {
            return Instant.EPOCH;
          }

          @Override
          public void pause(Duration duration) {
            pauses.add(duration);
          }

          @Override
          public double jitter() {
            return 1;
          }
        });
  }

  private byte[] large() throws Exception {
    assertThat(store.prepare(Optional.empty()).given()).isTrue();
    byte[] bytes = new byte[300_000];
    new Random(7).nextBytes(bytes);
    assertThat(store.putIfAbsent("large", bytes)).isTrue();
    return bytes;
  }

  @Test
  void a_listing_has_every_object_however_many_pages_it_takes() throws Exception {
    assertThat(store.prepare(Optional.empty()).given()).isTrue();
    for (int i = 0; i < 1_005; i++) {
      assertThat(store.putIfAbsent("many/" + i, new byte[0])).isTrue();
    }
    assertThat(store.list("many/")).hasSize(1_005);
  }

  private Aws aws(String region) {
    return new Aws(
        new S3ArchiveStore.Options("backup.cloudwatch.umma", region, Optional.empty(), true),
        new Aws.Endpoints(Optional.of(cloud.endpoint()), Optional.of(cloud.s3Endpoint())));
  }
}
