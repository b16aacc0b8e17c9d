package io.logstrata.testkit.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.logs.LogStore;
import io.logstrata.testkit.logs.QueryDesk;
import io.logstrata.testkit.logs.QueryRequest;
import io.logstrata.testkit.logs.QueryRun;
import io.logstrata.testkit.rules.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Logs Insights queries. */
final class QueryOperations {
  private static final int MOST_GROUPS = 50;
  private static final int LONGEST_QUERY = 10_000;
  private static final int MOST_ROWS = 100_000;
  private static final int PAGE_ROWS = 10_000;
  private static final int PAGE_QUERIES = 1_000;
  private static final Set<String> STATUSES =
      new TreeSet<>(
          List.of("Cancelled", "Complete", "Failed", "Running", "Scheduled", "Timeout", "Unknown"));
  private final LogStore store;
  private final QueryDesk desk;

  QueryOperations(LogStore store, QueryDesk desk) {
    this.store = store;
    this.desk = desk;
  }

  Map<String, Operation> all() {
    return Map.of(
        "StartQuery", this::start,
        "GetQueryResults", this::results,
        "StopQuery", this::stop,
        "DescribeQueries", this::describe);
  }

  private void start(Input input, ObjectNode answer) {
    String language = input.optionalText("queryLanguage").orElse("CWLI");
    if (!language.equals("CWLI")) {
      throw Refusal.invalidParameter(
          "The testkit answers queries in CWLI only, not in " + language + ".");
    }
    String text = input.requiredText("queryString");
    if (text.length() > LONGEST_QUERY) {
      throw Refusal.constraint(
          "[" + text.length() + " characters]",
          "queryString",
          "Member must have length less than or equal to " + LONGEST_QUERY);
    }
    long start = input.requiredTime("startTime");
    long end = input.requiredTime("endTime");
    if (start > end) {
      throw Refusal.invalidParameter("Query's start time is after its end time.");
    }
    OptionalInt limit = input.numberBetween("limit", 1, MOST_ROWS);
    answer.put("queryId", desk.start(new QueryRequest(groups(input), start, end, text, limit)));
  }

  private List<String> groups(Input input) {
    List<List<String>> given = new ArrayList<>();
    if (input.has("logGroupName")) {
      given.add(List.of(input.text("logGroupName")));
    }
    if (input.has("logGroupNames")) {
      given.add(input.texts("logGroupNames"));
    }
    if (input.has("logGroupIdentifiers")) {
      given.add(
          input.texts("logGroupIdentifiers").stream().map(store.account()::groupName).toList());
    }
    if (given.size() != 1 || given.get(0).isEmpty()) {
      throw Refusal.invalidParameter(
          "Exactly one of logGroupName, logGroupNames and logGroupIdentifiers must be given.");
    }
    List<String> groups = given.get(0);
    if (groups.size() > MOST_GROUPS) {
      throw Refusal.constraint(
          "[" + groups.size() + " groups]",
          "logGroupNames",
          "Member must have length less than or equal to " + MOST_GROUPS);
    }
    return groups;
  }

  private void results(Input input, ObjectNode answer) {
    QueryRun run = desk.find(input.requiredText("queryId"));
    int most = input.numberBetween("maxItems", 1, PAGE_ROWS).orElse(PAGE_ROWS);
    List<Map<String, String>> rows = run.rows();
    int from = 0;
    if (input.has("nextToken")) {
      from = position(Paging.decode(input.text("nextToken")), rows.size());
    }
    int to = Math.min(from + most, rows.size());
    ArrayNode shown = answer.putArray("results");
    for (Map<String, String> row : rows.subList(from, to)) {
      ArrayNode cells = shown.addArray();
      row.forEach((field, value) -> cells.addObject().put("field", field).put("value", value));
    }
    answer.put("status", run.status().word());
    answer.put("queryLanguage", "CWLI");
    answer
        .putObject("statistics")
        .put("recordsMatched", (double) rows.size())
        .put("recordsScanned", (double) run.recordsScanned())
        .put("bytesScanned", (double) run.bytesScanned());
    if (to < rows.size()) {
      answer.put("nextToken", Paging.encode(String.valueOf(to)));
    }
  }

  private static int position(String text, int rows) {
    try {
      int position = Integer.parseInt(text);
      if (position >= 0 && position <= rows) {
        return position;
      }
    } catch (NumberFormatException notOurs) {
      throw Paging.invalidToken();
    }
    throw Paging.invalidToken();
  }

  private void stop(Input input, ObjectNode answer) {
    desk.stop(input.requiredText("queryId"));
    answer.put("success", true);
  }

  private void describe(Input input, ObjectNode answer) {
    Optional<String> group = input.optionalText("logGroupName");
    Optional<String> status = input.optionalText("status");
    if (status.isPresent() && !STATUSES.contains(status.get())) {
      throw Refusal.constraint(
          status.get(), "status", "Member must satisfy enum value set: " + STATUSES);
    }
    boolean asked = input.optionalText("queryLanguage").map("CWLI"::equals).orElse(true);
    List<QueryRun> chosen = new ArrayList<>();
    for (QueryRun run : desk.all()) {
      boolean wanted =
          asked
              && group.map(run.request().groups()::contains).orElse(true)
              && status.map(run.status().word()::equals).orElse(true);
      if (wanted) {
        chosen.add(0, run);
      }
    }
    int most = input.numberBetween("maxResults", 1, PAGE_QUERIES).orElse(PAGE_QUERIES);
    ArrayNode queries = answer.putArray("queries");
    for (QueryRun run : Paging.page(chosen, QueryRun::id, input, most, answer)) {
      queries
          .addObject()
          .put("queryLanguage", "CWLI")
          .put("queryId", run.id())
          .put("queryString", run.request().text())
          .put("status", run.status().word())
          .put("createTime", run.startedMillis())
          .put("logGroupName", run.request().groups().get(0));
    }
  }
}
