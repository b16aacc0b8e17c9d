package io.logstrata.appender;

import java.util.Map;

/**
 * What became of the events, as a JMX bean {@code
 * io.logstrata:type=CloudWatchAppender,context=…,name=…}; with {@code ,number=2} behind it where
 * the name is taken.
 */
public interface AppenderStatisticsMXBean {
  /**
   * The counts below, all of one moment, so that they balance: {@code accepted}, {@code delivered},
   * {@code dropped}, {@code rejected}, {@code waiting} and {@code possiblyDuplicated}. The
   * attributes that follow are each of the moment in which they are read.
   */
  Map<String, Long> getBooks();

  /** Events handed over: delivered, dropped, rejected and waiting together. */
  long getAccepted();

  long getDelivered();

  /** Lost on this side. */
  long getDropped();

  /** Refused by the service. */
  long getRejected();

  long getWaiting();

  /** Delivered events that the service may hold twice. */
  long getPossiblyDuplicated();

  /** Lost events by reason, only what is not zero. */
  Map<String, Long> getLosses();

  /** The same, each by level. */
  Map<String, Map<String, Long>> getLossesByLevel();

  /** Heap bytes of the events in the queue. */
  long getQueuedBytes();

  /** Calls made, each attempt for itself. */
  long getRequests();

  long getRetries();

  /** Calls that were not accepted. */
  long getFailures();

  long getLastCallMillis();

  long getLongestCallMillis();

  /** What the latest failed call said; empty if none failed. */
  String getLastFailure();
}
