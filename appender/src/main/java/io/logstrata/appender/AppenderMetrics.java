package io.logstrata.appender;

import static java.util.Objects.requireNonNull;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.AppenderAttachable;
import io.logstrata.appender.ship.Activity;
import io.logstrata.appender.ship.Books;
import io.logstrata.appender.ship.Loss;
import io.logstrata.appender.ship.Severity;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The books of all {@link CloudWatchAppender}s of a logging context as Micrometer's meters. Needs
 * {@code io.micrometer:micrometer-core}, which the appender itself does not.
 *
 * <p>The appenders are looked up at each reading, those behind an AsyncAppender too: a context that
 * is configured anew starts its counts anew, as every counter does after a restart.
 */
public final class AppenderMetrics implements MeterBinder {
  private static final String PREFIX = "logstrata.appender.";

  private final LoggerContext context;

  /**
   * @param context such as {@code (LoggerContext) LoggerFactory.getILoggerFactory()}
   */
  public AppenderMetrics(LoggerContext context) {
    this.context = requireNonNull(context, "context");
  }

  // A registry holds what it reads from weakly: that is the context, which lives anyway, not this.
  @Override
  public void bindTo(MeterRegistry registry) {
    counter(registry, "accepted", Books::accepted, "Events handed over");
    counter(registry, "delivered", Books::delivered, "Events confirmed by the service");
    counter(
        registry,
        "possibly.duplicated",
        Books::possiblyDuplicated,
        "Delivered events that the service may hold twice");
    for (Loss loss : Loss.values()) {
      for (Severity level : Severity.values()) {
        lost(registry, loss, level);
      }
    }
    Gauge.builder(PREFIX + "waiting", context, c -> books(c, Books::waiting))
        .description("Events in the queue, in a batch, or on the way")
        .baseUnit("events")
        .register(registry);
    Gauge.builder(PREFIX + "queued", context, c -> sum(c, CloudWatchAppender::queuedBytes))
        .description("Heap bytes of the events in the queue")
        .baseUnit("bytes")
        .register(registry);
    calls(registry);
  }

  private void lost(MeterRegistry registry, Loss loss, Severity level) {
    FunctionCounter.builder(
            PREFIX + "lost",
            context,
            c -> books(c, b -> b.losses().getOrDefault(loss, Map.of()).getOrDefault(level, 0L)))
        .tag("reason", loss.name().toLowerCase(Locale.ROOT))
        .tag("level", level.name().toLowerCase(Locale.ROOT))
        .tag("by", loss.byService() ? "service" : "appender")
        .description("Events that will not arrive")
        .baseUnit("events")
        .register(registry);
  }

  private void calls(MeterRegistry registry) {
    callCounter(
        registry, "requests", Activity.Snapshot::requests, "Calls, each attempt for itself");
    callCounter(
        registry, "retries", Activity.Snapshot::retries, "Calls made again after a failure");
    callCounter(registry, "failures", Activity.Snapshot::failures, "Calls that were not accepted");
    callTime(registry, "last", Activity.Snapshot::lastCall);
    callTime(registry, "longest", Activity.Snapshot::longestCall);
  }

  private void counter(
      MeterRegistry registry, String name, ToLongFunction<Books> count, String description) {
    FunctionCounter.builder(PREFIX + name, context, c -> books(c, count))
        .description(description)
        .baseUnit("events")
        .register(registry);
  }

  private void callCounter(
      MeterRegistry registry,
      String name,
      ToLongFunction<Activity.Snapshot> count,
      String description) {
    FunctionCounter.builder(
            PREFIX + name,
            context,
            c -> sum(c, a -> a.activity().map(count::applyAsLong).orElse(0L)))
        .description(description)
        .register(registry);
  }

  private void callTime(
      MeterRegistry registry, String which, Function<Activity.Snapshot, Duration> time) {
    TimeGauge.builder(
            PREFIX + "call." + which,
            context,
            TimeUnit.NANOSECONDS,
            c ->
                appenders(c).stream()
                    .flatMap(appender -> appender.activity().stream())
                    .mapToLong(activity -> time.apply(activity).toNanos())
                    .max()
                    .orElse(0))
        .description("How long the " + which + " call to the service took")
        .register(registry);
  }

  private static double books(LoggerContext context, ToLongFunction<Books> count) {
    return sum(context, appender -> count.applyAsLong(appender.books()));
  }

  private static double sum(LoggerContext context, ToLongFunction<CloudWatchAppender> count) {
    return appenders(context).stream().mapToLong(count).sum();
  }

  private static Set<CloudWatchAppender> appenders(LoggerContext context) {
    Set<CloudWatchAppender> found = Collections.newSetFromMap(new IdentityHashMap<>());
    context.getLoggerList().forEach(logger -> collect(logger.iteratorForAppenders(), found));
    return found;
  }

  private static void collect(Iterator<? extends Appender<?>> all, Set<CloudWatchAppender> found) {
    while (all.hasNext()) {
      Appender<?> one = all.next();
      if (one instanceof CloudWatchAppender ours) {
        found.add(ours);
      } else if (one instanceof AppenderAttachable<?> holder) {
        collect(holder.iteratorForAppenders(), found);
      }
    }
  }
}
