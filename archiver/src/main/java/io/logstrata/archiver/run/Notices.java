package io.logstrata.archiver.run;

/** Where a run says what it is doing, for people who watch. */
@FunctionalInterface
public interface Notices {
  void say(String what);

  /**
   * Takes note of how far the run is.
   *
   * @param done how many days are over with, failed ones included
   * @param all how many days the run is about
   */
  default void progress(int done, int all) {}
}
