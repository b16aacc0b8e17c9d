package io.logstrata.archiver.setup;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What there is of the declared things, by name; what is not there is not in the maps.
 *
 * @param bucket empty when there is none, or none was asked for
 * @param accountRetention what the account prescribes; not looked at when no retention is declared
 */
public record Actual(
    Map<String, Group> groups,
    Optional<Bucket> bucket,
    Map<String, Topic> topics,
    Map<String, Alarm> alarms,
    AccountRetention accountRetention) {
  public Actual {
    groups = Map.copyOf(groups);
    requireNonNull(bucket, "bucket");
    topics = Map.copyOf(topics);
    alarms = Map.copyOf(alarms);
    requireNonNull(accountRetention, "accountRetention");
  }

  /**
   * A log group.
   *
   * @param retentionDays empty: for ever
   * @param logClass as the service spells it
   * @param kmsKey ARN, if it has one
   * @param filters its metric filters by name
   */
  public record Group(
      OptionalInt retentionDays,
      String logClass,
      Optional<String> kmsKey,
      Map<String, String> tags,
      Map<String, Filter> filters) {
    public Group {
      tags = Map.copyOf(tags);
      filters = Map.copyOf(filters);
    }
  }

  /**
   * A metric filter.
   *
   * @param value what each matching event adds
   * @param defaultValue what a minute without a matching event adds
   * @param unit as the service spells it
   * @param undeclared what else it has, in words; it stays
   */
  public record Filter(
      String pattern,
      String metricNamespace,
      String metricName,
      String value,
      Optional<Double> defaultValue,
      String unit,
      Map<String, String> dimensions,
      List<String> undeclared) {
    public Filter {
      dimensions = Map.copyOf(dimensions);
      undeclared = List.copyOf(undeclared);
    }
  }

  /**
   * The bucket.
   *
   * @param closed whether it is closed to the public in all four ways
   * @param open whether its policy lets CloudWatch Logs in, as this archive wants it
   * @param encryption {@code AES256}, or the ARN of the key
   */
  public record Bucket(boolean closed, boolean open, String encryption) {}

  /** A topic. */
  public record Topic(String arn, List<Subscription> subscriptions) {
    public Topic {
      subscriptions = List.copyOf(subscriptions);
    }
  }

  /** Who gets a topic's messages. */
  public record Subscription(String protocol, String endpoint, boolean confirmed) {}

  /**
   * An alarm.
   *
   * @param metric namespace and name, and whatever else picks what it watches
   * @param statistic as the service spells it
   * @param comparison as the service spells it
   * @param missingData as the service spells it
   * @param enabled whether it tells anybody
   * @param actions ARNs of whom it tells when it goes off
   */
  public record Alarm(
      String metric,
      String statistic,
      String comparison,
      double threshold,
      int periodSeconds,
      int periods,
      int datapointsToAlarm,
      String missingData,
      boolean enabled,
      List<String> actions) {
    public Alarm {
      actions = List.copyOf(actions);
    }
  }
}
