package io.logstrata.benchmarks.insights;

import io.logstrata.insights.ErrorFilter;
import io.logstrata.insights.evaluate.Event;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The special-error predicate over events whose JSON was read before; the goal is 200 ns. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ParsedPredicateBenchmark {
  private static final int EVENTS = 1_000;

  private final List<Event> events = JsonLines.events(EVENTS);
  private final Predicate<Event> predicate = ErrorFilter.special().toPredicate();

  @Setup
  public void read() {
    matching();
  }

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public int matching() {
    int matching = 0;
    for (Event event : events) {
      if (predicate.test(event)) {
        matching++;
      }
    }
    return matching;
  }
}
