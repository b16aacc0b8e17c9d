package io.logstrata.appender.json;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** Key-value pairs, MDC, static fields and markers. Not thread-safe. */
final class EntryFields {
  private final JsonOptions options;
  private final JsonBuffer out;
  private final FieldWriter fields;
  private final ValueWriter values;
  private final EntryNames atTop;
  private final EntryNames inKeyValues;
  private final EntryNames inMdc;
  private final String markersName;

  // What the writing at hand is of, and what it did.
  private ILoggingEvent event;
  private EntryNames names;
  private String unopened;
  private boolean statusAlone;
  private int leftOut;

  EntryFields(JsonOptions options, JsonBuffer out, FieldWriter fields, ValueWriter values) {
    this.options = options;
    this.out = out;
    this.fields = fields;
    this.values = values;
    atTop = EntryNames.atTop(options);
    inKeyValues = EntryNames.ofKeyValues(options);
    inMdc = EntryNames.ofMdc(options);
    markersName = options.name("markers");
  }

  /** Another event comes, or the same once more. */
  void startOver() {
    atTop.startOver();
    leftOut = 0;
  }

  /** Whether one of them was the event's status. */
  boolean hasStatus() {
    return atTop.isStatusGiven();
  }

  /** How many were not written. */
  int leftOut() {
    return leftOut;
  }

  void all(ILoggingEvent ofEvent) {
    entries(ofEvent, false);
    if (!options.staticFields().isEmpty()) {
      options.staticFields().forEach(this::write);
    }
    markers(ofEvent.getMarkerList());
  }

  /** Of all that an event brings itself only the status, and counts the rest. */
  void statusAlone(ILoggingEvent ofEvent) {
    entries(ofEvent, true);
    List<Marker> markers = ofEvent.getMarkerList();
    leftOut += options.staticFields().size() + (markers == null ? 0 : markers.size());
  }

  private void entries(ILoggingEvent ofEvent, boolean withStatusAlone) {
    event = ofEvent;
    statusAlone = withStatusAlone;
    keyValues(ofEvent.getKeyValuePairs());
    mdc(ofEvent.getMDCPropertyMap());
    event = null;
  }

  private void keyValues(List<KeyValuePair> pairs) {
    if (pairs != null && !pairs.isEmpty()) {
      begin(options.nestKeyValuesAs(), inKeyValues);
      pairs.forEach(pair -> entry(pair.key, pair.value));
      end();
    }
  }

  private void mdc(Map<String, String> mdc) {
    if (mdc != null && !mdc.isEmpty()) {
      begin(options.nestMdcAs(), inMdc);
      mdc.forEach(this::entry);
      end();
    }
  }

  /** An object within the event is opened by the first of its fields: there may be none. */
  private void begin(Optional<String> object, EntryNames within) {
    names = atTop;
    if (object.isPresent()) {
      names = within;
      names.startOver();
      unopened = object.get();
    }
  }

  private void end() {
    if (names != atTop && unopened == null) {
      fields.end();
    }
    unopened = null;
  }

  private void entry(String key, Object value) {
    String name = EntryNames.written(key);
    if (names.isStatus(name)) {
      status(name, value);
    } else if (statusAlone) {
      leftOut++;
    } else {
      write(names.free(name), value);
    }
  }

  private void status(String key, Object value) {
    if (value == null) {
      return; // no status, and no reason to take the name from one
    }
    Object captured = CapturedValue.of(key, value);
    boolean number = isNumber(captured);
    if (names.isFirstStatus(key, event) && (number || !givesWayToException(key))) {
      name(names.giveStatus());
      if (number && captured instanceof String digits) {
        out.ascii(digits);
      } else {
        values.value(captured);
      }
    } else if (statusAlone) {
      leftOut++;
    } else {
      write(names.besideStatus(), captured);
    }
  }

  private static boolean isNumber(Object captured) {
    return captured instanceof Number || (captured instanceof String text && Numbers.isPlain(text));
  }

  /** What has the new name by chance must not hide what the exception knows. */
  private boolean givesWayToException(String key) {
    return names == atTop
        && !EntryNames.isCalledStatusCode(key)
        && options.statusFromException()
        && StatusOfException.of(event.getThrowableProxy()) != 0;
  }

  private void write(String name, Object value) {
    name(name);
    values.value(value);
  }

  private void name(String name) {
    if (unopened != null) {
      fields.begin(unopened);
      unopened = null;
    }
    fields.name(name);
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
