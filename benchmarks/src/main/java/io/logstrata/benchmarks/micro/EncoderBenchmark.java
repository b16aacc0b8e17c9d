package io.logstrata.benchmarks.micro;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.logstrata.appender.json.JsonEventEncoder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.infra.Blackhole;
import org.slf4j.event.KeyValuePair;

/** One event to JSON. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncoderBenchmark {
  /** What the event carries besides a message of 200 characters. */
  @Param({"nothing", "keyValues", "exception"})
  public String carries;

  private final JsonEventEncoder encoder = new JsonEventEncoder();
  private LoggingEvent event;

  @Setup
  public void prepare() {
    encoder.start();
    Throwable thrown = carries.equals("exception") ? new IllegalStateException("no") : null;
    event =
        new LoggingEvent(
            "fqcn",
            new LoggerContext().getLogger("com.umma.Orders"),
            Level.INFO,
            "x".repeat(200),
            thrown,
            null);
    event.setMDCPropertyMap(Map.of());
    if (carries.equals("keyValues")) {
      event.setKeyValuePairs(
          List.of(new KeyValuePair("statusCode", 404), new KeyValuePair("userId", "u-1")));
    }
  }

  @Benchmark
  public byte[] encode() {
    return encoder.encode(event);
  }

  /** As the appender has it. */
  @Benchmark
  public void encodeQuoted(Blackhole target) {
    encoder.encodeQuoted(event, 1 << 20, (quoted, length, utf8Bytes) -> target.consume(length));
  }
}
