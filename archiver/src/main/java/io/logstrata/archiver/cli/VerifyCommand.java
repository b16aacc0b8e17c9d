package io.logstrata.archiver.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.archiver.aws.Aws;
import io.logstrata.archiver.config.Settings;
import io.logstrata.archiver.plan.Planner;
import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.run.Pace;
import io.logstrata.archiver.run.Partial;
import io.logstrata.archiver.verify.Checked;
import io.logstrata.archiver.verify.Finding;
import io.logstrata.archiver.verify.Verification;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Proves the archive anew. */
@Command(
    name = "verify",
    description = {
      "Reads again what the manifests list, and compares with the service while it still holds the"
          + " day.",
      "Looks at the archives of groups that the service no longer has, too, and for days without a"
          + " copy.",
      "Groups with days that are about to be deleted, without a final copy, come first.",
      "Ends with exit code 3 when a day is not as it should be; each is named."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class VerifyCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern SHARE = Pattern.compile("([0-9]{1,3})%");

  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Option(
      names = "--sample",
      paramLabel = "N%%",
      defaultValue = "100%",
      description =
          "Read and count this share of the days only, chosen by chance, such as 5%%; of the"
              + " others, manifest and sizes are looked at.")
  private String sample;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Mixin private ConfigOptions config;

  VerifyCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    double share = share();
    Settings settings = config.settings(environment);
    PrintWriter err = spec.commandLine().getErr();
    Map<Finding, Integer> counts = new EnumMap<>(Finding.class);
    List<String> problems;
    try (Aws aws = ConfigOptions.aws(settings)) {
      Verification verification =
          new Verification(
              aws.logSource(),
              aws.store(),
              settings.bucketLayout(),
              new Planner(settings.zone(), settings.settle()),
              Pace.real(),
              settings.countWith());
      Answer<Partial<Integer>> looked =
          verification.verify(
              settings.groups(),
              settings.lookbackDays(),
              settings.guardDays(),
              share,
              checked -> {
                print(checked);
                counts.merge(checked.finding(), 1, Integer::sum);
              });
      if (!looked.given()) {
        err.println("stopped: " + looked.reason());
        return ExitCode.FAILED;
      }
      problems = looked.get().problems();
      problems.forEach(problem -> err.println("failed: " + problem));
      if (!json) {
        spec.commandLine().getOut().println(sum(looked.get().value(), counts));
      }
    }
    if (!problems.isEmpty() || counts.keySet().stream().anyMatch(Finding::isFailure)) {
      return ExitCode.FAILED;
    }
    boolean differs = counts.keySet().stream().anyMatch(Finding::isDifference);
    return differs ? ExitCode.DIFFERENT : ExitCode.DONE;
  }

  private double share() {
    var matcher = SHARE.matcher(sample);
    int percent = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    if (percent < 1 || percent > 100) {
      throw new ParameterException(spec.commandLine(), "--sample " + sample + ": give 1% to 100%");
    }
    return percent / 100.0;
  }

  private void print(Checked checked) {
    PrintWriter out = spec.commandLine().getOut();
    if (!json) {
      out.println(
          String.format(
              Locale.ROOT,
              "%-18s %s %s%s",
              checked.finding(),
              checked.day(),
              checked.group(),
              checked.detail().isEmpty() ? "" : ": " + checked.detail()));
      return;
    }
    ObjectNode node = JSON.createObjectNode();
    node.put("group", checked.group());
    node.put("day", checked.day().toString());
    node.put("finding", checked.finding().name());
    node.put("detail", checked.detail());
    try {
      out.println(JSON.writeValueAsString(node));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can always be written", e);
    }
  }

  private static String sum(int looked, Map<Finding, Integer> counts) {
    StringBuilder text = new StringBuilder("days=").append(looked);
    counts.forEach((finding, count) -> text.append(' ').append(finding).append('=').append(count));
    return text.toString();
  }
}
