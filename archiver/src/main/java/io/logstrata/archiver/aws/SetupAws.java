package io.logstrata.archiver.aws;

import io.logstrata.archiver.run.Pace;
import io.logstrata.archiver.setup.AlarmSource;
import io.logstrata.archiver.setup.Environment;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The clients of a setup, with credentials of the SDK's default chain. */
public final class SetupAws implements AutoCloseable {
  // No call of a setup takes longer than some seconds.
  private static final Duration ATTEMPT = Duration.ofSeconds(30);

  private final S3ArchiveStore.Options bucket;
  private final CloudWatchLogsClient logs;
  private final CloudWatchClient metrics;
  private final SnsClient topics;
  private final StsClient identity;
  private final S3Client s3;

  /** All services but S3 are where CloudWatch Logs is. */
  public SetupAws(S3ArchiveStore.Options bucket, Aws.Endpoints endpoints) {
    this.bucket = bucket;
    this.logs = at(CloudWatchLogsClient.builder(), endpoints.logs());
    this.metrics = at(CloudWatchClient.builder(), endpoints.logs());
    this.topics = at(SnsClient.builder(), endpoints.logs());
    this.identity = at(StsClient.builder(), endpoints.logs());
    S3ClientBuilder builder = S3Client.builder();
    // With a host of one's own, a bucket's name in front of it leads nowhere.
    endpoints.s3().ifPresent(uri -> builder.forcePathStyle(true));
    this.s3 = at(builder, endpoints.s3());
  }

  private <B extends AwsClientBuilder<B, C>, C> C at(B builder, Optional<URI> endpoint) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(bucket.region()))
        .overrideConfiguration(configuration -> configuration.apiCallAttemptTimeout(ATTEMPT))
        .build();
  }

  /** What is there, and the means to change it. */
  public Environment environment() {
    Caller caller = new Caller(identity, bucket.region());
    LogGroups groups = new LogGroups(logs);
    BucketSetup setup =
        new BucketSetup(s3, bucket.bucket(), bucket.region(), bucket.expectedOwner());
    return new AwsEnvironment(
        new EnvironmentReader(groups, metrics, topics, s3, setup, caller),
        new StepTaker(groups, metrics, topics, s3, setup, caller, Pace.real()),
        logs);
  }

  /** What has become of the alarms. */
  public AlarmSource alarms() {
    return new AlarmLook(metrics, logs);
  }

  @Override
  public void close() {
    logs.close();
    metrics.close();
    topics.close();
    identity.close();
    s3.close();
  }
}
