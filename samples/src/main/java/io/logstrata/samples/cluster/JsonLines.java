package io.logstrata.samples.cluster;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import org.slf4j.event.Level;

/**
 * A user's own log as JSON lines, one object a line, read as entries to log again.
 *
 * <p>Recognised: {@code level} (a name, or the numbers that Pino and Bunyan write); the status as
 * {@code statusCode}, {@code status} or {@code response}; the text as {@code message}, {@code msg}
 * or {@code request}. A line without a level is an error when its status is 400 or more, else it is
 * information. All other fields stay fields, nested objects and arrays as their JSON text. The
 * event's time is the time of the replay. A {@code timestamp} of the line, and a {@code level} or
 * {@code statusCode} that is none, are kept under {@code originalTimestamp} and so on, because the
 * event has its own under those names.
 */
public final class JsonLines {
  private static final ObjectReader READER =
      new ObjectMapper()
          .reader()
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          // A number stays the number that it is, however large or exact.
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final List<String> STATUS = List.of("statusCode", "status", "response");

  /**
   * Names that the event gives a meaning of its own: what the line had under them is kept beside
   * it.
   */
  private static final Map<String, String> OWN_NAMES =
      Map.of(
          "timestamp",
          "originalTimestamp",
          "statusCode",
          "originalStatusCode",
          "level",
          "originalLevel");

  private static final List<String> TEXT = List.of("message", "msg", "request");

  private JsonLines() {}

  /**
   * Reads all of a file and says how many entries it holds. Blank lines count for nothing.
   *
   * @throws IllegalArgumentException if a line is not a JSON object; the message names file, line
   *     and remedy
   * @throws IOException if the file cannot be read
   */
  public static int count(Path file) throws IOException {
    int[] count = {0};
    forEach(file, (entry, index) -> count[0]++);
    return count[0];
  }

  /** Hands each entry and its index, from 0, to the consumer. */
  static void forEach(Path file, ObjIntConsumer<Entry> consumer) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      int index = 0;
      int lineNumber = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        lineNumber++;
        if (lineNumber == 1 && line.startsWith(BYTE_ORDER_MARK)) {
          line = line.substring(BYTE_ORDER_MARK.length());
        }
        if (!line.isBlank()) {
          consumer.accept(entry(line, file, lineNumber), index++);
        }
      }
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          file + " is not UTF-8: convert it, for example with iconv", e);
    }
  }

  private static Entry entry(String line, Path file, int lineNumber) {
    JsonNode object;
    try {
      object = READER.readTree(line);
    } catch (JsonProcessingException e) {
      throw unreadable(file, lineNumber, e.getOriginalMessage());
    }
    if (!object.isObject()) {
      throw unreadable(
          file, lineNumber, "it is " + object.getNodeType().name().toLowerCase(Locale.ROOT));
    }
    return entry(object);
  }

  private static IllegalArgumentException unreadable(Path file, int lineNumber, String why) {
    return new IllegalArgumentException(
        file
            + ", line "
            + lineNumber
            + ": not a JSON object that can be read ("
            + why
            + "): give one complete object on each line");
  }

  private static Entry entry(JsonNode object) {
    String statusName = first(object, STATUS, name -> status(object.get(name)).isPresent());
    OptionalInt status = statusName == null ? OptionalInt.empty() : status(object.get(statusName));
    String textName = first(object, TEXT, name -> object.get(name).isTextual());
    Level level = level(object.get("level"), status);
    Map<String, Object> fields = new LinkedHashMap<>();
    object
        .properties()
        .forEach(
            field -> {
              String name = field.getKey();
              boolean recognised =
                  name.equals(statusName)
                      || name.equals(textName)
                      || (name.equals("level") && isLevel(field.getValue()));
              if (!recognised) {
                // A null says nothing, under whatever name.
                String kept =
                    field.getValue().isNull()
                        ? name
                        : freeName(OWN_NAMES.getOrDefault(name, name), name, object);
                fields.put(kept, value(field.getValue()));
              }
            });
    String text = textName == null ? object.toString() : object.get(textName).textValue();
    return new Entry(level, status, Entry.Carrier.KEY_VALUE, text, fields, null);
  }

  private static String first(JsonNode object, List<String> names, Predicate<String> fits) {
    return names.stream().filter(object::has).filter(fits).findFirst().orElse(null);
  }

  private static OptionalInt status(JsonNode value) {
    // 404.0 is a 404 to every query, so it is one here.
    if (value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToInt()) {
      return OptionalInt.of(value.intValue());
    }
    return value.isTextual() && value.textValue().matches("[1-9][0-9]{2}")
        ? OptionalInt.of(Integer.parseInt(value.textValue()))
        : OptionalInt.empty();
  }

  /** The name, unless the line has a field of its own under it. */
  private static String freeName(String wanted, String name, JsonNode object) {
    String free = wanted;
    while (!free.equals(name) && object.has(free)) {
      free += "_";
    }
    return free;
  }

  private static boolean isLevel(JsonNode value) {
    return value.isTextual() || value.isIntegralNumber();
  }

  private static Level level(JsonNode value, OptionalInt status) {
    if (value != null && value.isIntegralNumber()) {
      return numbered(value.intValue());
    }
    if (value != null && value.isTextual()) {
      return switch (value.textValue().toLowerCase(Locale.ROOT)) {
        case "error", "fatal", "critical", "severe", "emerg", "alert", "crit", "err" -> Level.ERROR;
        case "warn", "warning" -> Level.WARN;
        case "debug" -> Level.DEBUG;
        case "trace" -> Level.TRACE;
        default -> Level.INFO;
      };
    }
    return status.isPresent() && status.getAsInt() >= 400 ? Level.ERROR : Level.INFO;
  }

  /** As Pino and Bunyan number their levels. */
  private static Level numbered(int number) {
    if (number >= 50) {
      return Level.ERROR;
    }
    if (number >= 40) {
      return Level.WARN;
    }
    if (number >= 30) {
      return Level.INFO;
    }
    return number >= 20 ? Level.DEBUG : Level.TRACE;
  }

  /** Numbers and booleans stay what they are; whatever is nested travels as its own JSON text. */
  private static Object value(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> value.textValue();
      case NUMBER -> value.numberValue();
      case BOOLEAN -> value.booleanValue();
      case NULL, MISSING -> null;
      case ARRAY, OBJECT, BINARY, POJO -> value.toString();
    };
  }
}
