package io.logstrata.testkit.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.StoredEvent;
import io.logstrata.testkit.logs.LogEvent;
import io.logstrata.testkit.logs.LogGroup;
import io.logstrata.testkit.logs.LogStore;
import io.logstrata.testkit.logs.QueryLanguage;
import io.logstrata.testkit.rules.Limits;
import io.logstrata.testkit.rules.Names;
import io.logstrata.testkit.rules.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** GetLogEvents and FilterLogEvents: events sorted by time, in pages of at most a mebibyte. */
final class ReadOperations {
  private static final int MOST_STREAMS = 100;
  private final LogStore store;
  private final QueryLanguage language;
  private final BooleanSupplier emptyPages;

  /**
   * Reads from the store.
   *
   * @param emptyPages whether FilterLogEvents starts with a page that holds nothing but a token
   */
  ReadOperations(LogStore store, QueryLanguage language, BooleanSupplier emptyPages) {
    this.store = store;
    this.language = language;
    this.emptyPages = emptyPages;
  }

  Map<String, Operation> all() {
    return Map.of("GetLogEvents", this::get, "FilterLogEvents", this::filter);
  }

  private void get(Input input, ObjectNode answer) {
    LogGroup group = readable(input);
    String stream = Names.stream(input.text("logStreamName"));
    group.stream(stream);
    long start = input.number("startTime").orElse(Long.MIN_VALUE);
    long end = input.number("endTime").orElse(Long.MAX_VALUE);
    int limit = input.numberBetween("limit", 1, Limits.PAGE_EVENTS).orElse(Limits.PAGE_EVENTS);
    List<LogStore.Found> all =
        store.read(
            group,
            stream::equals,
            event -> event.timestampMillis() >= start && event.timestampMillis() < end);
    EventPage page =
        input.has("nextToken")
            ? EventPage.following(all, input.text("nextToken"), limit)
            : EventPage.first(all, input.flag("startFromHead", false), limit);
    ArrayNode events = answer.putArray("events");
    for (LogStore.Found found : page.events()) {
      show(events.addObject(), found.event());
    }
    answer.put("nextForwardToken", page.forwardToken());
    answer.put("nextBackwardToken", page.backwardToken());
  }

  private void filter(Input input, ObjectNode answer) {
    LogGroup group = readable(input);
    Predicate<String> streams = streams(input);
    long start = input.number("startTime").orElse(Long.MIN_VALUE);
    long end = input.number("endTime").orElse(Long.MAX_VALUE);
    int limit = input.numberBetween("limit", 1, Limits.PAGE_EVENTS).orElse(Limits.PAGE_EVENTS);
    Optional<String> pattern = MetricFilterOperations.pattern(input);
    Predicate<StoredEvent> wanted = pattern.map(language::pattern).orElse(event -> true);
    ArrayNode events = answer.putArray("events");
    answer.putArray("searchedLogStreams");
    if (!input.has("nextToken") && emptyPages.getAsBoolean()) {
      answer.put("nextToken", FilterToken.start(store.clock()).text());
      return;
    }
    FilterToken token =
        input.has("nextToken")
            ? FilterToken.parse(input.text("nextToken"), store.clock())
            : FilterToken.start(store.clock());
    List<LogStore.Found> found =
        store
            .read(
                group,
                streams,
                event ->
                    event.timestampMillis() >= start
                        && event.timestampMillis() <= end
                        && token.isBefore(event))
            .stream()
            .filter(one -> wanted.test(one.stored(group.name())))
            .toList();
    EventPage page = EventPage.first(found, true, limit);
    for (LogStore.Found one : page.events()) {
      ObjectNode shown = events.addObject();
      shown.put("logStreamName", one.stream());
      show(shown, one.event());
      shown.put("eventId", one.event().id());
    }
    if (page.events().size() < found.size()) {
      LogEvent last = page.events().get(page.events().size() - 1).event();
      answer.put("nextToken", FilterToken.after(last, store.clock()).text());
    }
  }

  private LogGroup readable(Input input) {
    LogGroup group = Groups.named(input, store);
    if (group.logClass().equals("INFREQUENT_ACCESS")) {
      throw Refusal.invalidParameter(
          "This operation is not supported for log groups of the Infrequent Access class.");
    }
    return group;
  }

  private static Predicate<String> streams(Input input) {
    List<String> names = input.texts("logStreamNames");
    Optional<String> prefix = input.optionalText("logStreamNamePrefix");
    if (!names.isEmpty() && prefix.isPresent()) {
      throw Refusal.invalidParameter(
          "logStreamNamePrefix and logStreamNames are mutually exclusive parameters.");
    }
    if (names.size() > MOST_STREAMS) {
      throw Refusal.constraint(
          "[" + names.size() + " streams]",
          "logStreamNames",
          "Member must have length less than or equal to " + MOST_STREAMS);
    }
    if (!names.isEmpty()) {
      return names::contains;
    }
    return name -> prefix.map(name::startsWith).orElse(true);
  }

  private static void show(ObjectNode shown, LogEvent event) {
    shown.put("timestamp", event.timestampMillis());
    shown.put("message", event.message());
    shown.put("ingestionTime", event.ingestionMillis());
  }
}
