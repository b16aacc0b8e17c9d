package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.testkit.Fault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;

/** The seed's whole environment: applied, drifted, mended. */
final class SetupSeedTest extends SetupCloudTest {
  @Test
  void an_empty_account_becomes_the_seeds_environment() {
    assertThat(run(UMMA, "setup")).isZero();
    assertThat(out.toString())
        .contains("create      log group umma-production: retentionDays 90")
        .contains("create      topic umma-alarms")
        .contains("things=15 create=15 change=0 unchanged=0 foreign=0 unconfirmed=0 cannot=0");
    assertThat(changes()).isZero();

    assertThat(run(UMMA, "setup", "--apply")).isZero();

    assertThat(err.toString()).isEmpty();
    assertThat(logs.describeLogGroups(all -> {}).logGroups())
        .extracting(LogGroup::logGroupName, LogGroup::retentionInDays)
        .extracting(Object::toString)
        .containsExactlyInAnyOrder(
            "(\"/aws/lambda/export-cloudwatch-logs-to-s3\", 30)",
            "(\"/aws/rds/instance/umma-db-production/error\", 90)",
            "(\"/aws/rds/instance/umma-db-staging2/error\", 90)",
            "(\"RDSOSMetrics\", 90)",
            "(\"umma-development\", 7)",
            "(\"umma-production\", 90)",
            "(\"umma-staging\", 30)");
    assertThat(
            logs.describeMetricFilters(filters -> filters.logGroupName("umma-staging"))
                .metricFilters())
        .singleElement()
        .satisfies(
            filter -> {
              assertThat(filter.filterName()).isEqualTo("level-error-special");
              assertThat(filter.filterPattern())
                  .isEqualTo(
                      "{ ($.level = \"error\") && (($.statusCode NOT EXISTS) || ($.statusCode IS"
                          + " NULL) || (($.statusCode != 400) && ($.statusCode != 401) &&"
                          + " ($.statusCode != 403) && ($.statusCode != 404))) }");
              assertThat(filter.metricTransformations().get(0).metricNamespace())
                  .isEqualTo("LogMetrics");
              assertThat(filter.metricTransformations().get(0).metricName())
                  .isEqualTo("umma-staging-error-special");
            });
    MetricAlarm alarm = alarm();
    assertThat(alarm.statistic()).isEqualTo(Statistic.SUM);
    assertThat(alarm.treatMissingData()).isEqualTo("notBreaching");
    assertThat(alarm.alarmActions()).containsExactly(TOPIC);
    assertThat(alarm.alarmDescription())
        .startsWith("Events of umma-production where level is \"error\"");
    assertThat(cloud.mailbox("on-call@example.com")).hasSize(1);
  }

  @Test
  void applied_again_there_is_nothing_to_do_and_unconfirmed_addresses_are_named() {
    assertThat(run(UMMA, "setup", "--apply")).isZero();
    long changes = changes();

    assertThat(run(UMMA, "setup", "--apply")).isZero();

    assertThat(changes()).isEqualTo(changes);
    assertThat(out.toString())
        .contains(
            "unconfirmed subscription umma-alarms/on-call@example.com: gets nothing until the link"
                + " in the mail from AWS is followed")
        .contains("things=15 create=0 change=0 unchanged=13 foreign=0 unconfirmed=2 cannot=0");
    assertThat(run(UMMA, "setup", "--check")).isEqualTo(3);
    cloud.confirmSubscription("on-call@example.com").confirmSubscription("backend@example.com");
    assertThat(run(UMMA, "setup", "--check")).isZero();
  }

  @Test
  void drifted_in_every_attribute_each_is_found_and_mended() {
    assertThat(run(UMMA, "setup", "--apply")).isZero();
    cloud.confirmSubscription("on-call@example.com").confirmSubscription("backend@example.com");
    drift();

    assertThat(run(UMMA, "setup", "--check")).isEqualTo(3);

    assertThat(out.toString())
        .contains("change      log group umma-development: retentionDays 14 -> 7")
        .contains("create      log group RDSOSMetrics: retentionDays 90")
        .contains(
            "change      bucket backup.cloudwatch.umma: public access open -> closed, CloudWatch"
                + " Logs kept out -> let in")
        .contains(
            "change      metric filter umma-production/level-error-special: pattern ERROR -> {")
        .contains("metric Other/other -> LogMetrics/umma-production-error-special, value 2 -> 1")
        .contains("default value 3 -> none, unit Bytes -> None")
        .contains(
            "change      alarm umma-production-error-special: metric Other/other ->"
                + " LogMetrics/umma-production-error-special, statistic Average -> Sum, comparison"
                + " LessThanThreshold -> GreaterThanOrEqualToThreshold, threshold 2.5 -> 1, period"
                + " PT5M -> PT1M, periods 3 -> 1, datapoints to alarm 2 -> 1, missingData ignore ->"
                + " notBreaching, actions off -> on, topic none -> umma-alarms")
        .contains("create      alarm umma-staging-error-special")
        .contains(
            "foreign     subscription umma-alarms/other@example.com: gets the topic's messages by"
                + " email, and is not declared: left alone")
        .contains("foreign     metric filter umma-staging/other: is not declared: left alone");

    assertThat(run(UMMA, "setup", "--apply")).isZero();
    assertThat(run(UMMA, "setup", "--check")).isZero();
    assertThat(alarm().okActions()).containsExactly(TOPIC);
    assertThat(alarm().alarmDescription()).isEqualTo("ours");
    assertThat(
            logs.describeMetricFilters(filters -> filters.logGroupName("umma-staging"))
                .metricFilters())
        .hasSize(2);
  }

