package io.logstrata.archiver.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logstrata.archiver.archive.StoredObject;
import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.run.ArchiveStore;
import io.logstrata.testkit.Fault;
import io.logstrata.testkit.LocalCloud;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class S3ArchiveStoreTest {
  private final LocalCloud cloud = LocalCloud.start();
  private final Aws aws = aws("ap-northeast-2");
  private final ArchiveStore store = aws.store();

  @AfterEach
  void stop() {
    aws.close();
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
