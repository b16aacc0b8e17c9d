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
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Handing an event over, from one thread and from two, while the sender takes them away. Callers
 * are faster than it is, and so each round begins with an empty queue and offers no more than it
 * holds: nobody waits, and nothing is refused.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 100)
@Measurement(iterations = 100)
public class OfferBenchmark {
  private static final byte[] MESSAGE = {'{', '}'};
  private static final int ROUND = 500_000;

  private Shipper<Queued> shipper;

  @Setup
  public void start() {
    ShipperOptions options =
        new ShipperOptions(
            64L << 20, Duration.ZERO, Duration.ofMillis(100), 1, RetryPolicy.STANDARD);
    shipper =
        new Shipper<>(
            options,
            (event, target) -> target.utf8(MESSAGE),
            (report, millis, target) -> target.utf8(MESSAGE),
            new Everything(),
            ShipperListener.NONE);
    shipper.start(Thread::new);
  }

  @Setup(Level.Iteration)
  public void empty() throws InterruptedException {
    if (!shipper.flush(Duration.ofSeconds(30))) {
      throw new IllegalStateException("the sender did not come to an end");
    }
  }

  @TearDown
  public void stop() {
    if (shipper.stop(Duration.ofSeconds(30)).dropped() > 0) {
      throw new IllegalStateException("events were dropped: the time is not that of an offer");
    }
  }

  @Benchmark
  @OperationsPerInvocation(ROUND)
  @Threads(1)
  public void oneCaller() {
    offer();
  }

  @Benchmark
  @OperationsPerInvocation(ROUND)
  @Threads(2)
  public void twoCallers() {
    offer();
  }

  private void offer() {
    for (int i = 0; i < ROUND; i++) {
      boolean unused = shipper.offer(new Event(1_559_347_200_000L));
    }
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
