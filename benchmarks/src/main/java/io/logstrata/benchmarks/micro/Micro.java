package io.logstrata.benchmarks.micro;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs them all, with what each operation allocates: {@code mvn -Pmicro -pl benchmarks -am verify
 * -DskipTests}.
 *
 * <pre>Micro RESULT.txt</pre>
 */
public final class Micro {
  private Micro() {}

  public static void main(String[] args) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include("io.logstrata.benchmarks.micro")
            .addProfiler(GCProfiler.class)
            .resultFormat(org.openjdk.jmh.results.format.ResultFormatType.TEXT)
            .result(args[0])
            .build();
    var results = new Runner(options).run();
    if (results.isEmpty()) {
      throw new IllegalStateException("no benchmark was found");
    }
  }
}
