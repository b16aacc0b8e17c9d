package io.logstrata.samples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The archiver as a user runs it: {@code java -jar}, with a configuration file. */
final class ArchiverProcess {
  // Enough for a replay of some millions of lines; a process that hangs is no reason to wait for
  // ever.
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private ArchiverProcess() {}

  /** Writes the seed's four keys as they stand, and where the local cloud is. */
  static Path writeConfiguration(Path folder, CloudProcess cloud) {
    String json =
        """
        {
          "region": "ap-northeast-2",
          "logGroupFilter": "umma-production",
          "s3BucketName": "%s",
          "logFolderName": "%s",
          "endpoint": "%s",
          "s3Endpoint": "%s"
        }
        """
            .formatted(
                ArchivedEvents.BUCKET, ArchivedEvents.FOLDER, cloud.endpoint(), cloud.s3Endpoint());
    try {
      return Files.writeString(folder.resolve("archiver.json"), json);
    } catch (IOException e) {
      throw new Failure("cannot write the archiver's configuration: " + e.getMessage(), e);
    }
  }

  /** Archives the days, both included, and returns what it printed. */
  static List<String> backfill(
      ChildProcesses children, Path jar, Path config, LocalDate from, LocalDate to) {
    ChildProcesses.Child archiver =
        children.java(
            "archiver",
            Map.of(),
            "-jar",
            jar.toString(),
            "backfill",
            "--from",
            from.toString(),
            "--to",
            to.toString(),
            "--provisional",
            "--config",
            config.toString());
    archiver.join(LIMIT);
    return archiver.lines();
  }
}
