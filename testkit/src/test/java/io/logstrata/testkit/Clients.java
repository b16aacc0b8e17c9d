package io.logstrata.testkit;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The real SDK's clients, pointed at a local cloud. */
final class Clients {
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret"));

  private Clients() {}

  /** One attempt only, so that a test sees each answer itself. */
  static CloudWatchLogsClient logs(LocalCloud cloud) {
    return logs(cloud.endpoint(), cloud.region());
  }

  static CloudWatchLogsClient logs(URI endpoint, String region) {
    return CloudWatchLogsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(CREDENTIALS)
        .overrideConfiguration(once())
        .build();
  }

  static CloudWatchClient cloudWatch(LocalCloud cloud) {
    return CloudWatchClient.builder()
        .endpointOverride(cloud.endpoint())
        .region(Region.of(cloud.region()))
        .credentialsProvider(CREDENTIALS)
        .overrideConfiguration(once())
        .build();
  }

  static SnsClient sns(LocalCloud cloud) {
    return sns(cloud.endpoint(), cloud.region());
  }

  static SnsClient sns(URI endpoint, String region) {
    return SnsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(CREDENTIALS)
        .overrideConfiguration(once())
        .build();
  }

  static StsClient sts(LocalCloud cloud) {
    return StsClient.builder()
        .endpointOverride(cloud.endpoint())
        .region(Region.of(cloud.region()))
        .credentialsProvider(CREDENTIALS)
        .overrideConfiguration(once())
        .build();
  }

  static S3Client s3(LocalCloud cloud) {
    return s3(cloud.s3Endpoint(), cloud.region());
  }

  static S3Client s3(URI endpoint, String region) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(CREDENTIALS)
        .forcePathStyle(true)
        .overrideConfiguration(once())
        .build();
  }

  private static ClientOverrideConfiguration once() {
    return ClientOverrideConfiguration.builder()
        .retryStrategy(DefaultRetryStrategy.doNotRetry())
        .apiCallTimeout(Duration.ofSeconds(20))
        .build();
  }
}
