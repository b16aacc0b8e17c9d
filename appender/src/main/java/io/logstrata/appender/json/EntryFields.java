package io.logstrata.appender.json;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** Key-value pairs, MDC, static fields and markers. Not thread-safe. */
final class EntryFields {
  private final JsonOptions options;
  private final JsonBuffer out;
  private final FieldWriter fields;
  private final ValueWriter values;
  private final EntryNames names;
  private final String markersName;
  private boolean statusWritten;
  private int leftOut;

  EntryFields(JsonOptions options, JsonBuffer out, FieldWriter fields, ValueWriter values) {
    this.options = options;
    this.out = out;
    this.fields = fields;
    this.values = values;
    names = new EntryNames(options);
    markersName = options.name("markers");
  }

  /** Another event comes, or the same once more. */
  void startOver() {
    names.startOver();
    statusWritten = false;
    leftOut = 0;
  }

  /** Whether one of them was the event's status. */
  boolean hasStatus() {
    return statusWritten;
  }

  /** How many were not written. */
  int leftOut() {
    return leftOut;
  }

  void all(ILoggingEvent event) {
    keyValues(event.getKeyValuePairs());
    mdc(event.getMDCPropertyMap());
    if (!options.staticFields().isEmpty()) {
      options.staticFields().forEach(this::write);
    }
    markers(event.getMarkerList());
  }

  /** Of all that an event brings itself only the status, and counts the rest. */
  void statusAlone(ILoggingEvent event) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      List<KeyValuePair> kept =
          pairs.stream()
              .filter(pair -> names.isStatusKey(String.valueOf(pair.key)))
              .limit(1)
              .toList();
      keyValues(kept);
      leftOut += pairs.size() - kept.size();
    }
    Map<String, String> mdc = event.getMDCPropertyMap();
    if (mdc != null) {
      Map<String, String> kept = new HashMap<>();
      mdc.entrySet().stream()
          .filter(entry -> names.isStatusKey(String.valueOf(entry.getKey())))
          .limit(1)
          .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
      mdc(kept);
      leftOut += mdc.size() - kept.size();
    }
    List<Marker> markers = event.getMarkerList();
    leftOut += options.staticFields().size() + (markers == null ? 0 : markers.size());
  }

  private void keyValues(List<KeyValuePair> pairs) {
    if (pairs == null || pairs.isEmpty()) {
      return;
    }
    if (options.nestKeyValuesAs().isEmpty()) {
      pairs.forEach(pair -> atTop(pair.key, pair.value));
      return;
    }
    begin(options.nestKeyValuesAs().get());
    pairs.forEach(pair -> inside(pair.key, pair.value));
    fields.end();
  }

  private void mdc(Map<String, String> mdc) {
    if (mdc == null || mdc.isEmpty()) {
      return;
    }
    if (options.nestMdcAs().isEmpty()) {
      mdc.forEach(this::atTop);
      return;
    }
    begin(options.nestMdcAs().get());
    mdc.forEach(this::inside);
    fields.end();
  }

  private void begin(String object) {
    fields.begin(object);
    names.startInside();
  }

  private void atTop(String key, Object value) {
    String free = names.free(key);
    statusWritten |= names.isStatus(free);
    write(free, value);
  }

  private void inside(String key, Object value) {
    write(names.freeInside(key), value);
  }

  private void write(String name, Object value) {
    fields.name(name);
    if (names.isStatus(name) && value instanceof String text && Numbers.isPlain(text)) {
      out.ascii(text);
    } else {
      values.value(value);
    }
  }

  private void markers(List<Marker> markers) {
    if (markers == null || markers.isEmpty()) {
      return;
    }
    fields.name(markersName);
    out.raw('[');
    for (int i = 0; i < markers.size(); i++) {
      if (i > 0) {
        out.raw(',');
      }
      values.text(String.valueOf(markers.get(i).getName()));
    }
    out.raw(']');
  }
}