  private void drift() {
    logs.putRetentionPolicy(put -> put.logGroupName("umma-development").retentionInDays(14));
    logs.deleteLogGroup(delete -> delete.logGroupName("RDSOSMetrics"));
    s3.putPublicAccessBlock(
        put ->
            put.bucket("backup.cloudwatch.umma")
                .publicAccessBlockConfiguration(block -> block.blockPublicAcls(true)));
    s3.deleteBucketPolicy(delete -> delete.bucket("backup.cloudwatch.umma"));
    MetricTransformation other =
        MetricTransformation.builder()
            .metricNamespace("Other")
            .metricName("other")
            .metricValue("2")
            .defaultValue(3.0)
            .unit("Bytes")
            .build();
    logs.putMetricFilter(
        put ->
            put.logGroupName(PRODUCTION)
                .filterName("level-error-special")
                .filterPattern("ERROR")
                .metricTransformations(other));
    logs.putMetricFilter(
        put ->
            put.logGroupName("umma-staging")
                .filterName("other")
                .filterPattern("")
                .metricTransformations(other));
    metrics.putMetricAlarm(
        put ->
            put.alarmName("umma-production-error-special")
                .alarmDescription("ours")
                .namespace("Other")
                .metricName("other")
                .statistic(Statistic.AVERAGE)
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                .threshold(2.5)
                .period(300)
                .evaluationPeriods(3)
                .datapointsToAlarm(2)
                .treatMissingData("ignore")
                .actionsEnabled(false)
                .okActions(TOPIC));
    metrics.deleteAlarms(delete -> delete.alarmNames("umma-staging-error-special"));
    topics.subscribe(
        subscribe -> subscribe.topicArn(TOPIC).protocol("email").endpoint("other@example.com"));
  }

  @Test
  void a_step_that_fails_is_named_and_what_does_not_need_it_is_done() {
    cloud.faults().next("PutMetricFilter", Fault.PERMISSION_MISSING, 1);

    assertThat(run(UMMA, "setup", "--apply")).isEqualTo(1);

    assertThat(err.toString())
        .contains(
            "failed: metric filter umma-production/level-error-special: logs:PutMetricFilter was"
                + " denied")
        .contains(
            "skipped: alarm umma-production-error-special: needs the metric filter"
                + " umma-production/level-error-special, which failed");
    assertThat(out.toString()).contains("done alarm umma-staging-error-special: put");
    assertThat(run(UMMA, "setup", "--apply")).isZero();
  }

  @Test
  void keys_and_tags_are_given_and_undeclared_tags_stay() throws Exception {
    String key = "arn:aws:kms:ap-northeast-2:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    logs.createLogGroup(create -> create.logGroupName("g").tags(Map.of("cost", "1", "team", "x")));
    var config =
        config(
            ", \"logGroups\": [ { \"name\": \"g\", \"kmsKey\": \"%s\", \"tags\": { \"team\": \"y\" } }, {"
                    .formatted(key)
                + " \"name\": \"new\", \"class\": \"INFREQUENT_ACCESS\", \"kmsKey\": \"%s\" } ],"
                    .formatted(key)
                + " \"bucket\": { \"kmsKey\": \"%s\" }".formatted(key));

    assertThat(run(config, "setup", "--apply")).isZero();

    assertThat(err.toString()).isEmpty();
    assertThat(run(config, "setup", "--check")).isZero();
    String arn = "arn:aws:logs:ap-northeast-2:123456789012:log-group:g";
    assertThat(logs.listTagsForResource(list -> list.resourceArn(arn)).tags())
        .isEqualTo(Map.of("cost", "1", "team", "y"));
    assertThat(logs.describeLogGroups(all -> {}).logGroups())
        .extracting(LogGroup::kmsKeyId)
        .isEqualTo(List.of(key, key));
  }

  @Test
  void a_metric_filter_at_a_group_of_infrequent_access_is_refused_before_it_is_tried() {
    logs.createLogGroup(
        create -> create.logGroupName(PRODUCTION).logGroupClass("INFREQUENT_ACCESS"));

    assertThat(run(UMMA, "setup", "--apply")).isEqualTo(1);

    assertThat(err.toString())
        .contains(
            "failed: metric filter umma-production/level-error-special: the group is of the class"
                + " INFREQUENT_ACCESS, which has no metric filters")
        .contains("skipped: alarm umma-production-error-special");
    assertThat(cloud.calls("PutMetricFilter")).hasSize(1);
  }

  private MetricAlarm alarm() {
    return metrics
        .describeAlarms(alarms -> alarms.alarmNames("umma-production-error-special"))
        .metricAlarms()
        .get(0);
  }
}
