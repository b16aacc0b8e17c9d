package io.logstrata.archiver.setup;

import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.setup.declare.Declaration;
import io.logstrata.archiver.setup.declare.DeclaredAlarm;
import io.logstrata.archiver.setup.declare.DeclaredGroup;
import io.logstrata.archiver.setup.declare.LogClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/** An account in memory, which fails on request. */
final class FakeEnvironment implements Environment, Step.Visitor<Void> {
  final Map<String, Actual.Group> groups = new HashMap<>();
  final Map<String, Actual.Topic> topics = new HashMap<>();
  final Map<String, Actual.Alarm> alarms = new HashMap<>();
  final List<Step> done = new ArrayList<>();
  Optional<Actual.Bucket> bucket = Optional.empty();
  AccountRetention accountRetention = AccountRetention.NONE;
  Predicate<Step> failing = step -> false;

  @Override
  public Answer<Actual> read(Declaration declaration) {
    return Answer.of(actual());
  }

  Actual actual() {
    return new Actual(groups, bucket, topics, alarms, accountRetention);
  }

  @Override
  public Answer<String> perform(Step step) {
    if (failing.test(step)) {
      return Answer.refused("it was told to fail");
    }
    done.add(step);
    step.accept(this);
    return Answer.of("");
  }

  @Override
  public Answer<Set<Integer>> matches(String pattern, List<String> messages) {
    return Answer.refused("no test of filters here");
  }

  static String arn(String topic) {
    return "arn:aws:sns:ap-northeast-2:123456789012:" + topic;
  }

  @Override
  public Void createGroup(Step.CreateGroup step) {
    DeclaredGroup group = step.group();
    groups.put(
        group.name(),
        new Actual.Group(
            OptionalInt.empty(),
            group.logClass().orElse(LogClass.STANDARD).name(),
            group.kmsKey(),
            group.tags(),
            Map.of()));
    return null;
  }

  @Override
  public Void setRetention(Step.SetRetention step) {
    Actual.Group old = groups.get(step.group());
    groups.put(
        step.group(),
        new Actual.Group(
            OptionalInt.of(step.days()), old.logClass(), old.kmsKey(), old.tags(), old.filters()));
    return null;
  }

  @Override
  public Void setKey(Step.SetKey step) {
    Actual.Group old = groups.get(step.group());
    groups.put(
        step.group(),
        new Actual.Group(
            old.retentionDays(),
            old.logClass(),
            Optional.of(step.kmsKey()),
            old.tags(),
            old.filters()));
    return null;
  }

  @Override
  public Void addTags(Step.AddTags step) {
    Actual.Group old = groups.get(step.group());
    Map<String, String> tags = new HashMap<>(old.tags());
    tags.putAll(step.tags());
    groups.put(
        step.group(),
        new Actual.Group(old.retentionDays(), old.logClass(), old.kmsKey(), tags, old.filters()));
    return null;
  }

  @Override
  public Void prepareBucket(Step.PrepareBucket step) {
    Actual.Bucket old = bucket.orElse(new Actual.Bucket(true, false, "AES256"));
    bucket =
        Optional.of(
            new Actual.Bucket(
                old.closed(), old.open() || step.bucket().managePolicy(), old.encryption()));
    return null;
  }

  @Override
  public Void closeBucket(Step.CloseBucket step) {
    Actual.Bucket old = bucket.orElseThrow();
    bucket = Optional.of(new Actual.Bucket(true, old.open(), old.encryption()));
    return null;
  }

  @Override
  public Void encryptBucket(Step.EncryptBucket step) {
    Actual.Bucket old = bucket.orElseThrow();
    bucket = Optional.of(new Actual.Bucket(old.closed(), old.open(), step.kmsKey()));
    return null;
  }

  @Override
  public Void putFilter(Step.PutFilter step) {
    DeclaredAlarm alarm = step.alarm();
    Actual.Group old = groups.get(alarm.logGroup());
    Map<String, Actual.Filter> filters = new HashMap<>(old.filters());
    filters.put(
        alarm.filterName(),
        new Actual.Filter(
            alarm.filter().pattern(),
            alarm.metricNamespace(),
            alarm.metricName(),
            "1",
            Optional.empty(),
            "None",
            Map.of(),
            List.of()));
    groups.put(
        alarm.logGroup(),
        new Actual.Group(old.retentionDays(), old.logClass(), old.kmsKey(), old.tags(), filters));
    return null;
  }

  @Override
  public Void createTopic(Step.CreateTopic step) {
    topics.put(step.topic(), new Actual.Topic(arn(step.topic()), List.of()));
    return null;
  }

  @Override
  public Void subscribe(Step.Subscribe step) {
    List<Actual.Subscription> all = new ArrayList<>(topics.get(step.topic()).subscriptions());
    all.add(new Actual.Subscription("email", step.email(), false));
    topics.put(step.topic(), new Actual.Topic(arn(step.topic()), all));
    return null;
  }

  @Override
  public Void putAlarm(Step.PutAlarm step) {
    DeclaredAlarm alarm = step.alarm();
    alarms.put(
        alarm.name(),
        new Actual.Alarm(
            alarm.metricNamespace() + "/" + alarm.metricName(),
            "Sum",
            "GreaterThanOrEqualToThreshold",
            alarm.threshold(),
            alarm.periodSeconds(),
            alarm.periods(),
            alarm.periods(),
            alarm.missingData().text(),
            true,
            List.of(arn(alarm.topic()))));
    return null;
  }
}
