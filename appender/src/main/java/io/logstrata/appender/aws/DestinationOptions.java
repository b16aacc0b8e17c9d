package io.logstrata.appender.aws;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongFunction;

/**
 * Where and how to send.
 *
 * @param region empty: the SDK's region chain
 * @param endpoint empty: the service's own
 * @param profile a profile of the AWS configuration, for credentials and, where they are not given,
 *     for region, FIPS and dual stack; empty: the SDK's chains
 * @param logGroup name of the log group for events of a time in milliseconds since 1970
 * @param logStream name of the log stream in it, likewise
 * @param create what may be created when it is missing
 * @param gzip compress request bodies
 * @param callTimeout limit of one call, retries of the SDK included (it makes none), and of a
 *     lookup of credentials
 * @param fips whether to use the endpoints for FIPS 140; empty: as the SDK finds out
 * @param dualStack whether to use the endpoints that speak IPv6 as well; empty: as the SDK finds
 *     out
 */
public record DestinationOptions(
    Optional<String> region,
    Optional<URI> endpoint,
    Optional<String> profile,
    LongFunction<String> logGroup,
    LongFunction<String> logStream,
    Creation create,
    boolean gzip,
    Duration callTimeout,
    Optional<Boolean> fips,
    Optional<Boolean> dualStack) {

  public DestinationOptions {
    requireNonNull(logGroup, "logGroup");
    requireNonNull(logStream, "logStream");
    requireNonNull(create, "create");
  }

  /** Where events of this time go, in milliseconds since 1970. */
  public Place at(long millis) {
    return new Place(logGroup.apply(millis), logStream.apply(millis));
  }

  /**
   * What to create, and how.
   *
   * @param group create a missing group (needs logs:CreateLogGroup)
   * @param stream create a missing stream (needs logs:CreateLogStream)
   * @param retentionDays set on a group that was just created (needs logs:PutRetentionPolicy);
   *     empty: events never expire
   * @param kmsKeyId key of a new group
   * @param logGroupClass class of a new group, such as INFREQUENT_ACCESS
   * @param tags of a new group (needs logs:TagResource)
   */
  public record Creation(
      boolean group,
      boolean stream,
      OptionalInt retentionDays,
      Optional<String> kmsKeyId,
      Optional<String> logGroupClass,
      Map<String, String> tags) {
    public Creation {
      tags = Map.copyOf(tags);
    }
  }
}
