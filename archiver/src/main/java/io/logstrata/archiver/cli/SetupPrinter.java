package io.logstrata.archiver.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.archiver.setup.Application.Outcome;
import io.logstrata.archiver.setup.Application.Result;
import io.logstrata.archiver.setup.Difference;
import io.logstrata.archiver.setup.Item;
import io.logstrata.archiver.setup.Plan;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints plans, and what became of them. */
final class SetupPrinter {
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;

  SetupPrinter(PrintWriter out, PrintWriter err, boolean json) {
    this.out = out;
    this.err = err;
    this.json = json;
  }

  void plan(Plan plan) {
    plan.warnings().forEach(warning -> err.println("warning: " + warning));
    plan.items().forEach(json ? this::object : this::line);
    if (!json) {
      StringBuilder sum = new StringBuilder("things=").append(plan.items().size());
      for (Item.State state : Item.State.values()) {
        sum.append(' ').append(word(state)).append('=').append(plan.count(state));
      }
      out.println(sum);
    }
  }

  private void line(Item item) {
    String differences =
        item.differences().stream()
            .map(
                difference ->
                    difference.old().equals(Difference.NONE) && item.state() == Item.State.CREATE
                        ? difference.attribute() + " " + difference.wanted()
                        : difference.toString())
            .collect(Collectors.joining(", "));
    out.println(
        String.format(Locale.ROOT, "%-11s %s", word(item.state()), item.thing())
            + (differences.isEmpty() ? "" : ": " + differences)
            + (item.remark().isEmpty() ? "" : ": " + item.remark()));
  }

  private void object(Item item) {
    ObjectNode node =
        Json.object()
            .put("plan", word(item.state()))
            .put("kind", item.thing().kind().text())
            .put("name", item.thing().name());
    ArrayNode differences = node.putArray("differences");
    for (Difference difference : item.differences()) {
      differences
          .addObject()
          .put("attribute", difference.attribute())
          .put("old", difference.old())
          .put("wanted", difference.wanted());
    }
    out.println(Json.line(node.put("remark", item.remark())));
  }

  void outcome(Outcome outcome) {
    String result = outcome.result().name().toLowerCase(Locale.ROOT);
    if (json) {
      out.println(
          Json.line(
              Json.object()
                  .put("step", result)
                  .put("kind", outcome.thing().kind().text())
                  .put("name", outcome.thing().name())
                  .put("detail", outcome.detail())));
    } else if (outcome.result() == Result.DONE) {
      out.println(result + " " + outcome.thing() + ": " + outcome.detail());
    }
    if (outcome.result() != Result.DONE) {
      err.println(result + ": " + outcome.thing() + ": " + outcome.detail());
    }
  }

  private static String word(Item.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
