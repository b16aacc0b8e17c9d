package io.logstrata.appender;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.util.ReentryGuard;
import ch.qos.logback.core.util.ReentryGuardFactory;
import io.logstrata.appender.aws.CloudWatchDestination;
import io.logstrata.appender.json.JsonEventEncoder;
import io.logstrata.appender.ship.Activity;
import io.logstrata.appender.ship.Books;
import io.logstrata.appender.ship.Encoding;
import io.logstrata.appender.ship.Loss;
import io.logstrata.appender.ship.Shipper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Brings Logback's events to CloudWatch Logs, and can say at any moment what became of each.
 *
 * <pre>{@code
 * <appender name="CLOUDWATCH" class="io.logstrata.appender.CloudWatchAppender">
 *   <region>ap-northeast-2</region>
 *   <logGroup>umma-production</logGroup>
 * </appender>
 * }</pre>
 *
 * <p>A logging call captures the event and puts it into a queue that is bounded in bytes; it does
 * not wait. Everything else happens on threads of the appender's own. While the service does not
 * answer, events are kept and sent again; when the queue is full, events are dropped and counted,
 * the less grave ones first.
 */
public final class CloudWatchAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private final AppenderOptions.Source source = new AppenderOptions.Source();
  private Encoder<ILoggingEvent> encoder;
  private Layout<ILoggingEvent> layout;

  private AppenderOptions options;
  private StatusReporter reporter;
  private CloudWatchDestination destination;
  private ExitHook exitHook;
  private ObjectName beanName;
  private volatile Shipper<FrozenEvent> shipper;

  @Override
  public synchronized void start() {
    if (isStarted()) {
      return;
    }
    List<String> problems = new ArrayList<>();
    Optional<AppenderOptions> checked = source.check(Surroundings.real(), problems);
    Encoding<ILoggingEvent> encoding = encoding(problems);
    if (checked.isEmpty() || !problems.isEmpty()) {
      problems.forEach(this::addError);
      addError(
          "Appender ["
              + getName()
              + "] does not start: it will send nothing to CloudWatch Logs until "
              + (problems.size() == 1
                  ? "this problem is"
                  : "these " + problems.size() + " problems are")
              + " solved.");
      return;
    }
    options = checked.get();
    reporter = new StatusReporter(this);
    reporter.setContext(getContext());
    destination = new CloudWatchDestination(options.destination(), this::addWarn);
    shipper =
        new Shipper<>(
            options.shipper(),
            encoding,
            new LossAnnouncement((LoggerContext) getContext(), encoding),
            destination,
            reporter);
    shipper.start(new SenderThreads(String.valueOf(getName())));
    if (options.shutdownHook()) {
      exitHook =
          new ExitHook(shipper, options.stopTimeout(), this::stopWithin, String.valueOf(getName()));
      exitHook.add();
    }
    if (options.jmx()) {
      registerBean();
    }
    super.start();
    addInfo(
        "Sending to log group "
            + options.destination().logGroup()
            + ", log stream "
            + options.destination().logStream().apply(System.currentTimeMillis()));
  }

  @Override
  public void stop() {
    if (isStarted()) {
      stopWithin(options.stopTimeout());
    }
  }

  private synchronized void stopWithin(Duration timeout) {
    if (!isStarted()) {
      return;
    }
    super.stop();
    if (exitHook != null) {
      exitHook.remove();
    }
    Books books = shipper.stop(timeout);
    destination.close();
    unregisterBean();
    String text = "Stopped. " + books;
    if (books.dropped() + books.rejected() > 0) {
      addWarn(text);
    } else {
      addInfo(text);
    }
  }

  /** Counts also what comes after the stop, which Logback would drop without a word. */
  @Override
  public void doAppend(ILoggingEvent event) {
    if (isStarted() || shipper == null) {
      super.doAppend(event);
    } else if (!SenderThreads.isCurrent()) {
      shipper.offer(FrozenEvent.of(event));
      holdAtExit();
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (SenderThreads.isCurrent()) {
      return;
    }
    if (shipper.offer(FrozenEvent.of(event))) {
      if (options.synchronous()) {
        flushQuietly();
      }
    } else if (isStarted()) {
      boolean waited = !options.shipper().blockAtMost().isZero();
      reporter.lost(waited ? Loss.WAITED_TOO_LONG : Loss.QUEUE_FULL, 1);
    } else {
      holdAtExit();
    }
  }

  private void holdAtExit() {
    if (exitHook != null) {
      exitHook.holdCaller();
    }
  }

  /**
   * None: an event that is logged while another one is formatted, by a {@code toString}, is an
   * event too, and nothing in here logs on the caller's thread.
   */
  @Override
  protected ReentryGuard buildReentryGuard() {
    return ReentryGuardFactory.makeGuard(ReentryGuardFactory.GuardType.NOP);
  }

  /**
   * Waits until everything that was logged before this call is delivered or lost. For functions
   * that are frozen between calls, and for tests.
   *
   * @return false if the time was up, or the appender stopped, before that
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public boolean flush(Duration atMost) throws InterruptedException {
    Shipper<FrozenEvent> running = shipper;
    return running != null && running.flush(atMost);
  }

  /** What became of everything that was logged. Before the start, of nothing. */
  public Books books() {
    Shipper<FrozenEvent> running = shipper;
    return running == null ? new Books(0, 0, 0, 0, Map.of()) : running.books();
  }

  /** What the calls to the service did; empty before the start. */
  public Optional<Activity.Snapshot> activity() {
    return Optional.ofNullable(shipper).map(Shipper::activity);
  }

  private void flushQuietly() {
    try {
      boolean inTime = shipper.flush(options.stopTimeout());
      if (!inTime) {
        addWarn(
            "An event was not delivered within "
                + options.stopTimeout()
                + "; it is kept and sent again.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Encoding<ILoggingEvent> encoding(List<String> problems) {
    if (encoder != null && layout != null) {
      problems.add("there is an encoder and a layout: keep one of them");
    }
    if (encoder == null && layout == null) {
      JsonEventEncoder json = new JsonEventEncoder();
      json.setContext(getContext());
      json.start();
      encoder = json;
    }
    if (encoder == null) {
      return EventEncoding.of(layout);
    }
    if (!encoder.isStarted()) {
      problems.add("the encoder did not start: see what it says above");
    }
    return EventEncoding.of(encoder);
  }

  private void registerBean() {
    try {
      beanName =
          new AppenderStatistics(shipper)
              .register(String.valueOf(getContext().getName()), String.valueOf(getName()));
    } catch (JMException e) {
      addWarn("Could not register the JMX bean; everything else works.", e);
    }
  }

  private void unregisterBean() {
    try {
      if (beanName != null) {
        AppenderStatistics.unregister(beanName);
        beanName = null;
      }
    } catch (JMException e) {
      addWarn("Could not remove the JMX bean.", e);
    }
  }

  /**
   * Any of Logback's encoders instead of JSON. A line feed at the end of its output is left out.
   */
  public void setEncoder(Encoder<ILoggingEvent> encoder) {
    this.encoder = encoder;
  }

  /** Any of Logback's layouts instead of JSON. A line feed at the end of its output is left out. */
  public void setLayout(Layout<ILoggingEvent> layout) {
    this.layout = layout;
  }

  /** Such as {@code ap-northeast-2}. Default: the SDK's region chain. */
  public void setRegion(String region) {
    source.put("region", region);
  }

  /** A URL instead of the service's own: a test server, a VPC endpoint. */
  public void setEndpoint(String endpoint) {
    source.put("endpoint", endpoint);
  }

  /** A profile of the AWS configuration. Default: the SDK's credentials chain. */
  public void setProfile(String profile) {
    source.put("profile", profile);
  }

  /** Use the endpoints for FIPS 140. Default false. */
  public void setFips(String fips) {
    source.put("fips", fips);
  }

  /** Use the endpoints that speak IPv6 as well. Default false. */
  public void setDualStack(String dualStack) {
    source.put("dualStack", dualStack);
  }

  /** Name of the log group; may have tokens as the stream's, but {@code {date}}. Required. */
  public void setLogGroup(String logGroup) {
    source.put("logGroup", logGroup);
  }

  /**
   * Name of the log stream, with tokens: {@code {host}}, {@code {pid}}, {@code {instance}}, {@code
   * {uuid}}, {@code {date}}, {@code {env:NAME}}. Default: by {@link #setMode}.
   */
  public void setLogStream(String logStream) {
    source.put("logStream", logStream);
  }

  /**
   * {@code process} (default): the stream {@code server_info_{host}_{pid}}, one for each process.
   * {@code batch}: the stream {@code batch}.
   */
  public void setMode(String mode) {
    source.put("mode", mode);
  }

  /**
   * The environment variable behind {@code {instance}}. Default: NODE_APP_INSTANCE, then
   * INSTANCE_ID.
   */
  public void setInstanceVariable(String variable) {
    source.put("instanceVariable", variable);
  }

  /** The zone whose midnight changes {@code {date}}. Default UTC. */
  public void setDateZone(String zone) {
    source.put("dateZone", zone);
  }

  /** Create the log group if it is missing. Default true. */
  public void setCreateLogGroup(String create) {
    source.put("createLogGroup", create);
  }

  /** Create the log stream if it is missing. Default true. */
  public void setCreateLogStream(String create) {
    source.put("createLogStream", create);
  }

  /** Retention of a group that the appender creates, in days. Default: events never expire. */
  public void setRetentionDays(String days) {
    source.put("retentionDays", days);
  }

  /** KMS key of a group that the appender creates. */
  public void setKmsKeyId(String key) {
    source.put("kmsKeyId", key);
  }

  /**
   * Class of a group that the appender creates, such as INFREQUENT_ACCESS. Default: the service's,
   * STANDARD.
   */
  public void setLogGroupClass(String logGroupClass) {
    source.put("logGroupClass", logGroupClass);
  }

  /** A tag of a group that the appender creates: {@code name=value}. May stand several times. */
  public void addTag(String tag) {
    source.putTag(tag);
  }

  /** Heap bytes of waiting events. Default: the lesser of 64 MiB and an eighth of the heap. */
  public void setQueueBytes(String bytes) {
    source.put("queueBytes", bytes);
  }

  /** What happens when the queue is full: {@code drop} (default) or {@code block}. */
  public void setWhenFull(String whenFull) {
    source.put("whenFull", whenFull);
  }

  /** With {@code block}: how long a logging call waits for room at most. Default 1 s. */
  public void setBlockAtMost(String duration) {
    source.put("blockAtMost", duration);
  }

  /** A batch is sent at this age even if it is not full. Default 1 s. */
  public void setFlushEvery(String duration) {
    source.put("flushEvery", duration);
  }

  /** Calls on the way at a time, 1 to 16, each with a thread of its own. Default 1. */
  public void setConcurrentSends(String sends) {
    source.put("concurrentSends", sends);
  }

  /** Compress request bodies. Default false. */
  public void setGzip(String gzip) {
    source.put("gzip", gzip);
  }

  /**
   * The longest wait between two attempts; it begins with up to 200 ms and doubles. Default 20 s.
   * Where a person must act (credentials, permissions) it is three times as long.
   */
  public void setRetryAtMost(String duration) {
    source.put("retryAtMost", duration);
  }

  /** Limit of one call. Default 30 s. */
  public void setCallTimeout(String duration) {
    source.put("callTimeout", duration);
  }

  /** Limit of the whole stop: after it, what is left is counted as lost. Default 10 s. */
  public void setStopTimeout(String duration) {
    source.put("stopTimeout", duration);
  }

  /** Send what waits when the JVM ends, even without a shutdown hook of Logback. Default true. */
  public void setShutdownHook(String hook) {
    source.put("shutdownHook", hook);
  }

  /**
   * Each logging call returns when its event is delivered, or after stopTimeout. For Lambda.
   * Default false.
   */
  public void setSynchronous(String synchronous) {
    source.put("synchronous", synchronous);
  }

  /** Register a JMX bean. Default true. */
  public void setJmx(String jmx) {
    source.put("jmx", jmx);
  }
}
