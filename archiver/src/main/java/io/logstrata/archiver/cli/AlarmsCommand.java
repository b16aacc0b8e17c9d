package io.logstrata.archiver.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.archiver.aws.SetupAws;
import io.logstrata.archiver.config.Settings;
import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.setup.AlarmReport;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the alarms. */
@Command(
    name = "alarms",
    description = {
      "Prints each declared alarm's state, the last sums that it went by, newest first, and the"
          + " newest events that its filter matches in the same time.",
      "The events are asked for by an Insights query, which is charged by the bytes it scans."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class AlarmsCommand implements Callable<Integer> {
  private static final int MOST_EVENTS = 1_000;

  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many events to show of each alarm; 0 asks for none. Default: 5.")
  private int events;

  @Option(names = "--json", description = "Print one JSON object an alarm.")
  private boolean json;

  @Mixin private ConfigOptions config;

  AlarmsCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    if (events < 0 || events > MOST_EVENTS) {
      throw new ParameterException(
          spec.commandLine(), "--events " + events + ": give 0 to " + MOST_EVENTS);
    }
    Settings settings = config.settings(environment);
    PrintWriter err = spec.commandLine().getErr();
    if (settings.declaration().alarms().isEmpty()) {
      err.println("configuration: no alarm is declared: give \"alarms\"");
      return ExitCode.USAGE;
    }
    try (SetupAws aws = ConfigOptions.setupAws(settings)) {
      Answer<List<AlarmReport>> reports =
          aws.alarms().look(settings.declaration().alarms(), events, Instant.now());
      if (!reports.given()) {
        err.println("stopped: " + reports.reason());
        return ExitCode.FAILED;
      }
      reports.get().forEach(json ? this::object : this::table);
      boolean missing =
          reports.get().stream().anyMatch(report -> report.state().equals(AlarmReport.MISSING));
      return missing ? ExitCode.DIFFERENT : ExitCode.DONE;
    }
  }

  private void table(AlarmReport report) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        String.format(Locale.ROOT, "%-17s %s", report.state(), report.name())
            + report
                .since()
                .map(since -> ", since " + since.truncatedTo(ChronoUnit.SECONDS))
                .orElse("")
            + (report.reason().isEmpty() ? "" : ": " + report.reason()));
    report
        .datapoints()
        .forEach(point -> out.println("  " + point.at() + "  sum " + plain(point.sum())));
    if (report.datapoints().isEmpty()) {
      out.println("  no data from " + report.from() + " to " + report.to());
    }
    report
        .events()
        .forEach(
            event ->
                out.println("  " + event.at() + "  " + event.logStream() + "  " + event.message()));
    if (!report.remark().isEmpty()) {
      out.println("  " + report.remark());
    }
  }

  private void object(AlarmReport report) {
    ObjectNode node =
        Json.object()
            .put("alarm", report.name())
            .put("state", report.state())
            .put("reason", report.reason());
    report.since().ifPresent(since -> node.put("since", since.toString()));
    node.put("from", report.from().toString()).put("to", report.to().toString());
    ArrayNode points = node.putArray("datapoints");
    report
        .datapoints()
        .forEach(
            point -> points.addObject().put("at", point.at().toString()).put("sum", point.sum()));
    ArrayNode matching = node.putArray("events");
    report
        .events()
        .forEach(
            event ->
                matching
                    .addObject()
                    .put("at", event.at().toString())
                    .put("stream", event.logStream())
                    .put("message", event.message()));
    spec.commandLine().getOut().println(Json.line(node.put("remark", report.remark())));
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
