package io.logstrata.appender.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClientBuilder;

/** Builds the SDK's client. */
final class Clients {
  private Clients() {}

  static CloudWatchLogsClient of(DestinationOptions options) {
    CloudWatchLogsClientBuilder builder =
        CloudWatchLogsClient.builder()
            .httpClientBuilder(http())
            .credentialsProvider(new TimedCredentials(credentials(options), options.callTimeout()))
            .overrideConfiguration(configuration -> configure(configuration, options));
    // What is not given stays unsaid: the SDK then asks variables, system properties and profile.
    options.fips().ifPresent(builder::fipsEnabled);
    options.dualStack().ifPresent(builder::dualstackEnabled);
    options.region().ifPresent(region -> builder.region(Region.of(region)));
    options.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  /**
   * A client of its own, without the thread that closes idle connections: that one serves every
   * client of the process, as whose thread it began. What it logs about our connections would be
   * sent, each minute anew, or what it logs about the application's would not. A connection that
   * has been idle is not used any more after a minute in any case (the SDK's default).
   */
  private static Apache5HttpClient.Builder http() {
    return Apache5HttpClient.builder().useIdleConnectionReaper(false);
  }

  private static AwsCredentialsProvider credentials(DestinationOptions options) {
    return options.profile().isPresent()
        ? ProfileCredentialsProvider.create(options.profile().get())
        : DefaultCredentialsProvider.builder().build();
  }

  private static void configure(
      ClientOverrideConfiguration.Builder configuration, DestinationOptions options) {
    configuration
        .apiCallTimeout(options.callTimeout())
        .apiCallAttemptTimeout(options.callTimeout())
        // The shipper repeats calls itself: it knows what has been waiting since when.
        .retryStrategy(AwsRetryStrategy.doNotRetry())
        .addExecutionInterceptor(new BodyInterceptor(options.gzip()));
    options.profile().ifPresent(configuration::defaultProfileName);
  }
}
