package io.logstrata.archiver.setup;

import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.setup.declare.DeclaredAlarm;
import java.time.Instant;
import java.util.List;

/** The port to what has become of alarms. */
public interface AlarmSource {
  /**
   * Looks at the alarms.
   *
   * @param events how many of the newest matching events to show of each, at most
   * @return one report for each alarm, in the same order
   */
  Answer<List<AlarmReport>> look(List<DeclaredAlarm> alarms, int events, Instant now)
      throws InterruptedException;
}
