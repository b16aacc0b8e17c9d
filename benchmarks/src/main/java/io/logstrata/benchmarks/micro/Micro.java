package io.logstrata.benchmarks.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logstrata.benchmarks.MeasuredOn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs them all, with what each operation allocates: {@code mvn -Pmicro -pl benchmarks -am verify
 * -DskipTests}.
 *
 * <pre>Micro RESULT.md COMMIT</pre>
 */
public final class Micro {
  private Micro() {}

  public static void main(String[] args) throws RunnerException, IOException {
    Options options =
        new OptionsBuilder()
            .include("io.logstrata.benchmarks.micro")
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .build();
    Collection<RunResult> results = new Runner(options).run();
    if (results.isEmpty()) {
      throw new IllegalStateException("no benchmark was found");
    }
    Path target = Path.of(args[0]).toAbsolutePath();
    Files.createDirectories(target.getParent());
    Files.writeString(target, report(results, args[1]));
  }

  private static String report(Collection<RunResult> results, String commit) {
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    ResultFormatFactory.getInstance(ResultFormatType.TEXT, new PrintStream(table, true, UTF_8))
        .writeOut(results);
    return "# Encoding an event, and handing it over\n\n"
        + MeasuredOn.text(commit)
        + ". `gc.alloc.rate.norm` is what one operation allocates; beside an offer, what the sender does"
        + " meanwhile.\n\n```text\n"
        + table.toString(UTF_8).strip()
        + "\n```\n";
  }
}
