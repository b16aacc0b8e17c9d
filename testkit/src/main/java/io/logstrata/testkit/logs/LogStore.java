package io.logstrata.testkit.logs;

import io.logstrata.testkit.StoredEvent;
import io.logstrata.testkit.rules.Acceptance;
import io.logstrata.testkit.rules.Account;
import io.logstrata.testkit.rules.BatchRules;
import io.logstrata.testkit.rules.Names;
import io.logstrata.testkit.rules.OfferedEvent;
import io.logstrata.testkit.rules.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** The groups of one account and Region. Every refusal is the service's own. */
public final class LogStore {
  private static final Comparator<Found> BY_TIME =
      Comparator.<Found>comparingLong(found -> found.event().timestampMillis())
          .thenComparingLong(found -> found.event().number());

  private final NavigableMap<String, LogGroup> groups = new ConcurrentSkipListMap<>();
  private final AtomicLong arrivals = new AtomicLong();
  private final Account account;
  private final Clock clock;
  private final EventMemory memory;
  private final RetentionPolicies retentionPolicies;

  /**
   * Starts without groups.
   *
   * @param mostBytes what all events together may take in memory; the oldest are forgotten, but
   *     still counted
   */
  public LogStore(Account account, Clock clock, long mostBytes) {
    this.account = account;
    this.clock = clock;
    this.memory = new EventMemory(mostBytes);
    this.retentionPolicies = new RetentionPolicies(clock);
  }

  public Account account() {
    return account;
  }

  public Clock clock() {
    return clock;
  }

  public RetentionPolicies retentionPolicies() {
    return retentionPolicies;
  }

  /** Returns how long the group's events are kept by now: by a policy, or by itself. */
  public Retention retention(LogGroup group) {
    return retentionPolicies.of(group);
  }

  /** Returns the groups, sorted by name. */
  public Collection<LogGroup> groups() {
    return groups.values();
  }

  /**
   * Returns the group of that name.
   *
   * @throws Refusal ResourceNotFoundException when there is no such group
   */
  public LogGroup group(String name) {
    LogGroup group = groups.get(Names.group(name));
    if (group == null) {
      throw Refusal.notFound("The specified log group does not exist.");
    }
    return group;
  }

  public void createGroup(String name, String logClass, Map<String, String> tags) {
    LogGroup group = new LogGroup(Names.newGroup(name), clock.millis(), logClass, tags);
    if (groups.putIfAbsent(name, group) != null) {
      throw Refusal.alreadyExists("The specified log group already exists");
    }
  }

  public void deleteGroup(String name) {
    group(name).streams().forEach(memory::drop);
    groups.remove(name);
  }

  public void createStream(String groupName, String streamName) {
    LogGroup group = group(groupName);
    group.addStream(Names.stream(streamName), clock.millis());
  }

  public void deleteStream(String groupName, String streamName) {
    LogGroup group = group(groupName);
    memory.drop(group.removeStream(Names.stream(streamName)));
  }

  /** Returns how many events were forgotten to bound the memory. */
  public long forgotten() {
    return memory.forgotten();
  }

  /** Takes what the rules let it take; nothing is ever recognised as sent before. */
  public Acceptance put(String groupName, String streamName, List<OfferedEvent> batch) {
    Names.group(groupName);
    Names.stream(streamName);
    BatchRules.check(batch);
    LogGroup group = group(groupName);
    LogStream stream = group.stream(streamName);
    Instant now = clock.instant();
    Acceptance acceptance = BatchRules.judge(batch, now, retention(group).days());
    List<LogEvent> taken = new ArrayList<>(acceptance.to() - acceptance.from());
    long bytes = 0;
    for (OfferedEvent offered : batch.subList(acceptance.from(), acceptance.to())) {
      taken.add(
          new LogEvent(
              arrivals.incrementAndGet(),
              offered.timestampMillis(),
              now.toEpochMilli(),
              offered.message()));
      bytes += offered.countedBytes();
    }
    stream.append(taken);
    memory.hold(stream, taken.size(), bytes);
    group.addStoredBytes(bytes);
    for (MetricFilter filter : group.metricFilters().values()) {
      filter.counter().count(groupName, streamName, taken);
    }
    return acceptance;
  }

  /**
   * Returns the events of the chosen streams that the group's retention still keeps, in order of
   * arrival.
   */
  public List<Found> arrived(LogGroup group, Predicate<String> streams) {
    List<Found> found = collect(group, streams, event -> true);
    found.sort(Comparator.comparingLong(one -> one.event().number()));
    return found;
  }

  /**
   * Returns the events of the chosen streams that retention still keeps and that are wanted, sorted
   * by time.
   */
  public List<Found> read(LogGroup group, Predicate<String> streams, Predicate<LogEvent> wanted) {
    List<Found> found = collect(group, streams, wanted);
    found.sort(BY_TIME);
    return found;
  }

  private List<Found> collect(
      LogGroup group, Predicate<String> streams, Predicate<LogEvent> wanted) {
    long oldest = retention(group).oldestKeptMillis(clock.instant());
    List<Found> found = new ArrayList<>();
    for (LogStream stream : group.streams()) {
      if (!streams.test(stream.name())) {
        continue;
      }
      for (LogEvent event : stream.events()) {
        if (event.timestampMillis() >= oldest && wanted.test(event)) {
          found.add(new Found(stream.name(), event));
        }
      }
    }
    return found;
  }

  /** An event and the stream that it lies in. */
  public record Found(String stream, LogEvent event) {
    /** Returns the event as a test sees it. */
    public StoredEvent stored(String group) {
      return new StoredEvent(
          group,
          stream,
          Instant.ofEpochMilli(event.timestampMillis()),
          Instant.ofEpochMilli(event.ingestionMillis()),
          event.message());
    }
  }
}
