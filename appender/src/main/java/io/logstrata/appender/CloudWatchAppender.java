package io.logstrata.appender;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.FilterReply;
import io.logstrata.appender.aws.CloudWatchDestination;
import io.logstrata.appender.ship.Activity;
import io.logstrata.appender.ship.Books;
import io.logstrata.appender.ship.Severity;
import io.logstrata.appender.ship.Shipper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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
 * not wait, except while the JVM ends. Everything else happens on threads of the appender's own.
 * While the service does not answer, events are kept and sent again; when the queue is full, events
 * are dropped and counted, the less grave ones first.
 */
public final class CloudWatchAppender extends AppenderSettings {
  private static final Duration CLOSE_AT_MOST = Duration.ofSeconds(2);

  /** A status is told in microseconds, unless somebody listens who takes his time. */
  private static final Duration TELL_AT_MOST = Duration.ofMillis(100);

  private final Function<String, SenderThreads> threadsOf;

  private Encoder<ILoggingEvent> encoder;
  private Layout<ILoggingEvent> layout;

  private AppenderOptions options;
  private FrozenEvent.Kept kept;
  private StatusOutbox statuses;
  private StatusReporter reporter;
  private LastWords words;
  private CloudWatchDestination destination;
  private SenderThreads threads;
  private ExitHook exitHook;
  private AppenderStatistics bean;
  private volatile Shipper<FrozenEvent> shipper;

  /** To be configured by its setters, and started. */
  public CloudWatchAppender() {
    this(SenderThreads::new);
  }

  /**
   * @param threadsOf by the name of the appender
   */
  CloudWatchAppender(Function<String, SenderThreads> threadsOf) {
    this.threadsOf = threadsOf;
  }

  @Override
  public synchronized void start() {
    if (isStarted()) {
      return;
    }
    List<String> problems = new ArrayList<>();
    if (!(getContext() instanceof LoggerContext)) {
      problems.add("there is no logging context: give one of Logback's classic, by setContext");
    }
    Optional<AppenderOptions> checked = source.check(Surroundings.real(), problems);
    ChosenEncoding chosen = ChosenEncoding.of(encoder, layout, getContext(), problems::add);
    if (chosen.isOurJson() && checked.map(AppenderOptions::includeCallerData).orElse(false)) {
      problems.add("includeCallerData has no effect: our JSON does not show it, remove it");
    }
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
    assemble(chosen);
    try {
      begin();
    } catch (Throwable failure) { // as a rule an OutOfMemoryError: there is no thread to be had
      giveUp(failure);
    }
  }

  private void assemble(ChosenEncoding chosen) {
    kept =
        new FrozenEvent.Kept(
            options.includeCallerData(), chosen.maybeShowsArguments(), !chosen.isOurJson());
    threads = threadsOf.apply(String.valueOf(getName()));
    String teller = "logstrata-status-" + getName();
    statuses = new StatusOutbox(task -> SenderThreads.outsider(task, teller));
    reporter = new StatusReporter(this, this::account, statuses);
    reporter.setContext(getContext());
    destination =
        new CloudWatchDestination(options.destination(), reporter::addWarn, reporter::addInfo);
    words = new LastWords(String.valueOf(getName()), options, threads);
    Shipper<FrozenEvent> fresh =
        new Shipper<>(
            options.shipper(),
            chosen.encoding(),
            new LossAnnouncement((LoggerContext) getContext(), chosen.encoding()),
            destination,
            reporter);
    exitHook =
        options.shutdownHook()
            ? new ExitHook(fresh, options.stopTimeout(), new End(fresh), String.valueOf(getName()))
            : null;
    bean = new AppenderStatistics(fresh, reporter);
    shipper = fresh; // last: who sees it sees all of them
  }

  private void begin() {
    reporter.addInfo("Sending to " + options.destination().at(System.currentTimeMillis()));
    if (exitHook != null) {
      exitHook.add();
    }
    shipper.start(threads);
    prepareSoon();
    if (options.jmx()) {
      bean.register(String.valueOf(getContext().getName()), String.valueOf(getName()));
    }
    super.start();
  }

  /** Not by a sender: it has events to collect. Without a thread, the first batch does it. */
  private void prepareSoon() {
    try {
      threads.newThread(() -> destination.prepare().ifPresent(reporter::failed)).start();
    } catch (OutOfMemoryError e) {
      reporter.survived(e);
    }
  }

  /**
   * Nothing of it stays but the books, or it would be there once more with each attempt. Who logs
   * meanwhile, or later, has its events counted as after any stop. No error: Spring Boot would end
   * the application.
   */
  private void giveUp(Throwable failure) {
    end(CLOSE_AT_MOST, false);
    addWarn(
        "Appender ["
            + getName()
            + "] does not start, and can be started again: it could not begin. "
            + account(),
        failure);
  }

  @Override
  public void stop() {
    if (isStarted()) {
      stopWithin(options.stopTimeout(), false);
    }
  }

  private synchronized void stopWithin(Duration timeout, boolean byExitHook) {
    if (!isStarted()) {
      return;
    }
    super.stop();
    end(timeout, byExitHook);
  }

  private void end(Duration timeout, boolean byExitHook) {
    if (exitHook != null) {
      exitHook.stopBegins();
    }
    try {
      deliverAndClose(timeout, byExitHook);
    } finally {
      // Not before: a JVM that begins to end meanwhile is held until here.
      if (exitHook != null && !exitHook.remove()) {
        words.sayIfJvmIsEnding(byExitHook);
      }
    }
  }

