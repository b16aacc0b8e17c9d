package io.logstrata.testkit.logs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/** A stream: events in order of arrival. Safe for several writers. */
public final class LogStream {
  private final String name;
  private final long createdMillis;
  private final Deque<LogEvent> events = new ArrayDeque<>();
  private long firstTimestamp = Long.MAX_VALUE;
  private long lastTimestamp = Long.MIN_VALUE;
  private long lastIngestion;
  private long count;

  LogStream(String name, long createdMillis) {
    this.name = name;
    this.createdMillis = createdMillis;
  }

  public String name() {
    return name;
  }

  public long createdMillis() {
    return createdMillis;
  }

  synchronized void append(List<LogEvent> taken) {
    for (LogEvent event : taken) {
      firstTimestamp = Math.min(firstTimestamp, event.timestampMillis());
      lastTimestamp = Math.max(lastTimestamp, event.timestampMillis());
      lastIngestion = event.ingestionMillis();
      count++;
    }
    events.addAll(taken);
  }

  /** Forgets events, but not that they came. */
  synchronized void forgetOldest(int howMany) {
    for (int i = 0; i < howMany && !events.isEmpty(); i++) {
      events.removeFirst();
    }
  }

  /** Returns a copy of what the stream holds, in order of arrival. */
  public synchronized List<LogEvent> events() {
    return new ArrayList<>(events);
  }

  /** Returns how many events were ever taken, forgotten ones included. */
  public synchronized long count() {
    return count;
  }

  public synchronized OptionalLong firstTimestamp() {
    return count == 0 ? OptionalLong.empty() : OptionalLong.of(firstTimestamp);
  }

  public synchronized OptionalLong lastTimestamp() {
    return count == 0 ? OptionalLong.empty() : OptionalLong.of(lastTimestamp);
  }

  public synchronized OptionalLong lastIngestion() {
    return count == 0 ? OptionalLong.empty() : OptionalLong.of(lastIngestion);
  }
}
