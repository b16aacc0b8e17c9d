package io.logstrata.testkit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.metrics.AlarmActions;
import io.logstrata.testkit.metrics.AlarmSettings;
import io.logstrata.testkit.metrics.MetricAlarm;
import io.logstrata.testkit.rules.Account;
import io.logstrata.testkit.topics.TopicDesk;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alarms publish to topics, as one service calls the other; the message is CloudWatch's JSON. */
final class AlarmNotices implements AlarmActions {
  private static final Logger LOG = LoggerFactory.getLogger(AlarmNotices.class);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private final Account account;
  private final TopicDesk topics;

  AlarmNotices(Account account, TopicDesk topics) {
    this.account = account;
    this.topics = topics;
  }

  @Override
  public void perform(String action, MetricAlarm alarm, AlarmChange change) {
    String name = alarm.settings().name();
    if (!action.startsWith("arn:aws:sns:")) {
      LOG.warn("The testkit performs no action {}, which the alarm {} asks for", action, name);
      return;
    }
    Optional<String> problem =
        topics.publishFor(
            "cloudwatch.amazonaws.com",
            Map.of(
                "aws:sourceowner", account.accountId(),
                "aws:sourceaccount", account.accountId(),
                "aws:sourcearn", alarm.arn()),
            action,
            change.to() + ": \"" + name + "\" in " + account.region(),
            message(alarm, change),
            change.at());
    problem.ifPresent(why -> LOG.warn("The alarm {} cannot publish to {}: {}", name, action, why));
  }

  private String message(MetricAlarm alarm, AlarmChange change) {
    AlarmSettings settings = alarm.settings();
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("AlarmName", settings.name());
    message.put("AlarmDescription", settings.description().orElse(null));
    message.put("AWSAccountId", account.accountId());
    message.put("AlarmConfigurationUpdatedTimestamp", shown(alarm.configuredAt()));
    message.put("NewStateValue", change.to().name());
    message.put("NewStateReason", change.reason());
    message.put("StateChangeTime", shown(change.at()));
    message.put("Region", account.region());
    message.put("AlarmArn", alarm.arn());
    message.put("OldStateValue", change.from().name());
    texts(message.putArray("OKActions"), settings.actions().ok());
    texts(message.putArray("AlarmActions"), settings.actions().alarm());
    texts(message.putArray("InsufficientDataActions"), settings.actions().insufficientData());
    trigger(message.putObject("Trigger"), settings);
    return message.toString();
  }

  private static void trigger(ObjectNode trigger, AlarmSettings settings) {
    trigger.put("MetricName", settings.metric().name());
    trigger.put("Namespace", settings.metric().namespace());
    trigger.put("StatisticType", "Statistic");
    trigger.put("Statistic", settings.statistic().name());
    trigger.put("Unit", settings.unit().orElse(null));
    ArrayNode dimensions = trigger.putArray("Dimensions");
    settings
        .metric()
        .dimensions()
        .forEach((name, value) -> dimensions.addObject().put("value", value).put("name", name));
    AlarmSettings.Condition condition = settings.condition();
    trigger.put("Period", condition.periodSeconds());
    trigger.put("EvaluationPeriods", condition.periods());
    settings
        .given()
        .datapointsToAlarm()
        .ifPresent(points -> trigger.put("DatapointsToAlarm", points));
    trigger.put("ComparisonOperator", condition.comparison().word());
    trigger.put("Threshold", condition.threshold());
    trigger.put("TreatMissingData", condition.missingData().word());
    trigger.put("EvaluateLowSampleCountPercentile", "");
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  private static String shown(Instant time) {
    return TIME.format(time);
  }
}
