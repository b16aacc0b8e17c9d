package io.logstrata.testkit;

import static java.util.Objects.requireNonNull;

import io.logstrata.testkit.language.InsightsLanguage;
import io.logstrata.testkit.logs.ExportDesk;
import io.logstrata.testkit.logs.LogGroup;
import io.logstrata.testkit.logs.LogStore;
import io.logstrata.testkit.logs.LogsService;
import io.logstrata.testkit.logs.QueryDesk;
import io.logstrata.testkit.logs.QueryLanguage;
import io.logstrata.testkit.protocol.ServiceEndpoint;
import io.logstrata.testkit.protocol.Services;
import io.logstrata.testkit.rules.Account;
import io.logstrata.testkit.rules.Names;
import io.logstrata.testkit.s3.ObjectStore;
import io.logstrata.testkit.s3.S3Endpoint;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.function.Predicate;

/**
 * CloudWatch Logs, its metrics, alarms and mail, and S3 on loopback, for one account and Region.
 * Strict: what the service refuses, this refuses, with the same exception. Able to fail: see {@link
 * #faults()}. Everything it holds is gone when it is closed, except objects in a {@link
 * Builder#data(Path) folder}.
 *
 * <p>The endpoints speak plain HTTP on 127.0.0.1 and take any credentials. The S3 endpoint wants
 * path-style addressing.
 */
public final class LocalCloud implements AutoCloseable {
  private final Account account;
  private final TestClock clock;
  private final Faults faults = new Faults();
  private final CallBook calls;
  private final LogStore logs;
  private final Watch watch;
  private final ObjectStore objects;
  private final S3Endpoint s3;
  private final ServiceEndpoint endpoint;
  private volatile ExportOptions exportOptions;
  private final Duration queryDuration;
  private final boolean emptyPages;

  private LocalCloud(Builder builder) {
    account = new Account(builder.region, builder.accountId);
    clock = builder.clock;
    exportOptions = builder.exportOptions;
    queryDuration = builder.queryDuration;
    emptyPages = builder.emptyPages;
    calls = new CallBook(clock);
    watch = new Watch(account, clock);
    logs = new LogStore(account, clock, builder.mostEventBytes);
    objects = builder.data == null ? ObjectStore.inMemory() : ObjectStore.onFolder(builder.data);
    ExportDesk exports =
        new ExportDesk(logs, new ExportBucket(objects), () -> exportOptions, faults::drawForExport);
    QueryLanguage language = new InsightsLanguage(builder.accountId);
    QueryDesk queries = new QueryDesk(logs, language, () -> queryDuration);
    LogsService service =
        new LogsService(logs, exports, queries, language, watch, () -> emptyPages);
    Services services = new Services(service, watch.metrics(), watch.alarmDesk(), watch.topics());
    RateGate rates = new RateGate(clock, builder.region);
    Hooks hooks =
        new Hooks(
            faults,
            calls,
            exports,
            watch,
            operation -> builder.ratesLimited && rates.exceeds(operation));
    s3 = new S3Endpoint(objects, builder.region, builder.accountId, hooks, builder.s3Port);
    endpoint = started(services, hooks, builder.port);
  }

  private ServiceEndpoint started(Services services, Hooks hooks, int port) {
    try {
      return new ServiceEndpoint(services, hooks, port);
    } catch (IllegalStateException taken) {
      s3.close();
      objects.close();
      throw taken;
    }
  }

