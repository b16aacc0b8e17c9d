package io.logstrata.archiver.cli;

import io.logstrata.archiver.aws.SetupAws;
import io.logstrata.archiver.config.Settings;
import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.setup.FilterTrial;
import io.logstrata.archiver.setup.declare.DeclaredAlarm;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;

/** Tries each declared filter on sample messages. */
final class FilterTryout {
  private final PrintWriter out;
  private final PrintWriter err;
  private final Settings settings;
  private final boolean json;
  private final boolean offline;

  FilterTryout(CommandLine commandLine, Settings settings, boolean json, boolean offline) {
    this.out = commandLine.getOut();
    this.err = commandLine.getErr();
    this.settings = settings;
    this.json = json;
    this.offline = offline;
  }

  int run(Path file) throws InterruptedException {
    if (settings.declaration().alarms().isEmpty()) {
      err.println("configuration: no alarm is declared, so there is no filter to try");
      return ExitCode.USAGE;
    }
    SampleMessages samples;
    try {
      samples = SampleMessages.read(file);
    } catch (IOException e) {
      err.println("--test-filters: " + e.getMessage());
      return ExitCode.USAGE;
    }
    List<String> messages = samples.texts();
    boolean agreed = true;
    try (SetupAws aws = offline ? null : ConfigOptions.setupAws(settings)) {
      for (DeclaredAlarm alarm : settings.declaration().alarms()) {
        Set<Integer> here = FilterTrial.matches(alarm, messages, Instant.now());
        Optional<Set<Integer>> there = Optional.empty();
        if (aws != null) {
          Answer<Set<Integer>> asked =
              aws.environment().matches(alarm.filter().pattern(), messages);
          if (!asked.given()) {
            err.println("stopped: " + asked.reason() + " (--offline leaves the service out)");
            return ExitCode.FAILED;
          }
          there = Optional.of(asked.get());
        }
        for (int i = 0; i < messages.size(); i++) {
          agreed &=
              print(alarm, samples.lines().get(i), messages.get(i), here.contains(i), there, i);
        }
        if (!json) {
          out.println(
              alarm.name()
                  + " messages="
                  + messages.size()
                  + " matched="
                  + here.size()
                  + there.map(matched -> " service=" + matched.size()).orElse(""));
        }
      }
    }
    return agreed ? ExitCode.DONE : ExitCode.DIFFERENT;
  }

  /** Whether the service, if it was asked, says the same. */
  private boolean print(
      DeclaredAlarm alarm,
      int line,
      String message,
      boolean here,
      Optional<Set<Integer>> there,
      int index) {
    Optional<Boolean> service = there.map(matched -> matched.contains(index));
    boolean agreed = service.isEmpty() || service.get() == here;
    if (json) {
      var node = Json.object().put("alarm", alarm.name()).put("line", line).put("matches", here);
      service.ifPresent(matched -> node.put("service", matched));
      out.println(Json.line(node.put("message", message)));
    } else {
      out.println(
          (agreed ? here ? "match    " : "no match " : "DISAGREE ")
              + alarm.name()
              + " line "
              + line
              + (agreed ? "" : ": " + words("here", here) + ", " + words("service", !here))
              + ": "
              + message);
    }
    return agreed;
  }

  private static String words(String who, boolean matched) {
    return who + (matched ? " it matches" : " it does not match");
  }
}
