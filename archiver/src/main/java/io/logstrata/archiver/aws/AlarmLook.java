package io.logstrata.archiver.aws;

import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.setup.AlarmReport;
import io.logstrata.archiver.setup.AlarmReport.Datapoint;
import io.logstrata.archiver.setup.AlarmReport.MatchingEvent;
import io.logstrata.archiver.setup.AlarmSource;
import io.logstrata.archiver.setup.declare.DeclaredAlarm;
import io.logstrata.insights.Fields;
import io.logstrata.insights.Filter;
import io.logstrata.insights.Query;
import io.logstrata.insights.Row;
import io.logstrata.insights.run.QueryResult;
import io.logstrata.insights.run.QueryRunner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** Alarms with their datapoints in CloudWatch, and events in CloudWatch Logs. */
final class AlarmLook implements AlarmSource {
  private final CloudWatchClient metrics;
  private final QueryRunner queries;

  AlarmLook(CloudWatchClient metrics, CloudWatchLogsClient logs) {
    this.metrics = metrics;
    this.queries = new QueryRunner(logs);
  }

  @Override
  public Answer<List<AlarmReport>> look(List<DeclaredAlarm> alarms, int events, Instant now)
      throws InterruptedException {
    List<AlarmReport> reports = new ArrayList<>();
    for (DeclaredAlarm alarm : alarms) {
      String doing = "cloudwatch:DescribeAlarms";
      try {
        Optional<MetricAlarm> there =
            metrics
                .describeAlarms(request -> request.alarmNames(alarm.name()))
                .metricAlarms()
                .stream()
                .findFirst();
        doing = "cloudwatch:GetMetricData";
        reports.add(report(alarm, there, events, now));
      } catch (SdkException e) {
        return Failures.answer(doing, e);
      }
    }
    return Answer.of(reports);
  }

  private AlarmReport report(
      DeclaredAlarm alarm, Optional<MetricAlarm> there, int events, Instant now)
      throws InterruptedException {
    long period = alarm.periodSeconds();
    // The service likes whole periods; the one that goes on is looked at as well.
    Instant to = Instant.ofEpochSecond((now.getEpochSecond() / period + 1) * period);
    Instant from = to.minus(AlarmReport.window(alarm.period(), alarm.periods()));
    List<MatchingEvent> matching = new ArrayList<>();
    String remark = matching(alarm, events, from, to, matching);
    return new AlarmReport(
        alarm.name(),
        there.map(MetricAlarm::stateValueAsString).orElse(AlarmReport.MISSING),
        there
            .map(found -> Objects.requireNonNullElse(found.stateReason(), ""))
            .orElse("there is no such alarm: see setup"),
        there.map(MetricAlarm::stateUpdatedTimestamp),
        from,
        to,
        datapoints(alarm, from, to),
        matching,
        remark);
  }

  private List<Datapoint> datapoints(DeclaredAlarm alarm, Instant from, Instant to) {
    MetricDataQuery sums =
        MetricDataQuery.builder()
            .id("events")
            .metricStat(
                stat ->
                    stat.stat(DeclaredAlarm.STATISTIC)
                        .period(alarm.periodSeconds())
                        .metric(
                            metric ->
                                metric
                                    .namespace(alarm.metricNamespace())
                                    .metricName(alarm.metricName())))
            .build();
    List<Datapoint> datapoints = new ArrayList<>();
    for (MetricDataResult result :
        metrics
            .getMetricDataPaginator(
                request ->
                    request
                        .startTime(from)
                        .endTime(to)
                        .scanBy(ScanBy.TIMESTAMP_DESCENDING)
                        .metricDataQueries(sums))
            .metricDataResults()) {
      for (int i = 0; i < result.timestamps().size(); i++) {
        datapoints.add(new Datapoint(result.timestamps().get(i), result.values().get(i)));
      }
    }
    return datapoints;
  }

  /** Adds the newest events, or says why there are none to be had. */
  private String matching(
      DeclaredAlarm alarm, int events, Instant from, Instant to, List<MatchingEvent> matching)
      throws InterruptedException {
    Optional<Filter> filter = alarm.filter().toFilter();
    if (events == 0) {
      return "";
    }
    if (filter.isEmpty()) {
      return "no query can ask what this pattern asks";
    }
    Query newest =
        Query.fields(Fields.TIMESTAMP, Fields.LOG_STREAM, Fields.MESSAGE)
            .filter(filter.get())
            .sort(Fields.TIMESTAMP.descending())
            .limit(events);
    QueryResult result = queries.run(newest, List.of(alarm.logGroup()), from, to);
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while the service looked for events");
    }
    if (result.outcome() != QueryResult.Outcome.COMPLETE) {
      return "the events could not be asked for: " + result.outcome() + ", " + result.message();
    }
    for (Row row : result.rows()) {
      matching.add(
          new MatchingEvent(
              row.time("@timestamp"),
              row.find("@logStream").orElse(""),
              row.find("@message").orElse("")));
    }
    return "";
  }
}
