package io.logstrata.testkit.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.metrics.AlarmSettings;
import io.logstrata.testkit.metrics.Datapoint;
import io.logstrata.testkit.metrics.MetricAlarm;
import java.util.List;
import java.util.Map;

/** An alarm as DescribeAlarms shows it. */
final class AlarmAnswer {
  private AlarmAnswer() {}

  static void show(ObjectNode shown, MetricAlarm alarm) {
    AlarmSettings settings = alarm.settings();
    shown.put("AlarmName", settings.name());
    shown.put("AlarmArn", alarm.arn());
    settings.description().ifPresent(text -> shown.put("AlarmDescription", text));
    shown.putPOJO("AlarmConfigurationUpdatedTimestamp", alarm.configuredAt());
    shown.put("ActionsEnabled", settings.actions().enabled());
    texts(shown.putArray("OKActions"), settings.actions().ok());
    texts(shown.putArray("AlarmActions"), settings.actions().alarm());
    texts(shown.putArray("InsufficientDataActions"), settings.actions().insufficientData());
    shown.put("StateValue", alarm.state().name());
    shown.put("StateReason", alarm.reason());
    if (!alarm.datapoints().isEmpty()) {
      shown.put("StateReasonData", reasonData(alarm));
    }
    shown.putPOJO("StateUpdatedTimestamp", alarm.updatedAt());
    shown.putPOJO("StateTransitionedTimestamp", alarm.transitionedAt());
    shown.put("MetricName", settings.metric().name());
    shown.put("Namespace", settings.metric().namespace());
    shown.put("Statistic", settings.statistic().word());
    ArrayNode dimensions = shown.putArray("Dimensions");
    for (Map.Entry<String, String> one : settings.metric().dimensions().entrySet()) {
      dimensions.addObject().put("Name", one.getKey()).put("Value", one.getValue());
    }
    AlarmSettings.Condition condition = settings.condition();
    shown.put("Period", condition.periodSeconds());
    settings.unit().ifPresent(unit -> shown.put("Unit", unit));
    shown.put("EvaluationPeriods", condition.periods());
    settings.given().datapointsToAlarm().ifPresent(it -> shown.put("DatapointsToAlarm", it));
    shown.put("Threshold", condition.threshold());
    shown.put("ComparisonOperator", condition.comparison().word());
    settings.given().treatMissingData().ifPresent(it -> shown.put("TreatMissingData", it));
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  private static String reasonData(MetricAlarm alarm) {
    AlarmSettings settings = alarm.settings();
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("version", "1.0");
    data.put("queryDate", alarm.updatedAt().toString());
    data.put("statistic", settings.statistic().word());
    data.put("period", settings.condition().periodSeconds());
    ArrayNode recent = data.putArray("recentDatapoints");
    data.put("threshold", settings.condition().threshold());
    ArrayNode evaluated = data.putArray("evaluatedDatapoints");
    for (Datapoint point : alarm.datapoints()) {
      recent.insert(0, point.value());
      evaluated.addObject().put("timestamp", point.at().toString()).put("value", point.value());
    }
    return data.toString();
  }
}
