package io.logstrata.archiver.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.StoredObject;
import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.run.ArchiveStore;
import io.logstrata.archiver.run.Pace;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket of Amazon S3, or of anything that speaks its protocol and has conditional writes. */
public final class S3ArchiveStore implements ArchiveStore {
  private static final int CONFLICTS = 5;
  private static final int READS = 4;

  private final S3Client s3;
  private final Options options;
  private final Pace pace;
  private volatile boolean justLetIn;

  /**
   * How to treat the bucket.
   *
   * @param region that the bucket is, or is to be, in
   * @param expectedOwner the account id of the bucket's owner; when given, S3 refuses a bucket of
   *     anybody else
   * @param managePolicy whether {@link #prepare} sees to the bucket's policy
   */
  public record Options(
      String bucket, String region, Optional<String> expectedOwner, boolean managePolicy) {
    public Options {
      requireNonNull(bucket, "bucket");
      requireNonNull(region, "region");
      requireNonNull(expectedOwner, "expectedOwner");
    }
  }

  /** The client stays the caller's to close. */
  public S3ArchiveStore(S3Client s3, Options options) {
    this(s3, options, Pace.real());
  }

  S3ArchiveStore(S3Client s3, Options options, Pace pace) {
    this.s3 = requireNonNull(s3, "s3");
    this.options = requireNonNull(options, "options");
    this.pace = requireNonNull(pace, "pace");
  }

  /**
   * Opens an archive to read it.
   *
   * @param s3 stays the caller's to close, after the archive is no longer used
   * @param folder the archive's {@code logFolderName}
   */
  public static Archive archive(S3Client s3, String bucket, String folder) {
    Options options = new Options(bucket, "", Optional.empty(), false);
    return new Archive(new S3ArchiveStore(s3, options), new Layout(folder));
  }

  @Override
  public String bucket() {
    return options.bucket();
  }

  @Override
  public Answer<List<String>> prepare(Optional<String> accountId) throws InterruptedException {
    Answer<List<String>> changes = setup().prepare(accountId, options.managePolicy());
    justLetIn = options.managePolicy() && changes.given() && !changes.get().isEmpty();
    return changes;
  }

  private BucketSetup setup() {
    return new BucketSetup(s3, options.bucket(), options.region(), options.expectedOwner());
  }

  @Override
  public boolean hasJustLetIn() {
    return justLetIn;
  }

  @Override
  public String remedyWhenKeptOut() throws InterruptedException {
    return setup().remedyWhenKeptOut();
  }

  @Override
  public List<StoredObject> list(String keyPrefix) throws IOException {
    try {
      return s3
          .listObjectsV2Paginator(
              request ->
                  request.bucket(options.bucket()).prefix(keyPrefix).expectedBucketOwner(owner()))
          .contents()
          .stream()
          .map(object -> new StoredObject(object.key(), object.size(), unquoted(object.eTag())))
          .toList();
    } catch (SdkException e) {
      throw Failures.io("s3:ListBucket (" + options.bucket() + "/" + keyPrefix + ")", e);
    }
  }

  private static String unquoted(String etag) {
    return etag == null ? "" : etag.replace("\"", "");
  }

  @Override
  public InputStream open(String key) throws IOException {
    return new ObjectStream(s3, options, key, pace);
  }

  @Override
  public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
    return replace(key, bytes, Optional.empty()).isPresent();
  }

  @Override
  public Optional<Stamped> read(String key) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        var object =
            s3.getObjectAsBytes(
                request -> request.bucket(options.bucket()).key(key).expectedBucketOwner(owner()));
        return Optional.of(new Stamped(object.asUtf8String(), object.response().eTag()));
      } catch (SdkException e) {
        if (Failures.hasStatus(e, 404) && !Failures.hasCode(e, "NoSuchBucket")) {
          return Optional.empty();
        }
        // The SDK does not ask again for a body that broke off.
        if (e instanceof AwsServiceException || e instanceof AbortedException || tries == READS) {
          throw Failures.io("s3:GetObject (" + options.bucket() + "/" + key + ")", e);
        }
      }
    }
  }

  @Override
  public Optional<String> replace(String key, byte[] bytes, Optional<String> stamp)
      throws IOException {
    for (int conflicts = 0; ; conflicts++) {
      try {
        return Optional.of(
            s3.putObject(
                    request -> {
                      request
                          .bucket(options.bucket())
                          .key(key)
                          .contentType("application/json")
                          .expectedBucketOwner(owner());
                      stamp.ifPresentOrElse(request::ifMatch, () -> request.ifNoneMatch("*"));
                    },
                    RequestBody.fromBytes(bytes))
                .eTag());
      } catch (SdkException e) {
        if (Failures.hasStatus(e, 412)) {
          return ifSame(key, bytes);
        }
        // Two conditional writes met; one of them is over soon.
        if (!Failures.hasStatus(e, 409) || conflicts == CONFLICTS) {
          throw Failures.io("s3:PutObject (" + options.bucket() + "/" + key + ")", e);
        }
      }
    }
  }

  /**
   * When an answer is lost, the SDK's second attempt meets the object that its first has written.
   */
  private Optional<String> ifSame(String key, byte[] bytes) throws IOException {
    return read(key)
        .filter(existing -> Arrays.equals(existing.text().getBytes(UTF_8), bytes))
        .map(Stamped::stamp);
  }

  private String owner() {
    return options.expectedOwner().orElse(null);
  }
}
