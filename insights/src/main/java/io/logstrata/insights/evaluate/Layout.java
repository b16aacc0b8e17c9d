package io.logstrata.insights.evaluate;

import io.logstrata.insights.model.Structures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Which field lies in which slot of a row, and how the slots are filled from an event. */
final class Layout {
  private static final Map<String, Function<Event, Value>> SYSTEM =
      Map.of(
          "@timestamp", event -> Value.time(event.timestamp().toEpochMilli()),
          "@message", event -> Value.text(event.message()),
          "@logStream", event -> event.logStream().isEmpty() ? null : Value.text(event.logStream()),
          "@log", Event::log,
          "@ingestionTime",
              event ->
                  event.ingestionTime().map(time -> Value.time(time.toEpochMilli())).orElse(null));

  private final Map<String, Integer> slots = new HashMap<>();
  private final Structures structures = new Structures();
  private final FieldTree json = new FieldTree();
  private final List<Function<Event, Value>> system = new ArrayList<>();
  private final List<Integer> systemSlots = new ArrayList<>();
  private final List<Integer> jsonSlots = new ArrayList<>();

  /**
   * The slot of this field, which is read from the event unless it was made by a command before.
   */
  int slot(String name) {
    Integer known = slots.get(name);
    if (known != null) {
      return known;
    }
    int slot = made(name);
    Function<Event, Value> reader = SYSTEM.get(name);
    if (reader != null) {
      system.add(reader);
      systemSlots.add(slot);
    } else if (!name.startsWith("@") || name.startsWith("@@")) {
      json.add(name, slot);
      jsonSlots.add(slot);
    }
    return slot;
  }

  /** A slot for a field that a command makes; it hides one of that name that an event has. */
  int made(String name) {
    int slot = slots.size() + hidden;
    if (slots.put(name, slot) != null) {
      hidden++;
    }
    return slot;
  }

  private int hidden;

  /** Which of the fields that commands made may hold a map or a list. */
  Structures structures() {
    return structures;
  }

  int size() {
    return slots.size() + hidden;
  }

  /** A row with the event's fields in their slots. */
  Value[] read(Event event) {
    Value[] row = new Value[size()];
    if (!json.isEmpty() && !JsonScanner.scan(event.message(), json, row)) {
      for (int slot : jsonSlots) {
        row[slot] = null;
      }
    }
    for (int i = 0; i < systemSlots.size(); i++) {
      row[systemSlots.get(i)] = system.get(i).apply(event);
    }
    return row;
  }
}