  private void deliverAndClose(Duration timeout, boolean byExitHook) {
    // While the JVM ends there is one deadline already, whoever stops this.
    Duration atMost = exitHook == null ? timeout : exitHook.within(timeout);
    long deadline = System.nanoTime() + atMost.toNanos();
    Books books = shipper.stop(atMost);
    words.sayIfJvmIsEnding(byExitHook); // before the report: a late loss is in it, or is said
    String untold = words.of(shipper.untoldLosses(), shipper.activity());
    words.keep(untold);
    words.sayIfJvmIsEnding(byExitHook);
    if (exitHook != null) {
      exitHook.stopped();
    }
    if (books.dropped() + books.rejected() > 0) {
      reporter.addWarn("Stopped. " + account() + (untold.isEmpty() ? "" : ";" + untold));
    } else {
      reporter.addInfo("Stopped. " + account());
    }
    // The SDK logs that it closes: on a thread of ours, or each line would be a lost event.
    // What is not closed when the time is up goes on closing, and nobody waits for it.
    boolean ignored = threads.runAndWait(destination::close, lesser(CLOSE_AT_MOST, deadline));
    bean.unregister();
    boolean unused = statuses.await(lesser(TELL_AT_MOST, deadline));
  }

  /** Of this and what is left until the deadline, in {@link System#nanoTime}. */
  private static Duration lesser(Duration atMost, long deadline) {
    Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    return left.compareTo(atMost) < 0 ? left : atMost;
  }

  /**
   * Counts also what comes after the stop, which Logback would drop without a word, even where the
   * stop comes between two steps of this. Without Logback's guard against reentry: an event that is
   * logged while another one is formatted, by a {@code toString}, is an event too, and nothing in
   * here logs on the caller's thread.
   */
  @Override
  public void doAppend(ILoggingEvent event) {
    if (shipper == null) {
      super.doAppend(event); // which says that the appender was never started
    } else if (!SenderThreads.isCurrent() && passes(event)) {
      append(event);
    }
  }

  /**
   * What filters deny does not, nor what a sender logged and an AsyncAppender brings. A filter that
   * fails lets nothing pass, but its event is counted.
   */
  private boolean passes(ILoggingEvent event) {
    try {
      return !SenderThreads.isNameOfOne(event.getThreadName())
          && getFilterChainDecision(event) != FilterReply.DENY;
    } catch (Throwable failure) { // foreign code
      notCaptured(event, failure);
      return false;
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    FrozenEvent captured = capture(event);
    if (captured == null) {
      return;
    }
    boolean taken = shipper.offer(captured);
    if (!taken && captured.getThreadName() != null) {
      kept.names().forget(captured.getThreadName());
    }
    ExitHook hook = exitHook;
    if (hook != null && hook.isExiting()) {
      // Behind an AsyncAppender the call has returned long ago: its worker has others to bring.
      boolean here = Thread.currentThread().getName().equals(captured.getThreadName());
      afterOfferAtExit(hook, taken, here);
    } else if (taken && options.synchronous()) {
      awaitDelivery();
    } else if (!taken) {
      words.sayLate();
    }
  }

  private void afterOfferAtExit(ExitHook hook, boolean taken, boolean loggedHere) {
    if (taken && loggedHere) {
      hook.awaitDelivery();
    }
    if (isStarted()) {
      hook.sayFreshLosses();
    } else if (!taken) {
      if (loggedHere && !Thread.holdsLock(this)) { // else it says the last words itself
        hook.awaitLastWords();
      }
      words.sayLate();
    }
  }

  /** Null, and counted, if what the event carries fails: that is foreign code. */
  private FrozenEvent capture(ILoggingEvent event) {
    try {
      return FrozenEvent.of(event, kept);
    } catch (Throwable failure) { // an AssertionError, or a checked one that nobody declares
      notCaptured(event, failure);
      return null;
    }
  }

  private void notCaptured(ILoggingEvent event, Throwable failure) {
    shipper.notCaptured(severity(event), System.currentTimeMillis(), failure);
    ExitHook hook = exitHook;
    if (!isStarted()) {
      words.sayLate();
    } else if (hook != null && hook.isExiting()) {
      hook.sayFreshLosses();
    }
  }

  /** Of an event that failed once already: rather too grave than a second failure. */
  private static Severity severity(ILoggingEvent event) {
    try {
      return FrozenEvent.severity(event.getLevel());
    } catch (Throwable failure) { // foreign code
      return Severity.ERROR;
    }
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

  private String account() {
    return shipper.books() + " " + shipper.activity();
  }

  /** Waits until Logback's status knows what it should, for so long at most. */
  boolean awaitStatuses(Duration atMost) {
    return statuses == null || statuses.await(atMost);
  }

  long queuedBytes() {
    Shipper<FrozenEvent> running = shipper;
    return running == null ? 0 : running.queuedBytes();
  }

  /** What the calls to the service did; empty before the start. */
  public Optional<Activity.Snapshot> activity() {
    return Optional.ofNullable(shipper).map(Shipper::activity);
  }

  private void awaitDelivery() {
    if (!shipper.flushUninterruptibly(options.stopTimeout()) && isStarted()) {
      reporter.notDeliveredWithin(options.stopTimeout());
    }
  }

  /** The end of one start: a hook that comes late must not stop the next one. */
  private final class End implements ExitHook.End {
    private final Shipper<?> own;

    End(Shipper<?> own) {
      this.own = own;
    }

    @Override
    public boolean sayLosses() {
      words.keep(words.of(own.untoldLosses(), own.activity()));
      return words.sayKept();
    }

    @Override
    public void delivered(Duration atMost) {
      reporter.addInfo("The JVM ends. Until now: " + own.books());
      destination.awaitRetention(atMost);
      boolean ignored = statuses.await(TELL_AT_MOST);
    }

    @Override
    public void stop(Duration atMost) {
      synchronized (CloudWatchAppender.this) {
        if (shipper == own) {
          stopWithin(atMost, true);
        }
      }
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
}
