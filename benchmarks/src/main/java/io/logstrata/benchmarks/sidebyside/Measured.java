package io.logstrata.benchmarks.sidebyside;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What one candidate did in one scenario.
 *
 * @param deliveredPerSecond from the first call to the last arrival
 * @param cpuMicrosPerEvent CPU time of the candidate's whole process
 * @param callerNanos p50, p99, p99.9, p99.99 and maximum of one logging call
 * @param callerBytesPerEvent what the calling threads allocated
 * @param heapPeakMebibytes the highest use of the heap
 * @param flushMillis from the last call to the last arrival
 */
record Measured(
    long deliveredPerSecond,
    long lost,
    long duplicated,
    double cpuMicrosPerEvent,
    List<Integer> callerNanos,
    double callerBytesPerEvent,
    long heapPeakMebibytes,
    long flushMillis) {
  static final String TITLES =
      "delivered/s | lost | duplicated | CPU µs/event | call p50 ns | p99 | p99.9 | p99.99 | max | caller B/event"
          + " | heap peak MiB | flush ms";

  /** Of each measure on its own; of what is lost or doubled, the worst. */
  static Measured median(List<Measured> runs) {
    return new Measured(
        (long) median(runs, Measured::deliveredPerSecond),
        runs.stream().mapToLong(Measured::lost).max().orElseThrow(),
        runs.stream().mapToLong(Measured::duplicated).max().orElseThrow(),
        median(runs, Measured::cpuMicrosPerEvent),
        IntStream.range(0, runs.get(0).callerNanos().size())
            .mapToObj(i -> (int) median(runs, run -> run.callerNanos().get(i)))
            .toList(),
        median(runs, Measured::callerBytesPerEvent),
        (long) median(runs, Measured::heapPeakMebibytes),
        (long) median(runs, Measured::flushMillis));
  }

  private static double median(List<Measured> runs, ToDoubleFunction<Measured> measure) {
    double[] sorted = runs.stream().mapToDouble(measure).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  String toRow() {
    return String.format(
        Locale.ROOT,
        "%,d | %d | %d | %.2f | %,d | %,d | %,d | %,d | %,d | %.0f | %d | %,d",
        deliveredPerSecond,
        lost,
        duplicated,
        cpuMicrosPerEvent,
        callerNanos.get(0),
        callerNanos.get(1),
        callerNanos.get(2),
        callerNanos.get(3),
        callerNanos.get(4),
        callerBytesPerEvent,
        heapPeakMebibytes,
        flushMillis);
  }

  String toLine() {
    return String.join(
        " ",
        Long.toString(deliveredPerSecond),
        Long.toString(lost),
        Long.toString(duplicated),
        Double.toString(cpuMicrosPerEvent),
        String.join(",", callerNanos.stream().map(Object::toString).toList()),
        Double.toString(callerBytesPerEvent),
        Long.toString(heapPeakMebibytes),
        Long.toString(flushMillis));
  }

  static Measured ofLine(String line) {
    String[] words = line.split(" ", -1);
    return new Measured(
        Long.parseLong(words[0]),
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Double.parseDouble(words[3]),
        Arrays.stream(words[4].split(",", -1)).map(Integer::valueOf).toList(),
        Double.parseDouble(words[5]),
        Long.parseLong(words[6]),
        Long.parseLong(words[7]));
  }
}
