package io.logstrata.testkit.metrics;

import io.logstrata.testkit.Alarm;
import io.logstrata.testkit.AlarmChange;
import io.logstrata.testkit.AlarmState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An alarm: how it is set, and what it has been through. */
public final class MetricAlarm {
  private final String arn;
  private final Map<String, String> tags = new TreeMap<>();
  private final List<AlarmChange> changes = new ArrayList<>();
  private AlarmSettings settings;
  private Instant configuredAt;
  private AlarmState state = AlarmState.INSUFFICIENT_DATA;
  private String reason = "Unchecked: Initial alarm creation";
  private List<Datapoint> datapoints = List.of();
  private Instant updatedAt;
  private Instant transitionedAt;

  MetricAlarm(String arn, AlarmSettings settings, Instant now) {
    this.arn = arn;
    this.settings = settings;
    configuredAt = now;
    updatedAt = now;
    transitionedAt = now;
  }

  /** Overwrites the settings; the state stays. */
  synchronized void configure(AlarmSettings newSettings, Instant now) {
    settings = newSettings;
    configuredAt = now;
  }

  /** Enters a state, or stays in it for a new reason; returns whether the state is another one. */
  synchronized boolean enter(
      AlarmState newState, String newReason, List<Datapoint> newDatapoints, Instant at) {
    boolean changed = newState != state;
    if (changed) {
      changes.add(new AlarmChange(at, state, newState, newReason));
      transitionedAt = at;
    }
    if (changed || !newReason.equals(reason)) {
      updatedAt = at;
    }
    state = newState;
    reason = newReason;
    datapoints = List.copyOf(newDatapoints);
    return changed;
  }

  public String arn() {
    return arn;
  }

  public synchronized AlarmSettings settings() {
    return settings;
  }

  public synchronized Instant configuredAt() {
    return configuredAt;
  }

  public synchronized AlarmState state() {
    return state;
  }

  public synchronized String reason() {
    return reason;
  }

  /** Returns the values of the last evaluation, newest first. */
  public synchronized List<Datapoint> datapoints() {
    return datapoints;
  }

  /** Returns when state or reason changed last. */
  public synchronized Instant updatedAt() {
    return updatedAt;
  }

  /** Returns when the state changed last. */
  public synchronized Instant transitionedAt() {
    return transitionedAt;
  }

  public synchronized Map<String, String> tags() {
    return new TreeMap<>(tags);
  }

  public synchronized void tag(Map<String, String> added) {
    tags.putAll(added);
  }

  public synchronized void untag(Collection<String> keys) {
    tags.keySet().removeAll(keys);
  }

  /** Returns the alarm as a test sees it. */
  public synchronized Alarm seen() {
    return new Alarm(settings.name(), state, reason, changes);
  }
}
