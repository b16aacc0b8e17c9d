package io.logstrata.benchmarks.insights;

import io.logstrata.insights.Query;
import io.logstrata.insights.Row;
import io.logstrata.insights.evaluate.Event;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole queries over lines that nobody has read yet, on one core; the goal for the seed's query is
 * 500 MB a second. The other query has no text to look for in the line, so that it reads the JSON
 * of each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RawLinesBenchmark {
  private static final int EVENTS = 100_000;
  private static final double MEGABYTE = 1e6;

  @Param({"seed", "no-word-to-look-for"})
  private String query;

  private final List<Event> events = JsonLines.events(EVENTS);
  private final double megabytes = JsonLines.bytes(events) / MEGABYTE;
  private Query compiled;

  /** Megabytes of lines a second, beside JMH's count of runs. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Volume {
    private double read;

    /** JMH reads this and divides it by the time. */
    public double megabytes() {
      return read;
    }

    @Setup(org.openjdk.jmh.annotations.Level.Iteration)
    public void reset() {
      read = 0;
    }
  }

  @Setup
  public void read() {
    compiled =
        Query.parse(
            query.equals("seed")
                ? SeedQuery.TEXT
                : "filter statusCode >= 500 | sort @timestamp desc | limit 100");
  }

  @Benchmark
  public List<Row> rows(Volume volume) {
    volume.read += megabytes;
    return compiled.over(events.stream());
  }
}
