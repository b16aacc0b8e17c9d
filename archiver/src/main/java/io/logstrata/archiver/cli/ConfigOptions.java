package io.logstrata.archiver.cli;

import io.logstrata.archiver.aws.Aws;
import io.logstrata.archiver.aws.S3ArchiveStore;
import io.logstrata.archiver.aws.SetupAws;
import io.logstrata.archiver.config.ConfigurationException;
import io.logstrata.archiver.config.Settings;
import io.logstrata.archiver.config.SettingsReader;
import io.logstrata.archiver.daemon.Daemon;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The options that every command has. */
final class ConfigOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = {
        "The configuration, a JSON object.",
        "Each setting can be given, or overridden, by the environment: s3BucketName by"
            + " LOGSTRATA_S3_BUCKET_NAME, and so on."
      })
  private Path file;

  @Option(
      names = "--endpoint",
      paramLabel = "URI",
      description = "Where CloudWatch Logs is, instead of the region's own endpoint.")
  private String endpoint;

  @Option(
      names = "--s3-endpoint",
      paramLabel = "URI",
      description = "Where S3 is, instead of the region's own endpoint; addressed in path style.")
  private String s3Endpoint;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = {
        "Another value for a setting, such as s3BucketName=other, over file and environment; as"
            + " often as needed. Lists with commas."
      })
  private Map<String, String> overrides = new TreeMap<>();

  Settings settings(Map<String, String> environment) throws ConfigurationException {
    return new SettingsReader(environment, Daemon::problem)
        .read(
            Optional.ofNullable(file),
            Optional.ofNullable(endpoint),
            Optional.ofNullable(s3Endpoint),
            overrides);
  }

  static Aws aws(Settings settings) {
    return new Aws(bucket(settings), endpoints(settings));
  }

  static SetupAws setupAws(Settings settings) {
    return new SetupAws(bucket(settings), endpoints(settings));
  }

  private static S3ArchiveStore.Options bucket(Settings settings) {
    return new S3ArchiveStore.Options(
        settings.s3BucketName(),
        settings.region(),
        settings.expectedBucketOwner(),
        settings.manageBucketPolicy());
  }

  private static Aws.Endpoints endpoints(Settings settings) {
    return new Aws.Endpoints(settings.endpoint(), settings.s3Endpoint());
  }
}
