package io.logstrata.archiver.setup;

import io.logstrata.archiver.setup.declare.Declaration;
import io.logstrata.archiver.setup.declare.DeclaredAlarm;
import io.logstrata.archiver.setup.declare.DeclaredBucket;
import io.logstrata.archiver.setup.declare.DeclaredFilter;
import io.logstrata.archiver.setup.declare.DeclaredGroup;
import io.logstrata.archiver.setup.declare.DeclaredTopic;
import io.logstrata.archiver.setup.declare.LogClass;
import io.logstrata.archiver.setup.declare.MissingData;
import io.logstrata.insights.model.Absent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Declarations for tests. */
final class Declared {
  static final String KEY = "arn:aws:kms:ap-northeast-2:123456789012:key/1";

  static final String SEED_PATTERN =
      "{ $.level = \"error\" && $.statusCode != 400 && $.statusCode != 401 && $.statusCode != 403"
          + " && $.statusCode != 404 }";

  private Declared() {}

  /** One of everything, each with all of its attributes. */
  static Declaration whole() {
    return new Declaration(
        List.of(group(LogClass.STANDARD)),
        Optional.of(new DeclaredBucket("backup", Optional.of(KEY), true)),
        List.of(new DeclaredTopic("alarms", List.of("a@example.com"), false)),
        List.of(alarm(special())));
  }

  static Declaration of(DeclaredGroup group, DeclaredTopic topic, DeclaredAlarm alarm) {
    return new Declaration(List.of(group), Optional.empty(), List.of(topic), List.of(alarm));
  }

  static DeclaredGroup group(LogClass logClass) {
    return new DeclaredGroup(
        "umma",
        OptionalInt.of(90),
        Optional.of(logClass),
        Optional.of(KEY),
        new TreeMap<>(Map.of("team", "backend")),
        false);
  }

  static DeclaredFilter special() {
    return new DeclaredFilter(
        DeclaredFilter.Kind.SPECIAL, "error-special", Optional.of(Absent.COUNTS));
  }

  static DeclaredFilter pattern(String text) {
    return new DeclaredFilter(DeclaredFilter.Kind.PATTERN, text, Optional.empty());
  }

  static DeclaredAlarm alarm(DeclaredFilter filter) {
    return new DeclaredAlarm(
        "special",
        "umma",
        "errors",
        filter,
        "LogMetrics",
        "special",
        1,
        Duration.ofMinutes(1),
        1,
        MissingData.NOT_BREACHING,
        "alarms");
  }
}