  /** Starts with everything at its default: free ports, objects in memory, a running clock. */
  public static LocalCloud start() {
    return builder().start();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Returns the endpoint of CloudWatch Logs, CloudWatch, SNS and STS. */
  public URI endpoint() {
    return endpoint.uri();
  }

  /** Returns the endpoint of S3; clients must use path-style addressing. */
  public URI s3Endpoint() {
    return s3.uri();
  }

  public String region() {
    return account.region();
  }

  public String accountId() {
    return account.accountId();
  }

  /** Returns the service's clock, to be moved by a test. */
  public TestClock clock() {
    return clock;
  }

  /** Returns the faults that calls are to meet. */
  public Faults faults() {
    return faults;
  }

  /** Returns the calls so far, oldest first; of very many the newest hundred thousand. */
  public List<Call> calls() {
    return calls.all();
  }

  /** Returns the calls of one operation, oldest first. */
  public List<Call> calls(String operation) {
    return calls.all().stream().filter(call -> call.operation().equals(operation)).toList();
  }

  /**
   * Returns what all calls so far would have needed on AWS, sorted: the least that a policy must
   * allow. Of an action on more than ten thousand resources the later ones are noted by the folder
   * that they lie in ({@code …/*}).
   */
  public NavigableSet<Permission> permissions() {
    return calls.permissions();
  }

  /**
   * Returns the group's events that retention still keeps, in order of arrival; none when there is
   * no such group.
   *
   * @throws IllegalArgumentException if the name cannot be a group's
   */
  public List<StoredEvent> events(String logGroup) {
    return events(logGroup, any -> true);
  }

  /**
   * Returns the stream's events that retention still keeps, in order of arrival; none when there is
   * no such stream.
   */
  public List<StoredEvent> events(String logGroup, String logStream) {
    return events(logGroup, requireNonNull(logStream, "logStream")::equals);
  }

  private List<StoredEvent> events(String logGroup, Predicate<String> streams) {
    requireNonNull(logGroup, "logGroup");
    List<StoredEvent> events = new ArrayList<>();
    for (LogGroup group : logs.groups()) {
      if (group.name().equals(logGroup)) {
        for (LogStore.Found found : logs.arrived(group, streams)) {
          events.add(found.stored(logGroup));
        }
      }
    }
    return events;
  }

  /** Returns how many events were forgotten because memory was bounded; zero without a bound. */
  public long forgottenEvents() {
    return logs.forgotten();
  }

  /** Returns the alarms as they stand by the clock, sorted by name. */
  public List<Alarm> alarms() {
    return watch.alarms();
  }

  /** Returns what was published to topics so far, oldest first. */
  public List<Notification> notifications() {
    return watch.notifications();
  }

  /** Returns what topics mailed to the address so far, oldest first. */
  public List<Mail> mailbox(String email) {
    return watch.mailbox(requireNonNull(email, "email"));
  }

  /**
   * Confirms every subscription of the address that waits for it, as its owner does by a link in
   * the mail.
   *
   * @throws IllegalStateException if none waits
   */
  public LocalCloud confirmSubscription(String email) {
    watch.confirm(requireNonNull(email, "email"));
    return this;
  }

  /** Changes how export tasks go, for those that have not ended. */
  public LocalCloud exports(ExportOptions options) {
    exportOptions = requireNonNull(options, "options");
    return this;
  }

  /** Creates the group unless it is there; for tests that do not test its creation. */
  public LocalCloud createLogGroup(String logGroup) {
    boolean there = logs.groups().stream().anyMatch(group -> group.name().equals(logGroup));
    if (!there) {
      logs.createGroup(Names.newGroup(logGroup), "STANDARD", Map.of());
    }
    return this;
  }

  /** Stops both endpoints; calls under way are cut off. */
  @Override
  public void close() {
    endpoint.close();
    s3.close();
    objects.close();
  }

  /** How a local cloud is to be. */
  public static final class Builder {
    private String region = "ap-northeast-2";
    private String accountId = "123456789012";
    private TestClock clock = TestClock.running();
    private Path data;
    private int port;
    private int s3Port;
    private long mostEventBytes = Long.MAX_VALUE;
    private ExportOptions exportOptions = ExportOptions.defaults();
    private Duration queryDuration = Duration.ofMillis(50);
    private boolean emptyPages;
    private boolean ratesLimited;

    private Builder() {}

    /**
     * Keeps objects as files {@code folder/bucket/key} and leaves them there; in memory when never
     * called.
     */
    public Builder data(Path folder) {
      data = requireNonNull(folder, "folder");
      return this;
    }

    /** Sets the clock; the system's time when never called. */
    public Builder clock(TestClock newClock) {
      clock = requireNonNull(newClock, "newClock");
      return this;
    }

    public Builder region(String newRegion) {
      region = requireNonNull(newRegion, "newRegion");
      return this;
    }

    /**
     * Sets the account.
     *
     * @param newAccountId twelve digits
     */
    public Builder accountId(String newAccountId) {
      accountId = requireNonNull(newAccountId, "newAccountId");
      return this;
    }

    /** Sets the port of CloudWatch Logs; 0, a free one, when never called. */
    public Builder port(int newPort) {
      port = newPort;
      return this;
    }

    /** Sets the port of S3; 0, a free one, when never called. */
    public Builder s3Port(int newPort) {
      s3Port = newPort;
      return this;
    }

    /**
     * Counts events and forgets them at once: memory stays bounded however many come, and none can
     * be read back.
     */
    public Builder forgetEvents() {
      mostEventBytes = 0;
      return this;
    }

    /**
     * Bounds what events take in memory: when there are more bytes (messages in UTF-8, and about
     * 130 for each event), the oldest events are forgotten, which the log says once and {@link
     * LocalCloud#forgottenEvents()} counts. No bound when never called.
     *
     * @param bytes more than zero
     */
    public Builder keepAtMost(long bytes) {
      if (bytes <= 0) {
        throw new IllegalArgumentException(
            "keepAtMost is " + bytes + ": give more than zero bytes, or call forgetEvents()");
      }
      mostEventBytes = bytes;
      return this;
    }

    /** Throttles each operation at AWS's default calls a second, counted by the service's clock. */
    public Builder limitRates() {
      ratesLimited = true;
      return this;
    }

    /** Sets how export tasks go; see {@link ExportOptions#defaults()}. */
    public Builder exports(ExportOptions options) {
      exportOptions = requireNonNull(options, "options");
      return this;
    }

    /**
     * Sets how long a query stays Running by the service's clock; fifty milliseconds when never
     * called.
     */
    public Builder queriesTake(Duration duration) {
      queryDuration = requireNonNull(duration, "duration");
      return this;
    }

    /**
     * Lets each FilterLogEvents search start with a page that holds no event but a token, as the
     * service does when it has searched for a while and found nothing yet. A client that does not
     * follow tokens finds nothing.
     */
    public Builder emptyPages() {
      emptyPages = true;
      return this;
    }

    public LocalCloud start() {
      return new LocalCloud(this);
    }
  }
}
