package io.logstrata.benchmarks.sidebyside;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the appender must reach: ratios within one run, because absolute numbers are the machine's.
 */
final class Gates {
  private final Measured ours;
  private final Map<String, Measured> results;
  private final List<String> lines = new ArrayList<>();

  private Gates(Measured ours, Map<String, Measured> results) {
    this.ours = ours;
    this.results = results;
  }

  /**
   * One line for each gate of the scenario; where a candidate that it compares with is missing or
   * has lost events, a line that says so.
   */
  static List<String> of(Scenario scenario, Map<String, Measured> results) {
    Measured ours = results.get("logstrata");
    if (ours == null) {
      return List.of("- FAILED: logstrata gave no result");
    }
    Gates gates = new Gates(ours, results);
    gates.nothingLost(scenario);
    switch (scenario.name()) {
      case "fast" -> gates.asFastAsItGoes();
      case "latency500" -> gates.withALateService();
      default -> {}
    }
    return gates.lines;
  }

  /** Whether this line says so. */
  static boolean isMet(String line) {
    return line.startsWith("- met: ");
  }

  private void nothingLost(Scenario scenario) {
    lines.add(atMost("events lost", (double) ours.lost(), 0));
    Measured oneSend = results.get("logstrata-one-send");
    if (oneSend != null) {
      lines.add(atMost("events lost with one send at a time", (double) oneSend.lost(), 0));
    } else if (scenario.perSecond() == 0) {
      lines.add("- FAILED: logstrata with one send at a time gave no result");
    }
  }

  private void asFastAsItGoes() {
    against(
        "kdgregory",
        peer -> {
          lines.add(
              atLeast(
                  "delivered/s against kdgregory (aim: 5)",
                  ratio((double) ours.deliveredPerSecond(), (double) peer.deliveredPerSecond()),
                  3));
          lines.add(
              atMost(
                  "CPU an event against kdgregory (aim: 0.25)",
                  ratio(ours.cpuMicrosPerEvent(), peer.cpuMicrosPerEvent()),
                  0.4));
          lines.add(atMost("caller p50 against kdgregory", ratio(p50(ours), p50(peer)), 0.125));
        });
    against(
        "async-floor",
        async -> {
          against(
              "raw-floor",
              raw ->
                  lines.add(
                      atMost(
                          "CPU an event against both floors together",
                          ratio(
                              ours.cpuMicrosPerEvent(),
                              async.cpuMicrosPerEvent() + raw.cpuMicrosPerEvent()),
                          2)));
          lines.add(atMost("caller p50 against AsyncAppender", ratio(p50(ours), p50(async)), 1));
          lines.add(
              atMost(
                  "caller bytes against AsyncAppender",
                  ratio(ours.callerBytesPerEvent(), async.callerBytesPerEvent()),
                  1.1));
        });
  }

  private void withALateService() {
    against(
        "async-floor",
        async ->
            lines.add(
                atMost(
                    "caller p99.99 against AsyncAppender",
                    ratio(ours.callerNanos().get(3), async.callerNanos().get(3)),
                    2)));
  }

  private void against(String candidate, Consumer<Measured> gates) {
    Measured other = results.get(candidate);
    if (other == null) {
      lines.add("- NOT COMPARED: " + candidate + " gave no result");
    } else if (other.lost() > 0) {
      // Its rate is that of what arrived, and it spared itself the rest.
      lines.add("- NOT COMPARED: " + candidate + " lost " + other.lost() + " events");
    } else {
      gates.accept(other);
    }
  }

  private static double p50(Measured measured) {
    return measured.callerNanos().get(0);
  }

  private static double ratio(double one, double other) {
    return one / Math.max(other, 1e-9);
  }

  private static String atLeast(String what, double value, double limit) {
    return line(value >= limit, what, value, "at least", limit);
  }

  private static String atMost(String what, double value, double limit) {
    return line(value <= limit, what, value, "at most", limit);
  }

  private static String line(boolean met, String what, double value, String bound, double limit) {
    return String.format(
        Locale.ROOT, "- %s: %s %.3f (%s %s)", met ? "met" : "MISSED", what, value, bound, limit);
  }
}
