package io.logstrata.samples.cluster;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process of a service: logs, counts on its own what it logged, and says so in its last line on
 * stdout.
 *
 * <pre>
 * Worker traffic COUNT SEED         COUNT made-up entries
 * Worker replay FILE SHARE OF       lines SHARE, SHARE + OF, SHARE + 2 OF … of a JSON-lines file
 * Worker endless SEED               until killed; prints the number of each entry after logging it
 * </pre>
 */
public final class Worker {
  private static final Logger LOG = LoggerFactory.getLogger("io.logstrata.samples.shop");

  private int written;
  private int specialErrors;

  private Worker() {}

  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Instant started = Instant.now();
    Worker worker = new Worker();
    switch (args[0]) {
      case "traffic" -> worker.traffic(Integer.parseInt(args[1]), Long.parseLong(args[2]));
      case "replay" ->
          worker.replay(Path.of(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
      case "endless" -> worker.endless(Long.parseLong(args[1]), out);
      default ->
          throw new IllegalArgumentException(
              "first word traffic, replay or endless, not " + args[0]);
    }
    // Nothing here flushes or stops Logback: the appender's own shutdown hook delivers what is
    // still waiting.
    out.println(
        new WorkerReport(worker.written, worker.specialErrors, started, Instant.now()).toLine());
  }

  private void traffic(int count, long seed) {
    Traffic traffic = new Traffic(seed);
    for (int number = 0; number < count; number++) {
      log(traffic.next(number));
    }
  }

  private void replay(Path file, int share, int of) throws IOException {
    JsonLines.forEach(
        file,
        (entry, index) -> {
          if (index % of == share) {
            log(entry);
          }
        });
  }

  private void endless(long seed, PrintStream out) {
    Traffic traffic = new Traffic(seed);
    while (true) {
      log(traffic.next(written));
      out.println(written - 1);
      // As fast as a busy service, and not as fast as a loop: no network takes that for long.
      LockSupport.parkNanos(200_000);
    }
  }

  private void log(Entry entry) {
    entry.logTo(LOG);
    written++;
    if (entry.isSpecialError()) {
      specialErrors++;
    }
  }
}
