package io.logstrata.benchmarks.micro;

import io.logstrata.appender.ship.Batch;
import io.logstrata.appender.ship.Delivery;
import io.logstrata.appender.ship.Destination;
import io.logstrata.appender.ship.Queued;
import io.logstrata.appender.ship.RetryPolicy;
import io.logstrata.appender.ship.Severity;
import io.logstrata.appender.ship.Shipper;
import io.logstrata.appender.ship.ShipperListener;
import io.logstrata.appender.ship.ShipperOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Handing an event over, from one thread and from two, while the sender takes them away at no cost
 * of its own. The queue holds whatever comes: a caller never waits.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OfferBenchmark {
  private static final byte[] MESSAGE = {'{', '}'};

  private Shipper<Queued> shipper;

  @Setup
  public void start() {
    ShipperOptions options =
        new ShipperOptions(
            64L << 20, Duration.ofSeconds(10), Duration.ofMillis(100), 1, RetryPolicy.STANDARD);
    shipper =
        new Shipper<>(
            options,
            (event, target) -> target.utf8(MESSAGE),
            (report, millis, target) -> target.utf8(MESSAGE),
            new Everything(),
            ShipperListener.NONE);
    shipper.start(Thread::new);
  }

  @TearDown
  public void stop() {
    if (shipper.stop(Duration.ofSeconds(30)).dropped() > 0) {
      throw new IllegalStateException("events were dropped: the time is not that of an offer");
    }
  }

  @Benchmark
  @Threads(1)
  public boolean oneCaller() {
    return shipper.offer(new Event(1_559_347_200_000L));
  }

  @Benchmark
  @Threads(2)
  public boolean twoCallers() {
    return shipper.offer(new Event(1_559_347_200_000L));
  }

  private static final class Event extends Queued {
    private final long timestampMillis;

    Event(long timestampMillis) {
      this.timestampMillis = timestampMillis;
    }

    @Override
    public long timestampMillis() {
      return timestampMillis;
    }

    @Override
    public Severity severity() {
      return Severity.INFO;
    }

    @Override
    public int heapBytes() {
      return 48;
    }
  }

  private static final class Everything implements Destination {
    @Override
    public Delivery send(Batch batch) {
      return Delivery.accepted();
    }

    @Override
    public void close() {}
  }
}
