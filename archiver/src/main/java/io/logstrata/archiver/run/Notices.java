package io.logstrata.archiver.run;

/** Where a run says what it is doing, for people who watch. */
@FunctionalInterface
public interface Notices {
  void say(String what);
}
