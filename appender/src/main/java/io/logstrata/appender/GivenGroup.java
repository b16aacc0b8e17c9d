package io.logstrata.appender;

import io.logstrata.appender.aws.DestinationOptions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a log group is to be like that the appender creates. Held to the service's rules: it would
 * refuse the whole creation, long after the start.
 */
final class GivenGroup {
  /** Source: the API reference of PutRetentionPolicy. */
  private static final Set<Integer> RETENTION_DAYS =
      Set.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  /** Source: the API reference of CreateLogGroup, and the service's announcement of ESSENTIALS. */
  private static final List<String> LOG_GROUP_CLASSES =
      List.of("STANDARD", "INFREQUENT_ACCESS", "DELIVERY", "ESSENTIALS");

  /** Source: the API reference of CreateLogGroup, which takes no alias and no bare identifier. */
  private static final Pattern KMS_KEY =
      Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+");

  private final GivenOptions given;
  private final GroupTags tags;

  GivenGroup(GivenOptions given, GroupTags tags) {
    this.given = given;
    this.tags = tags;
  }

  DestinationOptions.Creation creation() {
    boolean groups = given.yesOrNo("createLogGroup", true);
    boolean streams = given.yesOrNo("createLogStream", true);
    if (!groups || !streams) {
      String off = groups ? "createLogStream" : "createLogGroup";
      if (groups && given.text("createLogGroup").isPresent()) {
        withoutEffect("createLogGroup", off);
      }
      Stream.of("retentionDays", "kmsKeyId", "logGroupClass")
          .filter(option -> given.text(option).isPresent())
          .forEach(option -> withoutEffect(option, off));
      if (!tags.asMap().isEmpty()) {
        withoutEffect("tag", off);
      }
    }
    return new DestinationOptions.Creation(
        groups, streams, retentionDays(), kmsKeyId(), logGroupClass(), tags.asMap());
  }

  private Optional<String> kmsKeyId() {
    Optional<String> key = given.text("kmsKeyId");
    if (key.isPresent() && !KMS_KEY.matcher(key.get()).matches()) {
      given.problem(
          "kmsKeyId is \""
              + key.get()
              + "\": give the ARN of a key, such as"
              + " arn:aws:kms:ap-northeast-2:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab");
    }
    return key;
  }

  private Optional<String> logGroupClass() {
    Optional<String> name = given.text("logGroupClass");
    if (name.isPresent() && !LOG_GROUP_CLASSES.contains(name.get())) {
      given.problem(
          "logGroupClass is \"" + name.get() + "\": the service knows only " + LOG_GROUP_CLASSES);
    }
    return name;
  }

  private void withoutEffect(String option, String off) {
    given.problem(
        option
            + " has no effect, since "
            + off
            + " is false and no group is created: remove one of them");
  }

  private OptionalInt retentionDays() {
    Optional<String> text = given.text("retentionDays");
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    for (int days : RETENTION_DAYS) {
      if (text.get().equals(Integer.toString(days))) {
        return OptionalInt.of(days);
      }
    }
    given.problem(
        "retentionDays is \""
            + text.get()
            + "\": the service knows only "
            + RETENTION_DAYS.stream().sorted().toList());
    return OptionalInt.empty();
  }
}
