package io.logstrata.archiver.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.archiver.aws.Aws;
import io.logstrata.archiver.config.Settings;
import io.logstrata.archiver.plan.Planner;
import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.run.DayState;
import io.logstrata.archiver.run.GroupStatus;
import io.logstrata.archiver.run.Pace;
import io.logstrata.archiver.run.Partial;
import io.logstrata.archiver.run.Status;
import java.io.PrintWriter;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows how far the archive is. */
@Command(
    name = "status",
    description = {
      "Shows the days of each group as a calendar, one line a month: # archived, ~ copied but not"
          + " final or not yet counted, . due, ! about to be deleted by the service, without a"
          + " final copy, o adopted from an older archive.",
      "Groups with days about to be deleted come first; those that the service no longer has come"
          + " last, marked as gone.",
      "Ends with exit code 3 when a day is about to be deleted unarchived."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class StatusCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object a group, with every day.")
  private boolean json;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description =
          "always, never, or auto: on a terminal, unless the variable NO_COLOR is set. Default:"
              + " auto.")
  private String color;

  @Mixin private ConfigOptions config;

  StatusCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    CommandLine.Help.Ansi ansi = ansi();
    Settings settings = config.settings(environment);
    try (Aws aws = ConfigOptions.aws(settings)) {
      Answer<Partial<List<GroupStatus>>> status =
          new Status(
                  aws.logSource(),
                  aws.store(),
                  settings.bucketLayout(),
                  new Planner(settings.zone(), settings.settle()),
                  Pace.real())
              .of(settings.groups(), settings.lookbackDays(), settings.guardDays());
      if (!status.given()) {
        spec.commandLine().getErr().println("stopped: " + status.reason());
        return ExitCode.FAILED;
      }
      List<GroupStatus> groups = status.get().value();
      groups.forEach(json ? this::printJson : group -> printCalendar(group, ansi));
      status
          .get()
          .problems()
          .forEach(problem -> spec.commandLine().getErr().println("failed: " + problem));
      if (!status.get().problems().isEmpty()) {
        return ExitCode.FAILED;
      }
      boolean atRisk = groups.stream().anyMatch(group -> group.count(DayState.AT_RISK) > 0);
      return atRisk ? ExitCode.DIFFERENT : ExitCode.DONE;
    }
  }

  private CommandLine.Help.Ansi ansi() {
    boolean coloured =
        switch (color) {
          case "always" -> true;
          case "never" -> false;
          // As https://no-color.org has it: set to anything but nothing.
          case "auto" ->
              Main.terminal(spec).out() && environment.getOrDefault("NO_COLOR", "").isEmpty();
          default ->
              throw new ParameterException(
                  spec.commandLine(), "--color " + color + ": give auto, always or never");
        };
    return coloured ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF;
  }

  private void printCalendar(GroupStatus group, CommandLine.Help.Ansi ansi) {
    PrintWriter out = spec.commandLine().getOut();
    StringBuilder sum = new StringBuilder(group.group()).append(group.gone() ? " (gone)" : "");
    for (DayState state : DayState.values()) {
      // Most archives have no older one below them, and most readers never heard of any.
      if (state == DayState.ADOPTED && group.count(state) == 0) {
        continue;
      }
      sum.append(' ').append(word(state)).append('=').append(group.count(state));
    }
    out.println(sum);
    Map<YearMonth, StringBuilder> months = new TreeMap<>();
    Map<YearMonth, Integer> signs = new HashMap<>();
    group
        .days()
        .forEach(
            (day, state) -> {
              StringBuilder month =
                  months.computeIfAbsent(YearMonth.from(day), any -> new StringBuilder());
              int before = signs.getOrDefault(YearMonth.from(day), 0);
              month.append(" ".repeat(day.getDayOfMonth() - 1 - before));
              signs.put(YearMonth.from(day), day.getDayOfMonth());
              month.append(ansi.string(coloured(state)));
            });
    months.forEach((month, line) -> out.println("  " + month + " " + line));
  }

  private static String coloured(DayState state) {
    String colour =
        switch (state) {
          case ARCHIVED -> "green";
          case COPIED -> "yellow";
          case DUE -> "faint";
          case AT_RISK -> "bold,red";
          case ADOPTED -> "cyan";
        };
    return "@|" + colour + " " + state.sign() + "|@";
  }

  private static String word(DayState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void printJson(GroupStatus group) {
    ObjectNode node = JSON.createObjectNode().put("group", group.group());
    if (group.gone()) {
      node.put("gone", true);
    }
    ObjectNode days = node.putObject("days");
    group.days().forEach((day, state) -> days.put(day.toString(), state.name()));
    try {
      spec.commandLine().getOut().println(JSON.writeValueAsString(node));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can always be written", e);
    }
  }
}
