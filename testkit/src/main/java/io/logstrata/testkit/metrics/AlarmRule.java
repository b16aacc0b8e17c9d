package io.logstrata.testkit.metrics;

import io.logstrata.testkit.AlarmState;
import java.util.List;
import java.util.Optional;

/**
 * How a state follows from datapoints. Source: the page "Configuring how CloudWatch alarms treat
 * missing data", tables included.
 */
final class AlarmRule {
  private final AlarmSettings.Condition condition;

  AlarmRule(AlarmSettings.Condition condition) {
    this.condition = condition;
  }

  /**
   * Returns how many periods are fetched. AWS says that it is more than the periods to evaluate,
   * and shows five for three; the two more are taken for every alarm.
   */
  int range() {
    return condition.periods() + 2;
  }

  /**
   * Evaluates.
   *
   * @param range what there is of each fetched period, newest first
   */
  Verdict judge(List<Optional<Datapoint>> range) {
    List<Datapoint> real =
        range.stream().flatMap(Optional::stream).limit(condition.periods()).toList();
    long breaching = real.stream().filter(this::breaches).count();
    int missing = condition.periods() - real.size();
    if (breaching >= condition.datapointsToAlarm()) {
      return verdict(AlarmState.ALARM, AlarmReason.breached(condition, real, breaching), real);
    }
    if (missing == 0) {
      return verdict(
          AlarmState.OK, AlarmReason.notBreached(condition, real, real.size() - breaching), real);
    }
    return switch (condition.missingData()) {
      case BREACHING -> filledWithBreaches(real, breaching, missing);
      case NOT_BREACHING ->
          verdict(AlarmState.OK, AlarmReason.filled(condition, real, missing), real);
      case IGNORE -> kept(real, breaching);
      case MISSING -> unfilled(range, real, breaching);
    };
  }

  private Verdict filledWithBreaches(List<Datapoint> real, long breaching, int missing) {
    boolean enough = breaching + missing >= condition.datapointsToAlarm();
    return verdict(
        enough ? AlarmState.ALARM : AlarmState.OK,
        AlarmReason.filled(condition, real, missing),
        real);
  }

  private Verdict kept(List<Datapoint> real, long breaching) {
    return breaching < real.size()
        ? verdict(
            AlarmState.OK, AlarmReason.notBreached(condition, real, real.size() - breaching), real)
        : new Verdict(Optional.empty(), "", real);
  }

  private Verdict unfilled(List<Optional<Datapoint>> range, List<Datapoint> real, long breaching) {
    if (real.isEmpty()) {
      return verdict(AlarmState.INSUFFICIENT_DATA, AlarmReason.unknown(condition.periods()), real);
    }
    if (breaching < real.size()) {
      return verdict(
          AlarmState.OK, AlarmReason.notBreached(condition, real, real.size() - breaching), real);
    }
    // All that is there breaches. It is enough when the oldest has waited long enough for others.
    int oldest = range.lastIndexOf(Optional.of(real.get(real.size() - 1)));
    return oldest + 1 >= condition.datapointsToAlarm()
        ? verdict(AlarmState.ALARM, AlarmReason.breached(condition, real, breaching), real)
        : new Verdict(Optional.empty(), "", real);
  }

  private boolean breaches(Datapoint point) {
    return condition.breachedBy(point.value());
  }

  private static Verdict verdict(AlarmState state, String reason, List<Datapoint> real) {
    return new Verdict(Optional.of(state), reason, real);
  }
}
