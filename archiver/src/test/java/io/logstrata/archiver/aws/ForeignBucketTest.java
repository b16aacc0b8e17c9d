package io.logstrata.archiver.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.run.ArchiveStore;
import io.logstrata.archiver.run.Symptom;
import io.logstrata.testkit.LocalCloud;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/** Buckets that are somebody else's, or elsewhere. */
final class ForeignBucketTest {
  private static final String BUCKET = "backup.cloudwatch.umma";
  private static final String OURS = "123456789012";
  private static final String THEIRS = "999999999999";

  private final LocalCloud cloud = LocalCloud.builder().accountId(OURS).start();
  private final Calls calls = new Calls();
  private final S3Client s3 = client(cloud.region());

  @AfterEach
  void stop() {
    s3.close();
    cloud.close();
  }

  @Test
  void every_call_but_the_creation_says_whose_the_bucket_must_be() throws Exception {
    ArchiveStore store = store(OURS);
    assertThat(store.prepare(Optional.of(OURS)).given()).isTrue();
    assertThat(store.putIfAbsent("a", "one".getBytes(UTF_8))).isTrue();
    assertThat(store.read("a")).isPresent();
    assertThat(store.list("")).hasSize(1);
    try (InputStream read = store.open("a")) {
      assertThat(read.readAllBytes()).hasSize(3);
    }
    assertThat(store.remedyWhenKeptOut()).isNotEmpty();
    BucketExamination examination = new BucketExamination(s3, options(OURS));
    assertThat(examination.look(new Layout(""), Instant.now()))
        .extracting(Symptom::severity)
        .doesNotContain(Symptom.Severity.BROKEN);

    assertThat(new TreeSet<>(calls.withOwner))
        .contains("HeadBucket", "PutPublicAccessBlock", "GetBucketPolicy", "GetBucketEncryption")
        .contains("GetBucketOwnershipControls", "PutObject", "GetObject", "ListObjectsV2");
    assertThat(calls.withoutOwner).containsOnly("CreateBucket");
  }

  @Test
  void a_bucket_of_another_account_stops_the_run_and_keeps_every_byte_to_itself() throws Exception {
    assertThat(store(OURS).prepare(Optional.of(OURS)).given()).isTrue();

    Answer<List<String>> prepared = store(THEIRS).prepare(Optional.of(OURS));

    assertThat(prepared.verdict()).isEqualTo(Answer.Verdict.REFUSED);
    assertThat(prepared.reason())
        .contains("if it is somebody else's, choose another s3BucketName")
        .endsWith("it must belong to expectedBucketOwner, 999999999999");
    assertThatThrownBy(() -> store(THEIRS).list("")).hasMessageContaining("s3:ListBucket");
    assertThatThrownBy(() -> store(THEIRS).putIfAbsent("a", new byte[0]))
        .hasMessageContaining("s3:PutObject");
    assertThat(store(OURS).list("")).isEmpty();
  }

  @Test
  void a_bucket_of_another_region_stops_the_run_and_both_regions_are_named() throws Exception {
    assertThat(store(OURS).prepare(Optional.of(OURS)).given()).isTrue();

    try (S3Client elsewhere = client("eu-west-1")) {
      S3ArchiveStore.Options options =
          new S3ArchiveStore.Options(BUCKET, "eu-west-1", Optional.empty(), true);
      Answer<List<String>> prepared =
          new S3ArchiveStore(elsewhere, options).prepare(Optional.of(OURS));

      assertThat(prepared.verdict()).isEqualTo(Answer.Verdict.REFUSED);
      assertThat(prepared.reason())
          .isEqualTo(
              "the bucket backup.cloudwatch.umma is in ap-northeast-2, but exports go to buckets of"
                  + " the logs' own region, eu-west-1: choose a bucket there");
    }
  }

  @Test
  void a_name_that_somebody_else_has_taken_stops_the_run() throws Exception {
    calls.taken = true;

    Answer<List<String>> prepared = store(OURS).prepare(Optional.of(OURS));

    assertThat(prepared.verdict()).isEqualTo(Answer.Verdict.REFUSED);
    assertThat(prepared.reason())
        .isEqualTo(
            "the bucket backup.cloudwatch.umma is somebody else's: choose another s3BucketName");
  }

  private ArchiveStore store(String owner) {
    return new S3ArchiveStore(s3, options(owner));
  }

  private S3ArchiveStore.Options options(String owner) {
    return new S3ArchiveStore.Options(BUCKET, cloud.region(), Optional.of(owner), true);
  }

  private S3Client client(String region) {
    return S3Client.builder()
        .endpointOverride(cloud.s3Endpoint())
        .forcePathStyle(true)
        .region(Region.of(region))
        .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(calls))
        .build();
  }

  /** Notes which calls say whose the bucket must be. */
  private static final class Calls implements ExecutionInterceptor {
    final List<String> withOwner = new ArrayList<>();
    final List<String> withoutOwner = new ArrayList<>();

    /** Whether all other accounts' buckets hold the name, as S3 says when one is created. */
    boolean taken;

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      if (taken && context.request() instanceof CreateBucketRequest) {
        throw BucketAlreadyExistsException.builder().message("taken").statusCode(409).build();
      }
    }

    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      boolean said =
          context.httpRequest().firstMatchingHeader("x-amz-expected-bucket-owner").isPresent();
      (said ? withOwner : withoutOwner)
          .add(context.request().getClass().getSimpleName().replace("Request", ""));
    }
  }
}
