package io.logstrata.archiver.aws;

import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.setup.Actual;
import io.logstrata.archiver.setup.Environment;
import io.logstrata.archiver.setup.Step;
import io.logstrata.archiver.setup.declare.Declaration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** CloudWatch Logs, CloudWatch, SNS and S3 of an account. */
final class AwsEnvironment implements Environment {
  // API reference, TestMetricFilter: logEventMessages.
  private static final int MOST_MESSAGES = 50;

  private final EnvironmentReader reader;
  private final StepTaker steps;
  private final CloudWatchLogsClient logs;

  AwsEnvironment(EnvironmentReader reader, StepTaker steps, CloudWatchLogsClient logs) {
    this.reader = reader;
    this.steps = steps;
    this.logs = logs;
  }

  @Override
  public Answer<Actual> read(Declaration declaration) throws InterruptedException {
    return reader.read(declaration);
  }

  @Override
  public Answer<String> perform(Step step) throws InterruptedException {
    return steps.take(step);
  }

  @Override
  public Answer<Set<Integer>> matches(String pattern, List<String> messages)
      throws InterruptedException {
    Set<String> matched = new HashSet<>();
    try {
      for (int from = 0; from < messages.size(); from += MOST_MESSAGES) {
        List<String> some = messages.subList(from, Math.min(messages.size(), from + MOST_MESSAGES));
        logs.testMetricFilter(test -> test.filterPattern(pattern).logEventMessages(some))
            .matches()
            // AWS's texts disagree whether eventNumber counts from 0 or from 1; equal messages have
            // equal answers.
            .forEach(match -> matched.add(match.eventMessage()));
      }
    } catch (SdkException e) {
      return Failures.answer("logs:TestMetricFilter", e);
    }
    Set<Integer> numbers = new TreeSet<>();
    for (int i = 0; i < messages.size(); i++) {
      if (matched.contains(messages.get(i))) {
        numbers.add(i);
      }
    }
    return Answer.of(numbers);
  }
}
