package io.logstrata.appender.json;

import ch.qos.logback.classic.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The names that every event has, and the levels, as they stand in the JSON: encoded once. Does not
 * change.
 */
final class FixedFields {
  final Token timestamp;
  final Token logger;
  final Token thread;
  final Token message;

  private final JsonOptions options;
  private final Map<Level, Token> levels = new HashMap<>();

  FixedFields(JsonOptions options) {
    this.options = options;
    timestamp = token('{', "timestamp", null);
    logger = token(',', "logger", null);
    thread = token(',', "thread", null);
    message = token(',', "message", null);
    for (Level level : List.of(Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG, Level.TRACE)) {
      levels.put(level, levelField(level));
    }
  }

  /** The level's field, name and value. */
  Token level(Level level) {
    Token known = levels.get(level);
    // Logback has no others; an event made by hand may have one, or none.
    return known == null ? levelField(level) : known;
  }

  private Token levelField(Level level) {
    String text = String.valueOf(level);
    return token(',', "level", options.upperCaseLevel() ? text : text.toLowerCase(Locale.ROOT));
  }

  /** A field's name, and its value if that is known too, after what divides it from the others. */
  private Token token(char before, String field, String value) {
    JsonBuffer text = new JsonBuffer();
    text.raw(before);
    text.string(options.name(field));
    text.raw(':');
    if (value != null) {
      text.string(value);
    }
    return Token.of(text);
  }
}
