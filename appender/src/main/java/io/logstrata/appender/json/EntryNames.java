package io.logstrata.appender.json;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.event.KeyValuePair;

/**
 * Finds a name for each entry of one object, of the event itself or of one within it, so that none
 * is there twice. Not thread-safe.
 */
final class EntryNames {
  /**
   * By default the name of an event's status, and in any case what an entry of it may be called.
   */
  static final String STATUS = "statusCode";

  private final String statusName;
  private final boolean renamed;
  private final boolean ofKeyValues;
  private final boolean ofMdc;
  private final Set<String> reserved = new HashSet<>();
  private final Set<String> used = new HashSet<>();
  private boolean statusGiven;

  private EntryNames(JsonOptions options, boolean ofKeyValues, boolean ofMdc) {
    statusName = options.name(STATUS);
    renamed = !statusName.equals(STATUS);
    this.ofKeyValues = ofKeyValues;
    this.ofMdc = ofMdc;
    reserved.add(statusName); // the status itself does not ask, and may come after all others
  }

  static EntryNames atTop(JsonOptions options) {
    EntryNames names =
        new EntryNames(options, options.nestKeyValuesAs().isEmpty(), options.nestMdcAs().isEmpty());
    for (String field : JsonOptions.FIELDS) {
      if (!field.equals(STATUS)) {
        names.reserved.add(options.name(field));
      }
    }
    options.nestMdcAs().ifPresent(names.reserved::add);
    options.nestKeyValuesAs().ifPresent(names.reserved::add);
    names.reserved.addAll(options.staticFields().keySet());
    return names;
  }

  static EntryNames ofKeyValues(JsonOptions options) {
    return new EntryNames(options, true, false);
  }

  static EntryNames ofMdc(JsonOptions options) {
    return new EntryNames(options, false, true);
  }

  /** Another object comes. */
  void startOver() {
    used.clear();
    statusGiven = false;
  }

  /** The key as it is written: two that differ only in halves of surrogate pairs become one. */
  static String written(String key) {
    return JsonOptions.wellFormed(String.valueOf(key));
  }

  static boolean isCalledStatusCode(String key) {
    return key.equals(STATUS);
  }

  /** Whether an entry of this key may be the status of its object. */
  boolean isStatus(String key) {
    return isCalledStatusCode(key) || (renamed && key.equals(statusName));
  }

  /**
   * Whether it is: the first one that is called {@code statusCode} itself, whatever stands before
   * it, or else the first one that has the new name.
   */
  boolean isFirstStatus(String key, ILoggingEvent event) {
    return !statusGiven && (isCalledStatusCode(key) || !isAnyCalledStatusCode(event));
  }

  /** Gives the status its name. */
  String giveStatus() {
    statusGiven = true;
    used.add(statusName);
    return statusName;
  }

  /** Whether there was one. */
  boolean isStatusGiven() {
    return statusGiven;
  }

  /** For what would have liked to be the status. */
  String besideStatus() {
    used.add(statusName);
    return free(statusName);
  }

  /** For any other entry. */
  String free(String key) {
    String free = key;
    while (reserved.contains(free) || !used.add(free)) {
      free += "_";
    }
    return free;
  }

  private boolean isAnyCalledStatusCode(ILoggingEvent event) {
    List<KeyValuePair> pairs = ofKeyValues ? event.getKeyValuePairs() : null;
    Map<String, String> mdc = ofMdc ? event.getMDCPropertyMap() : null;
    return (pairs != null
            && pairs.stream().anyMatch(pair -> STATUS.equals(pair.key) && pair.value != null))
        || (mdc != null && mdc.get(STATUS) != null);
  }
}
