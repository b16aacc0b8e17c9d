package io.logstrata.appender.json;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values of fields, each within a limit, and how many of them were cut to keep it. Not thread-safe.
 */
final class ValueWriter {
  /** A longer number is text, which can be cut. */
  private static final int LONGEST_NUMBER = 512;

  private final JsonBuffer out;
  private int limit;
  private int cut;

  ValueWriter(JsonBuffer out) {
    this.out = out;
  }

  /** How many bytes a value may have from now on. */
  void limit(int bytes) {
    limit = bytes;
  }

  /** Begins to count anew. */
  void startOver() {
    cut = 0;
  }

  /** How many values were cut. */
  int cut() {
    return cut;
  }

  /** A string, cut if it is too long. */
  void text(String text) {
    if (out.string(text, limit) < text.length()) {
      cut++;
    }
  }

  /** Any value: see {@link CapturedValue}. */
  void value(Object value) {
    if (value instanceof String text) {
      text(text);
    } else if (!scalar(value)) {
      Object captured = CapturedValue.of(value);
      if (!scalar(captured)) {
        structure(captured);
      }
    }
  }

  /** Writes nothing and returns false if the value is neither a number nor a boolean nor null. */
  private boolean scalar(Object value) {
    if (value == null) {
      out.ascii("null");
    } else if (value instanceof Boolean
        || Numbers.isExact(value)
        || (value instanceof Double number && Double.isFinite(number))
        || (value instanceof Float fraction && Float.isFinite(fraction))) {
      String text = SafeText.of(value);
      if (text.length() <= LONGEST_NUMBER) {
        out.ascii(text);
      } else {
        text(text);
      }
    } else {
      return false;
    }
    return true;
  }

  /** A list or map of a size that is allowed, else as text: half a structure would say untruths. */
  private void structure(Object captured) {
    out.mark();
    if (!(captured instanceof List || captured instanceof Map) || !member(captured)) {
      out.backToMark();
      text(SafeText.of(captured));
    }
  }

  /** Returns false, in the midst of it, if that becomes too long. */
  private boolean member(Object value) {
    if (value instanceof List<?> list) {
      return list(list);
    }
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    if (!scalar(value)) {
      String text = SafeText.of(value);
      return out.string(text, limit) == text.length() && isWithin();
    }
    return isWithin();
  }

  private boolean list(List<?> list) {
    char before = '[';
    for (Object each : list) {
      out.raw(before);
      before = ',';
      if (!member(each)) {
        return false;
      }
    }
    out.ascii(list.isEmpty() ? "[]" : "]");
    return isWithin();
  }

  private boolean map(Map<?, ?> map) {
    Set<String> names = new HashSet<>();
    char before = '{';
    for (Map.Entry<?, ?> each : map.entrySet()) {
      out.raw(before);
      before = ',';
      String name = JsonOptions.wellFormed(String.valueOf(each.getKey()));
      while (!names.add(name)) {
        name += "_";
      }
      out.string(name);
      out.raw(':');
      if (!member(each.getValue())) {
        return false;
      }
    }
    out.ascii(map.isEmpty() ? "{}" : "}");
    return isWithin();
  }

  private boolean isWithin() {
    return out.sinceMark() <= limit;
  }
}
