package io.logstrata.testkit;

import io.logstrata.testkit.logs.MetricSink;
import io.logstrata.testkit.metrics.AlarmDesk;
import io.logstrata.testkit.metrics.Metric;
import io.logstrata.testkit.metrics.MetricAlarm;
import io.logstrata.testkit.metrics.MetricStore;
import io.logstrata.testkit.metrics.StatisticSet;
import io.logstrata.testkit.rules.Account;
import io.logstrata.testkit.topics.TopicDesk;
import java.time.Clock;
import java.util.List;

/** From what filters count to who is told: metrics, alarms and topics, put together. */
final class Watch implements MetricSink {
  private final MetricStore metrics;
  private final AlarmDesk alarms;
  private final TopicDesk topics;

  Watch(Account account, Clock clock) {
    metrics = new MetricStore(clock);
    topics = new TopicDesk(account, clock);
    alarms = new AlarmDesk(metrics, clock, new AlarmNotices(account, topics));
  }

  MetricStore metrics() {
    return metrics;
  }

  AlarmDesk alarmDesk() {
    return alarms;
  }

  TopicDesk topics() {
    return topics;
  }

  @Override
  public void add(Place place, double value) {
    metrics.add(
        metric(place), place.unit(), place.minute(), place.filter(), StatisticSet.of(value));
  }

  @Override
  public void fallBack(Place place, double value) {
    metrics.fallBack(metric(place), place.unit(), place.minute(), place.filter(), value);
  }

  private static Metric metric(Place place) {
    return Metric.of(place.namespace(), place.metric(), place.dimensions());
  }

  void settle() {
    alarms.settle();
  }

  List<Alarm> alarms() {
    settle();
    return alarms.alarms().stream().map(MetricAlarm::seen).toList();
  }

  List<Notification> notifications() {
    settle();
    return topics.notifications();
  }

  List<Mail> mailbox(String email) {
    settle();
    return topics.mailbox(email);
  }

  void confirm(String email) {
    settle();
    if (topics.confirmAll(email) == 0) {
      throw new IllegalStateException(
          "no subscription of " + email + " waits for its confirmation: subscribe it first");
    }
  }
}
