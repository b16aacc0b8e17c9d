package io.logstrata.archiver.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Walks a definition in the Amazon States Language as far as the samples use it: Pass, Task with
 * Retry and Catch, Choice, Wait, Succeed, Fail, and paths of plain names. What it does not know
 * fails the test.
 */
final class StateMachine {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_STEPS = 5000;

  private final JsonNode definition;
  private final Consumer<Duration> waiting;
  private final List<String> visited = new ArrayList<>();

  /** The function behind every task. */
  interface Function {
    JsonNode call(JsonNode input) throws Exception;
  }

  /** How an execution ended. */
  record Ended(boolean succeeded, JsonNode output, String error, String cause) {}

  StateMachine(Path file, Consumer<Duration> waiting) throws IOException {
    this.definition = JSON.readTree(Files.readString(file));
    this.waiting = waiting;
  }

  /** The states in the order in which they were entered; a retry enters again. */
  List<String> visited() {
    return visited;
  }

  Ended run(JsonNode input, Function function) {
    String name = definition.path("StartAt").asText();
    JsonNode data = input;
    for (int step = 0; step < MOST_STEPS; step++) {
      JsonNode state = definition.path("States").path(name);
      visited.add(name);
      switch (state.path("Type").asText()) {
        case "Succeed" -> {
          return new Ended(true, data, "", "");
        }
        case "Fail" -> {
          return new Ended(false, data, text(state, data, "Error"), text(state, data, "Cause"));
        }
        case "Pass" -> {
          data = put(data, state.path("ResultPath").asText("$"), state.path("Result"));
          name = state.path("Next").asText();
        }
        case "Wait" -> {
          waiting.accept(Duration.ofSeconds(state.path("Seconds").asInt()));
          name = state.path("Next").asText();
        }
        case "Choice" -> name = choice(state, data);
        case "Task" -> {
          Done done = task(state, data, function);
          if (done.uncaught().isPresent()) {
            return done.uncaught().get();
          }
          data = done.output();
          name = done.next();
        }
        default -> throw new AssertionError("a state that the test does not know: " + state);
      }
    }
    throw new AssertionError("does not end: " + visited.subList(0, 50) + "...");
  }

  private record Done(JsonNode output, String next, Optional<Ended> uncaught) {}

  private Done task(JsonNode state, JsonNode data, Function function) {
    Map<JsonNode, Integer> attempts = new HashMap<>();
    while (true) {
      Exception thrown;
      try {
        return new Done(function.call(data), state.path("Next").asText(), Optional.empty());
      } catch (Exception e) {
        thrown = e;
      }
      // Lambda reports an exception of Java by the name of its class.
      String error = thrown.getClass().getName();
      Optional<JsonNode> retrier = first(state.path("Retry"), error);
      int before = retrier.map(each -> attempts.getOrDefault(each, 0)).orElse(0);
      if (retrier.isPresent() && before < retrier.get().path("MaxAttempts").asInt(3)) {
        attempts.put(retrier.get(), before + 1);
        waiting.accept(pause(retrier.get(), before));
        visited.add("retry");
        continue;
      }
      String cause = String.valueOf(thrown.getMessage());
      Optional<JsonNode> catcher = first(state.path("Catch"), error);
      if (catcher.isEmpty()) {
        return new Done(data, "", Optional.of(new Ended(false, data, error, cause)));
      }
      ObjectNode report = JSON.createObjectNode().put("Error", error).put("Cause", cause);
      return new Done(
          put(data, catcher.get().path("ResultPath").asText("$"), report),
          catcher.get().path("Next").asText(),
          Optional.empty());
    }
  }

  private static Duration pause(JsonNode retrier, int before) {
    double seconds =
        retrier.path("IntervalSeconds").asInt(1)
            * Math.pow(retrier.path("BackoffRate").asDouble(2), before);
    return Duration.ofSeconds(
        (long) Math.min(seconds, retrier.path("MaxDelaySeconds").asDouble(Double.MAX_VALUE)));
  }

  private static Optional<JsonNode> first(JsonNode rules, String error) {
    for (JsonNode rule : rules) {
      for (JsonNode name : rule.path("ErrorEquals")) {
        if (name.asText().equals(error) || name.asText().equals("States.ALL")) {
          return Optional.of(rule);
        }
      }
    }
    return Optional.empty();
  }

  private static String choice(JsonNode state, JsonNode data) {
    for (JsonNode rule : state.path("Choices")) {
      if (holds(rule, data)) {
        return rule.path("Next").asText();
      }
    }
    return state.path("Default").asText();
  }

  private static boolean holds(JsonNode rule, JsonNode data) {
    if (rule.has("And")) {
      for (JsonNode part : rule.path("And")) {
        if (!holds(part, data)) {
          return false;
        }
      }
      return true;
    }
    JsonNode value = at(data, rule.path("Variable").asText());
    if (rule.has("IsPresent")) {
      return value.isMissingNode() != rule.path("IsPresent").asBoolean();
    }
    if (rule.has("BooleanEquals")) {
      if (value.isMissingNode()) {
        // As the service: an execution fails when a path leads nowhere.
        throw new AssertionError("there is no " + rule.path("Variable").asText() + " in " + data);
      }
      return value.isBoolean() && value.equals(rule.path("BooleanEquals"));
    }
    throw new AssertionError("a comparison that the test does not know: " + rule);
  }

  private static String text(JsonNode state, JsonNode data, String member) {
    return state.has(member + "Path")
        ? at(data, state.path(member + "Path").asText()).asText()
        : state.path(member).asText();
  }

  private static JsonNode at(JsonNode data, String path) {
    return data.at(path.substring(1).replace('.', '/'));
  }

  private static JsonNode put(JsonNode data, String path, JsonNode value) {
    if (path.equals("$")) {
      return value;
    }
    ObjectNode changed = ((ObjectNode) data).deepCopy();
    changed.set(path.substring(2), value);
    return changed;
  }
}
