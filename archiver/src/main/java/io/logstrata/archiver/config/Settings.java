package io.logstrata.archiver.config;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.DayTemplate;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.run.CountWith;
import io.logstrata.archiver.setup.declare.Declaration;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the archiver is to do and where.
 *
 * @param region of the logs, and of the bucket
 * @param groups which groups to archive
 * @param s3BucketName the bucket, created when it does not exist
 * @param logFolderName what every key begins with, without slashes at its ends; empty means the top
 *     of the bucket
 * @param layout where the first export of a day goes
 * @param endpoint of CloudWatch Logs, instead of the region's own
 * @param s3Endpoint of S3, instead of the region's own; addressed in path style
 * @param zone whose calendar days the archive has
 * @param settle how long after its end a day may still grow
 * @param lookbackDays how many days back a nightly run looks at most; empty means as far as the
 *     service goes
 * @param recheckDays how many archived days a nightly run counts again; 0 for none
 * @param guardDays how many days before the service deletes a day its absence from the archive
 *     becomes an alarm
 * @param expectedBucketOwner the account id that the bucket must belong to
 * @param manageBucketPolicy whether the bucket's policy is seen to
 * @param countWith how a final copy is compared with the service
 * @param slotWait how long to wait for the account's single export slot
 * @param taskTimeout how long to wait for an export to end
 * @param schedule when the daemon runs, as Quartz's cron text
 * @param scheduleZone whose clock the schedule means
 * @param declaration what {@code setup} sees to
 */
public record Settings(
    String region,
    GroupSelection groups,
    String s3BucketName,
    String logFolderName,
    DayTemplate layout,
    Optional<URI> endpoint,
    Optional<URI> s3Endpoint,
    ZoneId zone,
    Duration settle,
    OptionalInt lookbackDays,
    int recheckDays,
    int guardDays,
    Optional<String> expectedBucketOwner,
    boolean manageBucketPolicy,
    CountWith countWith,
    Duration slotWait,
    Duration taskTimeout,
    String schedule,
    ZoneId scheduleZone,
    Declaration declaration) {
  public Settings {
    requireNonNull(region, "region");
    requireNonNull(groups, "groups");
    requireNonNull(s3BucketName, "s3BucketName");
    requireNonNull(logFolderName, "logFolderName");
    requireNonNull(layout, "layout");
    requireNonNull(endpoint, "endpoint");
    requireNonNull(s3Endpoint, "s3Endpoint");
    requireNonNull(zone, "zone");
    requireNonNull(settle, "settle");
    requireNonNull(lookbackDays, "lookbackDays");
    requireNonNull(expectedBucketOwner, "expectedBucketOwner");
    requireNonNull(countWith, "countWith");
    requireNonNull(slotWait, "slotWait");
    requireNonNull(taskTimeout, "taskTimeout");
    requireNonNull(schedule, "schedule");
    requireNonNull(scheduleZone, "scheduleZone");
    requireNonNull(declaration, "declaration");
  }

  /** Where things lie in the bucket. */
  public Layout bucketLayout() {
    return new Layout(logFolderName, layout);
  }
}
