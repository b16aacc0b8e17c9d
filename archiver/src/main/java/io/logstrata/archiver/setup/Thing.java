package io.logstrata.archiver.setup;

import static java.util.Objects.requireNonNull;

/**
 * Something of an environment.
 *
 * @param name its own, or for what has none its place: {@code group/filter}, {@code topic/address}
 */
public record Thing(Kind kind, String name) {
  /** What it is; in the order in which they need each other. */
  public enum Kind {
    LOG_GROUP("log group"),
    BUCKET("bucket"),
    METRIC_FILTER("metric filter"),
    TOPIC("topic"),
    SUBSCRIPTION("subscription"),
    ALARM("alarm");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** In words. */
    public String text() {
      return text;
    }
  }

  public Thing {
    requireNonNull(kind, "kind");
    requireNonNull(name, "name");
  }

  static Thing group(String name) {
    return new Thing(Kind.LOG_GROUP, name);
  }

  static Thing bucket(String name) {
    return new Thing(Kind.BUCKET, name);
  }

  static Thing filter(String group, String name) {
    return new Thing(Kind.METRIC_FILTER, group + "/" + name);
  }

  static Thing topic(String name) {
    return new Thing(Kind.TOPIC, name);
  }

  static Thing subscription(String topic, String endpoint) {
    return new Thing(Kind.SUBSCRIPTION, topic + "/" + endpoint);
  }

  static Thing alarm(String name) {
    return new Thing(Kind.ALARM, name);
  }

  @Override
  public String toString() {
    return kind.text + " " + name;
  }
}
