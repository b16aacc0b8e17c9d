package io.logstrata.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

final class BucketsTest {
  private static final String BUCKET = "backup.cloudwatch.umma";
  private final LocalCloud cloud = LocalCloud.start();
  private final S3Client s3 = Clients.s3(cloud);

  @BeforeEach
  void create_a_bucket() {
    s3.createBucket(r -> r.bucket(BUCKET));
  }

  @AfterEach
  void stop() {
    s3.close();
    cloud.close();
  }

  @Test
  void has_what_a_new_bucket_has() {
    assertThat(s3.headBucket(r -> r.bucket(BUCKET)).bucketRegion()).isEqualTo("ap-northeast-2");
    assertThat(s3.getBucketLocation(r -> r.bucket(BUCKET)).locationConstraintAsString())
        .isEqualTo("ap-northeast-2");
    GetPublicAccessBlockResponse block = s3.getPublicAccessBlock(r -> r.bucket(BUCKET));
    assertThat(block.publicAccessBlockConfiguration().restrictPublicBuckets()).isTrue();
    assertThat(
            s3.getBucketOwnershipControls(r -> r.bucket(BUCKET))
                .ownershipControls()
                .rules()
                .get(0)
                .objectOwnership())
        .isEqualTo(ObjectOwnership.BUCKET_OWNER_ENFORCED);
    assertThat(
            s3.getBucketEncryption(r -> r.bucket(BUCKET))
                .serverSideEncryptionConfiguration()
                .rules()
                .get(0)
                .applyServerSideEncryptionByDefault()
                .sseAlgorithmAsString())
        .isEqualTo("AES256");
    assertThat(s3.getBucketAcl(r -> r.bucket(BUCKET)).grants().get(0).permissionAsString())
        .isEqualTo("FULL_CONTROL");
    assertThat(s3.listBuckets().buckets()).extracting("name").containsExactly(BUCKET);
  }

