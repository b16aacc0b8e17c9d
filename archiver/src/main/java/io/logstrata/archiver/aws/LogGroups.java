package io.logstrata.archiver.aws;

import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;

/** Single log groups and metric filters, by their whole names. */
final class LogGroups {
  private final CloudWatchLogsClient logs;

  LogGroups(CloudWatchLogsClient logs) {
    this.logs = logs;
  }

  CloudWatchLogsClient client() {
    return logs;
  }

  /** The service knows prefixes only; the name itself comes first of all that begin with it. */
  Optional<LogGroup> group(String name) {
    return logs
        .describeLogGroupsPaginator(request -> request.logGroupNamePrefix(name))
        .logGroups()
        .stream()
        .filter(group -> group.logGroupName().equals(name))
        .findFirst();
  }

  Optional<MetricFilter> filter(String group, String name) {
    return logs
        .describeMetricFiltersPaginator(
            request -> request.logGroupName(group).filterNamePrefix(name))
        .metricFilters()
        .stream()
        .filter(filter -> filter.filterName().equals(name))
        .findFirst();
  }

  /** As calls about tags want it: without the {@code :*} at its end. */
  static String arn(LogGroup group) {
    String arn = group.logGroupArn() == null ? group.arn() : group.logGroupArn();
    return arn.endsWith(":*") ? arn.substring(0, arn.length() - 2) : arn;
  }
}
