package io.logstrata.benchmarks.insights;

import io.logstrata.insights.ErrorFilter;
import io.logstrata.insights.Query;
import io.logstrata.insights.evaluate.Event;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/**
 * The goals in time of the processor instead of time on the wall: for machines that have other
 * work, where JMH counts the waiting as well. Not a replacement for JMH on a quiet one.
 */
public final class ProcessorTime {
  private static final int EVENTS = 100_000;
  private static final int ROUNDS = 15;
  private static final int READINGS = 20_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private int blackhole;

  private ProcessorTime() {}

  /** Prints one line for each goal. */
  public static void main(String... arguments) {
    new ProcessorTime().print(System.out);
  }

  private void print(PrintStream out) {
    List<Event> events = JsonLines.events(EVENTS);
    double megabytes = JsonLines.bytes(events) / 1e6;
    Query seed = Query.parse(SeedQuery.TEXT);
    double raw = best(() -> seed.over(events.stream()).size());
    Predicate<Event> special = ErrorFilter.special().toPredicate();
    List<Event> few = events.subList(0, 1_000);
    double parsed =
        best(
            () -> {
              int matching = 0;
              for (int i = 0; i < 100; i++) {
                for (Event event : few) {
                  matching += special.test(event) ? 1 : 0;
                }
              }
              return matching;
            });
    double reading =
        best(
            () -> {
              int commands = 0;
              for (int i = 0; i < READINGS; i++) {
                commands += Query.parse(SeedQuery.TEXT).pipeline().commands().size();
              }
              return commands;
            });
    out.printf(
        Locale.ROOT, "predicate over a read event %8.1f ns%n", parsed * 1e9 / (few.size() * 100));
    out.printf(Locale.ROOT, "seed's query over raw lines %8.1f MB/s%n", megabytes / raw);
    out.printf(Locale.ROOT, "reading the seed's query    %8.1f us%n", reading * 1e6 / READINGS);
    out.println("(" + blackhole + " results, so that none was computed for nothing)");
  }

  /** Seconds of this thread's processor time that the fastest of some rounds took. */
  private double best(IntSupplier work) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long before = THREADS.getCurrentThreadCpuTime();
      blackhole += work.getAsInt();
      best = Math.min(best, THREADS.getCurrentThreadCpuTime() - before);
    }
    return best / 1e9;
  }
}
