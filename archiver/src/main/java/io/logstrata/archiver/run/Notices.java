package io.logstrata.archiver.run;

import io.logstrata.archiver.plan.PlannedDay;
import java.time.Instant;
import java.util.List;

/** Where a run says what it is doing, for people who watch. */
@FunctionalInterface
public interface Notices {
  void say(String what);

  /**
   * Takes note of what a nightly run is about, before anything is exported and before any notice.
   *
   * @param open the days that are over and not archived, also those that still settle, soonest to
   *     expire first
   */
  default void planned(List<PlannedDay> open, Instant now) {}

  /**
   * Takes note of how far the run is.
   *
   * @param done how many days are over with, failed ones included
   * @param all how many days the run is about
   */
  default void progress(int done, int all) {}
}