  @Test
  void knows_its_own_and_missing_buckets() {
    assertThatThrownBy(() -> s3.createBucket(r -> r.bucket(BUCKET)))
        .isInstanceOf(BucketAlreadyOwnedByYouException.class);
    assertThatThrownBy(() -> s3.headBucket(r -> r.bucket("missing")))
        .isInstanceOf(NoSuchBucketException.class);
    assertThatThrownBy(() -> s3.getBucketPolicy(r -> r.bucket("missing")))
        .isInstanceOf(NoSuchBucketException.class);
    assertThatThrownBy(() -> s3.createBucket(r -> r.bucket("xn--bucket")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refusal ->
                assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidBucketName"));
  }

  @Test
  void keeps_a_policy_and_forgets_it() {
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"logs.ap-northeast-2.amazonaws.com"},\
        "Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::backup.cloudwatch.umma"}]}""";
    assertThatThrownBy(() -> s3.getBucketPolicy(r -> r.bucket(BUCKET)))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refusal ->
                assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("NoSuchBucketPolicy"));
    s3.putBucketPolicy(r -> r.bucket(BUCKET).policy(policy));
    assertThat(s3.getBucketPolicy(r -> r.bucket(BUCKET)).policy()).isEqualTo(policy);
    assertThatThrownBy(() -> s3.putBucketPolicy(r -> r.bucket(BUCKET).policy("{")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refusal ->
                assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("MalformedPolicy"));
    s3.deleteBucketPolicy(r -> r.bucket(BUCKET));
    assertThatThrownBy(() -> s3.getBucketPolicy(r -> r.bucket(BUCKET)))
        .isInstanceOf(S3Exception.class);
  }

  @Test
  void takes_settings_that_are_settings_only() {
    s3.putPublicAccessBlock(
        r -> r.bucket(BUCKET).publicAccessBlockConfiguration(b -> b.blockPublicAcls(true)));
    encryptWith("aws:kms");
    assertMalformed(() -> encryptWith("ROT13"));
    assertMalformed(() -> own(OwnershipControlsRule.builder().objectOwnership("Mine").build()));
    assertMalformed(() -> own());
    assertThatThrownBy(() -> s3.createBucket(r -> r.bucket("another").objectOwnership("Mine")))
        .hasMessageContaining("Invalid x-amz-object-ownership header");
    assertThatThrownBy(() -> s3.headBucket(r -> r.bucket("another")))
        .as("a bucket that was refused is not there")
        .isInstanceOf(NoSuchBucketException.class);
  }

  private void own(OwnershipControlsRule... rules) {
    s3.putBucketOwnershipControls(r -> r.bucket(BUCKET).ownershipControls(c -> c.rules(rules)));
  }

  private void encryptWith(String algorithm) {
    ServerSideEncryptionRule rule =
        ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm(algorithm))
            .build();
    s3.putBucketEncryption(
        r -> r.bucket(BUCKET).serverSideEncryptionConfiguration(c -> c.rules(rule)));
  }

  private static void assertMalformed(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class,
            refusal -> assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("MalformedXML"));
  }

  @Test
  void is_encrypted_by_s3s_own_key_when_another_is_taken_back() {
    encryptWith("aws:kms");
    s3.deleteBucketEncryption(r -> r.bucket(BUCKET));
    assertThat(
            s3.getBucketEncryption(r -> r.bucket(BUCKET))
                .serverSideEncryptionConfiguration()
                .rules()
                .get(0)
                .applyServerSideEncryptionByDefault()
                .sseAlgorithmAsString())
        .isEqualTo("AES256");
  }

  @Test
  void holds_objects_under_the_keys_that_exports_have() {
    String key = "backup/umma-production/2026/11/22/task/2020-02-27-[$LATEST]0067 a+b/000000.gz";
    s3.putObject(
        r -> r.bucket(BUCKET).key(key).acl("bucket-owner-full-control"),
        RequestBody.fromString("0123456789"));
    assertThat(
            s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key).range("bytes=2-4")).asString(UTF_8))
        .isEqualTo("234");
    assertThat(s3.headObject(r -> r.bucket(BUCKET).key(key)).contentLength()).isEqualTo(10);
    assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET).prefix("backup/umma-production/")).contents())
        .extracting(S3Object::key)
        .containsExactly(key);
    assertThatThrownBy(
            () ->
                s3.putObject(
                    r -> r.bucket(BUCKET).key(key).acl("public-read"), RequestBody.fromString("x")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refusal ->
                assertThat(refusal.awsErrorDetails().errorCode())
                    .isEqualTo("AccessControlListNotSupported"));
  }

  @Test
  void writes_on_condition() {
    String etag =
        s3.putObject(
                r -> r.bucket(BUCKET).key("lock").ifNoneMatch("*"), RequestBody.fromString("1"))
            .eTag();
    assertThatThrownBy(
            () ->
                s3.putObject(
                    r -> r.bucket(BUCKET).key("lock").ifNoneMatch("*"),
                    RequestBody.fromString("2")))
        .isInstanceOfSatisfying(
            S3Exception.class, refusal -> assertThat(refusal.statusCode()).isEqualTo(412));
    s3.putObject(r -> r.bucket(BUCKET).key("lock").ifMatch(etag), RequestBody.fromString("3"));
    assertThatThrownBy(
            () ->
                s3.putObject(
                    r -> r.bucket(BUCKET).key("lock").ifMatch(etag), RequestBody.fromString("4")))
        .isInstanceOfSatisfying(
            S3Exception.class, refusal -> assertThat(refusal.statusCode()).isEqualTo(412));
    assertThatThrownBy(
            () ->
                s3.putObject(
                    r -> r.bucket(BUCKET).key("none").ifMatch(etag), RequestBody.fromString("4")))
        .isInstanceOfSatisfying(
            S3Exception.class, refusal -> assertThat(refusal.statusCode()).isEqualTo(404));
    assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("lock")).asUtf8String())
        .isEqualTo("3");
  }

  @Test
  void joins_the_parts_of_a_multipart_upload() {
    byte[] part = new byte[5 * 1024 * 1024];
    String id = s3.createMultipartUpload(r -> r.bucket(BUCKET).key("big")).uploadId();
    UploadPartResponse first =
        s3.uploadPart(
            r -> r.bucket(BUCKET).key("big").uploadId(id).partNumber(1),
            RequestBody.fromBytes(part));
    UploadPartResponse second =
        s3.uploadPart(
            r -> r.bucket(BUCKET).key("big").uploadId(id).partNumber(2),
            RequestBody.fromString("end"));
    s3.completeMultipartUpload(
        r ->
            r.bucket(BUCKET)
                .key("big")
                .uploadId(id)
                .multipartUpload(
                    m ->
                        m.parts(
                            List.of(
                                CompletedPart.builder().partNumber(1).eTag(first.eTag()).build(),
                                CompletedPart.builder()
                                    .partNumber(2)
                                    .eTag(second.eTag())
                                    .build()))));
    assertThat(s3.headObject(r -> r.bucket(BUCKET).key("big")).contentLength())
        .isEqualTo(5 * 1024 * 1024 + 3);
  }

  @Test
  void refuses_a_stranger_as_expected_owner() {
    s3.headBucket(r -> r.bucket(BUCKET).expectedBucketOwner("123456789012"));
    assertThatThrownBy(
            () -> s3.headBucket(r -> r.bucket(BUCKET).expectedBucketOwner("999999999999")))
        .isInstanceOfSatisfying(
            S3Exception.class, refusal -> assertThat(refusal.statusCode()).isEqualTo(403));
  }

  @Test
  void finds_buckets_and_their_settings_again_in_its_folder(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("notes.txt"), "not a bucket");
    try (LocalCloud first = LocalCloud.builder().data(folder).start();
        S3Client client = Clients.s3(first)) {
      client.createBucket(r -> r.bucket(BUCKET));
      client.putBucketPolicy(r -> r.bucket(BUCKET).policy("{\"Statement\":[]}"));
      client.deletePublicAccessBlock(r -> r.bucket(BUCKET));
      client.createBucket(r -> r.bucket("deleted"));
      client.putBucketPolicy(r -> r.bucket("deleted").policy("{\"Statement\":[]}"));
      client.deleteBucket(r -> r.bucket("deleted"));
    }
    try (LocalCloud second = LocalCloud.builder().data(folder).start();
        S3Client client = Clients.s3(second)) {
      assertThat(client.listBuckets().buckets()).extracting(Bucket::name).containsExactly(BUCKET);
      assertThat(client.getBucketPolicy(r -> r.bucket(BUCKET)).policy())
          .isEqualTo("{\"Statement\":[]}");
      assertThatThrownBy(() -> client.getPublicAccessBlock(r -> r.bucket(BUCKET)))
          .isInstanceOf(S3Exception.class);
      client.createBucket(r -> r.bucket("deleted"));
      assertThatThrownBy(() -> client.getBucketPolicy(r -> r.bucket("deleted")))
          .isInstanceOf(S3Exception.class);
      assertThatThrownBy(() -> client.listObjectsV2(r -> r.bucket(".testkit")))
          .hasMessageContaining("The specified bucket is not valid");
    }
  }

  @Test
  void keeps_objects_as_plain_files_when_given_a_folder(@TempDir Path folder) throws Exception {
    try (LocalCloud onDisk = LocalCloud.builder().data(folder).start();
        S3Client client = Clients.s3(onDisk)) {
      client.createBucket(r -> r.bucket(BUCKET));
      client.putObject(
          r -> r.bucket(BUCKET).key("backup/a/000000.gz"), RequestBody.fromString("text"));
    }
    assertThat(Files.readString(folder.resolve(BUCKET).resolve("backup/a/000000.gz"), UTF_8))
        .isEqualTo("text");
  }
}
