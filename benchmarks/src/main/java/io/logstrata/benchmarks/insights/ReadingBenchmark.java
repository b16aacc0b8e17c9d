package io.logstrata.benchmarks.insights;

import io.logstrata.insights.FilterPattern;
import io.logstrata.insights.Query;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From text to model; the goal for the seed's query is 20 microseconds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ReadingBenchmark {
  private static final String PATTERN =
      "{ $.level = \"error\" && $.statusCode != 400 && $.statusCode != 401 && $.statusCode != 403 && $.statusCode != 404 }";

  @Benchmark
  public Query query() {
    return Query.parse(SeedQuery.TEXT);
  }

  @Benchmark
  public FilterPattern pattern() {
    return FilterPattern.parse(PATTERN);
  }
}
