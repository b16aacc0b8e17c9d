package io.logstrata.appender.json;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The value of a key-value pair as it was when it was captured. */
public final class CapturedValue {
  /** Members of an array, collection or map, those of its members included. */
  static final int MOST_MEMBERS = 1_000;

  /** An array within an array is two deep. */
  static final int DEEPEST = 4;

  private static final Object NOT_PLAIN = new Object();

  private CapturedValue() {}

  /**
   * A plain value (text, number, boolean, null) as it is; an array, a collection or a map whose
   * members are plain, or such themselves, as a list or map that does not change, within the
   * limits; everything else as its text. Other iterables are text: they may be read once only.
   *
   * @param key under {@code statusCode}, a value that is none of these but knows an HTTP status
   *     becomes that number
   */
  public static Object of(String key, Object value) {
    if (isPlain(value) || !EntryNames.STATUS.equals(key)) {
      return of(value);
    }
    boolean mayKnow =
        !(value instanceof Number || value instanceof CharSequence || isStructure(value));
    int status = mayKnow ? KnownStatus.ofValue(value) : 0;
    return status == 0 ? of(value) : (Object) status;
  }

  /** The same of a value whose key does not matter. */
  static Object of(Object given) {
    Object value = Numbers.settled(given);
    if (isPlain(value)) {
      return value;
    }
    if (isStructure(value)) {
      try {
        Object copy = structure(value, 1, new int[] {MOST_MEMBERS});
        if (copy != NOT_PLAIN) {
          return copy;
        }
      } catch (Throwable hostile) { // foreign code: a checked exception may come out of it as well
        return SafeText.of(value); // it changes meanwhile, or cannot say what it holds
      }
    }
    return SafeText.of(value);
  }

  private static boolean isPlain(Object value) {
    return value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Double
        || value instanceof Float
        || Numbers.isExact(value);
  }

  private static boolean isStructure(Object value) {
    return value instanceof Collection || value instanceof Map || value.getClass().isArray();
  }

  private static Object structure(Object value, int depth, int[] room) {
    if (value instanceof Map<?, ?> map) {
      return map(map, depth, room);
    }
    if (value instanceof Collection<?> collection) {
      return list(collection, depth, room);
    }
    int length = Array.getLength(value);
    if (length > room[0]) {
      return NOT_PLAIN;
    }
    List<Object> copy = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      copy.add(Array.get(value, i));
    }
    return list(copy, depth, room);
  }

  private static Object list(Collection<?> collection, int depth, int[] room) {
    List<Object> copy = new ArrayList<>(Math.min(collection.size(), room[0]));
    for (Object each : collection) {
      Object member = member(each, depth, room);
      if (member == NOT_PLAIN) {
        return NOT_PLAIN;
      }
      copy.add(member);
    }
    return Collections.unmodifiableList(copy);
  }

  private static Object map(Map<?, ?> map, int depth, int[] room) {
    Map<String, Object> copy = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object key = text(entry.getKey());
      Object member = member(entry.getValue(), depth, room);
      if (member == NOT_PLAIN || (key != null && !isPlain(key))) {
        return NOT_PLAIN;
      }
      String free = String.valueOf(key);
      while (copy.containsKey(free)) { // 1 and "1"
        free += "_";
      }
      copy.put(free, member);
    }
    return Collections.unmodifiableMap(copy);
  }

  private static Object member(Object value, int depth, int[] room) {
    if (--room[0] < 0) {
      return NOT_PLAIN;
    }
    Object plain = Numbers.settled(text(value));
    if (isPlain(plain)) {
      return plain;
    }
    return isStructure(plain) && depth < DEEPEST ? structure(plain, depth + 1, room) : NOT_PLAIN;
  }

  /** Characters and constants are as good as text. */
  private static Object text(Object value) {
    return value instanceof Character || value instanceof Enum ? value.toString() : value;
  }
}
