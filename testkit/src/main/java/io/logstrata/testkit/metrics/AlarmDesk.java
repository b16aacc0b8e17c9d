package io.logstrata.testkit.metrics;

import io.logstrata.testkit.AlarmChange;
import io.logstrata.testkit.AlarmState;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Keeps alarms and evaluates them by the clock. It has no thread: whatever is due happens at {@link
 * #settle()}, minute by minute, which runs before anything is changed or looked at.
 */
public final class AlarmDesk {
  private static final int MINUTE = 60;
  private static final int HOUR = 3600;
  private static final int DAY = 86_400;

  private final MetricStore metrics;
  private final Clock clock;
  private final AlarmActions actions;
  private final NavigableMap<String, MetricAlarm> alarms = new TreeMap<>();
  private long settledSecond;

  public AlarmDesk(MetricStore metrics, Clock clock, AlarmActions actions) {
    this.metrics = metrics;
    this.clock = clock;
    this.actions = actions;
    this.settledSecond = clock.instant().getEpochSecond();
  }

  /** Creates the alarm, or overwrites its settings; tags count for a new one only. */
  public synchronized void put(String arn, AlarmSettings settings, Map<String, String> tags) {
    settle();
    MetricAlarm known = alarms.get(settings.name());
    if (known != null) {
      known.configure(settings, clock.instant());
      return;
    }
    MetricAlarm alarm = new MetricAlarm(arn, settings, clock.instant());
    alarm.tag(tags);
    alarms.put(settings.name(), alarm);
  }

  /** Returns the alarms, sorted by name. */
  public synchronized List<MetricAlarm> alarms() {
    return List.copyOf(alarms.values());
  }

  public synchronized Optional<MetricAlarm> find(String name) {
    return Optional.ofNullable(alarms.get(name));
  }

  public synchronized void delete(String name) {
    alarms.remove(name);
  }

  /** Puts the alarm into a state until its next evaluation, as SetAlarmState does. */
  public synchronized void set(MetricAlarm alarm, AlarmState state, String reason) {
    enter(alarm, state, reason, List.of(), clock.instant());
  }

  /** Lets every evaluation happen that is due by the clock. */
  public synchronized void settle() {
    long now = clock.instant().getEpochSecond();
    long from = settledSecond;
    // A clock that was set back evaluates nothing twice.
    settledSecond = Math.max(settledSecond, now);
    if (alarms.isEmpty()) {
      return;
    }
    NavigableMap<Long, List<MetricAlarm>> due = new TreeMap<>();
    for (MetricAlarm alarm : alarms.values()) {
      plan(due, alarm, from, now);
    }
    while (!due.isEmpty()) {
      Map.Entry<Long, List<MetricAlarm>> next = due.pollFirstEntry();
      for (MetricAlarm alarm : next.getValue()) {
        boolean settled = evaluate(alarm, next.getKey());
        plan(due, alarm, settled ? quietUntil(alarm, next.getKey(), now) : next.getKey(), now);
      }
    }
  }

  private static void plan(
      NavigableMap<Long, List<MetricAlarm>> due, MetricAlarm alarm, long after, long now) {
    long step = step(alarm.settings().condition());
    long next = Math.floorDiv(after, step) * step + step;
    if (next <= now) {
      due.computeIfAbsent(next, second -> new ArrayList<>()).add(alarm);
    }
  }

  /**
   * Returns the second up to which nothing can change: without values in sight, each evaluation
   * says what the last one said.
   */
  private long quietUntil(MetricAlarm alarm, long second, long now) {
    AlarmSettings settings = alarm.settings();
    long step = step(settings.condition());
    long oldest = second + step - rangeSeconds(settings.condition());
    OptionalLong next = metrics.next(settings.metric(), settings.unit(), oldest);
    long until = next.isPresent() ? Math.min(next.getAsLong(), now) : now;
    // The value counts from the first evaluation that sees it; the last one before now is made.
    return Math.max(second, Math.floorDiv(until, step) * step - step);
  }

  /** Every minute; high-resolution alarms every ten seconds, alarms over days every hour. */
  private static long step(AlarmSettings.Condition condition) {
    if (condition.periodSeconds() < MINUTE) {
      return 10;
    }
    return (long) condition.periodSeconds() * condition.periods() > DAY ? HOUR : MINUTE;
  }

  private static long rangeSeconds(AlarmSettings.Condition condition) {
    return (long) condition.periodSeconds() * new AlarmRule(condition).range();
  }

  /** Evaluates as of a second; returns whether no value was in sight. */
  private boolean evaluate(MetricAlarm alarm, long second) {
    AlarmSettings settings = alarm.settings();
    AlarmRule rule = new AlarmRule(settings.condition());
    List<Optional<Datapoint>> range = new ArrayList<>();
    for (int i = 0; i < rule.range(); i++) {
      long end = second - (long) i * settings.condition().periodSeconds();
      range.add(datapoint(settings, end - settings.condition().periodSeconds(), end));
    }
    Verdict verdict = rule.judge(range);
    Instant at = Instant.ofEpochSecond(second);
    verdict
        .state()
        .ifPresent(state -> enter(alarm, state, verdict.reason(), verdict.datapoints(), at));
    return range.stream().allMatch(Optional::isEmpty);
  }

  private Optional<Datapoint> datapoint(AlarmSettings settings, long from, long to) {
    return metrics
        .between(settings.metric(), settings.unit(), from, to)
        .map(set -> new Datapoint(Instant.ofEpochSecond(from), settings.statistic().of(set)));
  }

  private void enter(
      MetricAlarm alarm, AlarmState state, String reason, List<Datapoint> datapoints, Instant at) {
    AlarmState before = alarm.state();
    if (alarm.enter(state, reason, datapoints, at)) {
      AlarmChange change = new AlarmChange(at, before, state, reason);
      for (String action : alarm.settings().actions().on(state)) {
        actions.perform(action, alarm, change);
      }
    }
  }
}
