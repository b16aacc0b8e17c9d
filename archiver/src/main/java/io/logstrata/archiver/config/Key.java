package io.logstrata.archiver.config;

import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The names that a configuration may hold. Those of the smallest file are those of the system that
 * logstrata replaces.
 */
enum Key {
  REGION("region"),
  LOG_GROUP_FILTER("logGroupFilter"),
  INCLUDE("include"),
  EXCLUDE("exclude"),
  S3_BUCKET_NAME("s3BucketName"),
  LOG_FOLDER_NAME("logFolderName"),
  LAYOUT("layout"),
  ENDPOINT("endpoint"),
  S3_ENDPOINT("s3Endpoint"),
  ZONE("zone"),
  SETTLE("settle"),
  LOOKBACK_DAYS("lookbackDays"),
  RECHECK_DAYS("recheckDays"),
  GUARD_DAYS("guardDays"),
  EXPECTED_BUCKET_OWNER("expectedBucketOwner"),
  MANAGE_BUCKET_POLICY("manageBucketPolicy"),
  COUNT_WITH("countWith"),
  SLOT_WAIT("slotWait"),
  TASK_TIMEOUT("taskTimeout"),
  SCHEDULE("schedule"),
  SCHEDULE_ZONE("scheduleZone"),
  LOG_GROUPS("logGroups"),
  BUCKET("bucket"),
  TOPICS("topics"),
  ALARMS("alarms");

  /** What the names of all variables begin with. */
  static final String VARIABLES = "LOGSTRATA_";

  private static final Map<String, Key> BY_NAME =
      Arrays.stream(values()).collect(toMap(Key::text, key -> key));

  private final String text;

  Key(String text) {
    this.text = text;
  }

  /** As the file has it. */
  String text() {
    return text;
  }

  /** As the environment has it, such as {@code LOGSTRATA_S3_BUCKET_NAME}. */
  String variable() {
    return VARIABLES + name();
  }

  /** Whether it is a part of the declaration, a tree that only the file can hold. */
  boolean isDeclaration() {
    return this == LOG_GROUPS || this == BUCKET || this == TOPICS || this == ALARMS;
  }

  static Optional<Key> named(String text) {
    return Optional.ofNullable(BY_NAME.get(text));
  }

  /** The same for the name of a variable. */
  static Optional<String> nearestVariable(String wrong) {
    return NearestName.of(
            wrong.substring(VARIABLES.length()), Arrays.stream(values()).map(Key::name).toList())
        .map(near -> VARIABLES + near);
  }

  /** The known name that a wrong one was most likely meant to be, or empty when none is near. */
  static Optional<Key> nearest(String wrong) {
    return NearestName.of(wrong, Arrays.stream(values()).map(Key::text).toList())
        .flatMap(Key::named);
  }
}
