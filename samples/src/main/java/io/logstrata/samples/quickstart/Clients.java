package io.logstrata.samples.quickstart;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Plain clients of the AWS SDK, pointed at the local cloud. */
record Clients(CloudWatchLogsClient logs, S3Client s3) implements AutoCloseable {

  static Clients of(CloudProcess cloud) {
    Region region = Region.AP_NORTHEAST_2;
    var credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    return new Clients(
        CloudWatchLogsClient.builder()
            .httpClientBuilder(direct())
            .region(region)
            .endpointOverride(cloud.endpoint())
            .credentialsProvider(credentials)
            .build(),
        S3Client.builder()
            .httpClientBuilder(direct())
            .region(region)
            .endpointOverride(cloud.s3Endpoint())
            // A name with dots has no address of its own on an endpoint like this one.
            .forcePathStyle(true)
            .credentialsProvider(credentials)
            .build());
  }

  /** The cloud is on this machine: no proxy of the environment is to be asked for it. */
  private static Apache5HttpClient.Builder direct() {
    return Apache5HttpClient.builder()
        .proxyConfiguration(
            ProxyConfiguration.builder()
                .useSystemPropertyValues(false)
                .useEnvironmentVariableValues(false)
                .build());
  }

  @Override
  public void close() {
    logs.close();
    s3.close();
  }
}
