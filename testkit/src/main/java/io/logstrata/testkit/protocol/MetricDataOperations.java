package io.logstrata.testkit.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.metrics.Datapoint;
import io.logstrata.testkit.metrics.MetricStore;
import io.logstrata.testkit.rules.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** GetMetricData: statistics of metrics by period, in pages. */
final class MetricDataOperations {
  private static final int MOST_QUERIES = 500;
  private static final int MOST_DATAPOINTS = 100_800;
  private static final Set<String> ORDERS = Set.of("TimestampDescending", "TimestampAscending");
  private final MetricStore store;

  MetricDataOperations(MetricStore store) {
    this.store = store;
  }

  Map<String, Operation> all() {
    return Map.of("GetMetricData", this::get);
  }

  private void get(Input input, ObjectNode answer) {
    List<DataQuery> queries = queries(input);
    Instant start = input.requiredInstant("StartTime");
    Instant end = input.requiredInstant("EndTime");
    if (!start.isBefore(end)) {
      throw AlarmInput.invalid("The parameter StartTime must be less than the parameter EndTime.");
    }
    String order = input.optionalText("ScanBy").orElse("TimestampDescending");
    if (!ORDERS.contains(order)) {
      throw Refusal.constraint(order, "scanBy", "Member must satisfy enum value set: " + ORDERS);
    }
    boolean ascending = order.equals("TimestampAscending");
    int most = input.numberBetween("MaxDatapoints", 1, MOST_DATAPOINTS).orElse(MOST_DATAPOINTS);
    int skipped = input.has("NextToken") ? position(input.text("NextToken")) : 0;
    ArrayNode results = answer.putArray("MetricDataResults");
    int seen = 0;
    boolean more = false;
    for (DataQuery query : queries) {
      List<Datapoint> all = query.over(store, start, end, ascending);
      int from = Math.min(all.size(), Math.max(0, skipped - seen));
      int to = Math.min(all.size(), Math.max(from, skipped + most - seen));
      seen += all.size();
      more |= to < all.size();
      if (query.returned()) {
        show(results.addObject(), query, all.subList(from, to), to == all.size());
      }
    }
    if (more) {
      answer.put("NextToken", Paging.encode(String.valueOf(skipped + most)));
    }
    answer.putArray("Messages");
  }

  private static List<DataQuery> queries(Input input) {
    List<Input> given = input.list("MetricDataQueries");
    if (given == null) {
      throw Refusal.constraint(null, "metricDataQueries", "Member must not be null");
    }
    if (given.isEmpty() || given.size() > MOST_QUERIES) {
      throw AlarmInput.invalid(
          "The collection MetricDataQueries must have between 1 and "
              + MOST_QUERIES
              + " elements.");
    }
    List<DataQuery> queries = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Input one : given) {
      DataQuery query = DataQuery.of(one);
      if (!ids.add(query.id())) {
        throw AlarmInput.invalid("The value " + query.id() + " for parameter Id is not unique.");
      }
      queries.add(query);
    }
    return queries;
  }

  private static int position(String token) {
    try {
      return Math.max(0, Integer.parseInt(Paging.decode(token)));
    } catch (NumberFormatException | Refusal notOurs) {
      throw CloudWatchPaging.invalidToken();
    }
  }

  private static void show(
      ObjectNode shown, DataQuery query, List<Datapoint> points, boolean complete) {
    shown.put("Id", query.id());
    shown.put("Label", query.label());
    ArrayNode timestamps = shown.putArray("Timestamps");
    ArrayNode values = shown.putArray("Values");
    for (Datapoint point : points) {
      timestamps.addPOJO(point.at());
      values.add(point.value());
    }
    shown.put("StatusCode", complete ? "Complete" : "PartialData");
  }
}
