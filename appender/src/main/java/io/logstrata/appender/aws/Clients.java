package io.logstrata.appender.aws;

import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClientBuilder;

/** Builds the SDK's client. */
final class Clients {
  private Clients() {}

  static CloudWatchLogsClient of(DestinationOptions options) {
    CloudWatchLogsClientBuilder builder =
        CloudWatchLogsClient.builder()
            .credentialsProvider(
                options.profile().isPresent()
                    ? ProfileCredentialsProvider.create(options.profile().get())
                    : DefaultCredentialsProvider.builder().build())
            .fipsEnabled(options.fips())
            .dualstackEnabled(options.dualStack())
            .overrideConfiguration(
                o ->
                    o.apiCallTimeout(options.callTimeout())
                        .apiCallAttemptTimeout(options.callTimeout())
                        // The shipper repeats calls itself: it knows what has been waiting since
                        // when.
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(new BodyInterceptor(options.gzip())));
    options.region().ifPresent(region -> builder.region(Region.of(region)));
    options.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }
}
