package io.logstrata.archiver.aws;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.run.ArchiveStore;
import io.logstrata.archiver.run.LogSource;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The clients of a run, with credentials of the SDK's default chain. */
public final class Aws implements AutoCloseable {
  // Long enough for the largest listing, short enough to notice a dead connection; the body of an
  // object is not under it.
  private static final Duration ATTEMPT = Duration.ofSeconds(60);

  private final CloudWatchLogsClient logs;
  private final CloudWatchLogsClient logsWithoutRetries;
  private final S3Client s3;
  private final S3ArchiveStore.Options bucket;

  /**
   * Where the services are.
   *
   * @param logs an endpoint instead of the region's own
   * @param s3 an endpoint instead of the region's own; it is addressed in path style
   */
  public record Endpoints(Optional<URI> logs, Optional<URI> s3) {
    public Endpoints {
      requireNonNull(logs, "logs");
      requireNonNull(s3, "s3");
    }
  }

  public Aws(S3ArchiveStore.Options bucket, Endpoints endpoints) {
    this.bucket = bucket;
    this.logs = logs(endpoints).build();
    this.logsWithoutRetries =
        logs(endpoints)
            .overrideConfiguration(
                configuration ->
                    configuration
                        .apiCallAttemptTimeout(ATTEMPT)
                        .retryStrategy(retry -> retry.maxAttempts(1)))
            .build();
    this.s3 = s3(endpoints);
  }

  private CloudWatchLogsClientBuilder logs(Endpoints endpoints) {
    CloudWatchLogsClientBuilder builder =
        CloudWatchLogsClient.builder()
            .region(Region.of(bucket.region()))
            .overrideConfiguration(configuration -> configuration.apiCallAttemptTimeout(ATTEMPT));
    endpoints.logs().ifPresent(builder::endpointOverride);
    return builder;
  }

  private S3Client s3(Endpoints endpoints) {
    S3ClientBuilder builder = S3Client.builder().region(Region.of(bucket.region()));
    // With a host of one's own, a bucket's name in front of it leads nowhere.
    endpoints.s3().ifPresent(uri -> builder.endpointOverride(uri).forcePathStyle(true));
    return builder.build();
  }

  public LogSource logSource() {
    return new CloudWatchLogsSource(logs, logsWithoutRetries);
  }

  public ArchiveStore store() {
    return new S3ArchiveStore(s3, bucket);
  }

  public BucketExamination examination() {
    return new BucketExamination(s3, bucket);
  }

  @Override
  public void close() {
    logs.close();
    logsWithoutRetries.close();
    s3.close();
  }
}
