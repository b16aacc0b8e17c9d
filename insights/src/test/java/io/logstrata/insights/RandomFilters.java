package io.logstrata.insights;

import io.logstrata.insights.evaluate.Event;
import io.logstrata.insights.model.Absent;
import java.util.List;
import java.util.Random;

/**
 * Filters and events made from a seed: absent, null, wrong-typed and nested values, quotes,
 * backslashes, other scripts.
 */
final class RandomFilters {
  private static final List<String> TEXTS =
      List.of(
          "error",
          "",
          " ",
          "a b",
          "say \"hi\"",
          "C:\\tmp\\",
          "it's",
          "한국어",
          "\uD83D\uDE00",
          "500",
          "400.0",
          "5*3",
          "100%",
          "`x`",
          "a\nb",
          "$.a",
          "# no | comment",
          "true",
          "ü",
          "errors");
  private static final List<Number> NUMBERS =
      List.of(400, 404, 500, 0, -1.5, 12.25, 9_007_199_254_740_993L);
  private static final List<String> NAMES =
      List.of("level", "statusCode", "user.name", "foo-bar", "on", "limit");
  private static final List<String> WRITABLE_REGEXES =
      List.of("^err", "r+or$", "[0-9]{3}", "a.b", "x|err", "\\d\\d");

  private final Random random;

  RandomFilters(long seed) {
    random = new Random(seed);
  }

  Filter filter(int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return leaf();
    }
    Filter left = filter(depth - 1);
    return switch (random.nextInt(5)) {
      case 0, 1 -> left.and(filter(depth - 1));
      case 2, 3 -> left.or(filter(depth - 1));
      default -> left.not();
    };
  }

  private Filter leaf() {
    TextField text = Fields.text(pick(NAMES));
    NumberField number = Fields.number(pick(NAMES));
    Absent absent = random.nextBoolean() ? Absent.COUNTS : Absent.DOES_NOT_COUNT;
    return switch (random.nextInt(16)) {
      case 0 -> text.is(pick(TEXTS));
      case 1 -> text.isNot(pick(TEXTS), absent);
      case 2 -> text.isOneOf(pick(TEXTS), pick(TEXTS));
      case 3 -> text.isNoneOf(List.of(pick(TEXTS), pick(TEXTS)), absent);
      case 4 -> text.contains(pick(TEXTS));
      case 5 -> text.startsWith(pick(TEXTS));
      case 6 -> text.endsWith(pick(TEXTS));
      case 7 -> text.matches(pick(WRITABLE_REGEXES));
      case 8 -> number.is(pick(NUMBERS));
      case 9 -> number.isNot(pick(NUMBERS), absent);
      case 10 -> number.isNoneOf(List.of(pick(NUMBERS), pick(NUMBERS)), absent);
      case 11 -> number.isLessThan(pick(NUMBERS));
      case 12 -> number.isAtLeast(pick(NUMBERS));
      case 13 -> text.isPresent();
      case 14 -> text.isAbsent();
      default -> Fields.bool("on").isTrue();
    };
  }

  /**
   * An event whose values are scalars, and with {@code anything} also objects, arrays, and numbers
   * inside texts.
   */
  Event event(boolean anything) {
    StringBuilder json = new StringBuilder("{\"first\":1");
    for (String name : NAMES) {
      String value = value(anything);
      if (value != null) {
        json.append(
            name.equals("user.name")
                ? ",\"user\":{\"x\":[1],\"name\":" + value + '}'
                : ",\"" + name + "\":" + value);
      }
    }
    return Examples.event(json.append('}').toString());
  }

  private String value(boolean anything) {
    return switch (random.nextInt(anything ? 9 : 7)) {
      case 0 -> null;
      case 1 -> "null";
      case 2 -> Boolean.toString(random.nextBoolean());
      case 3, 4 -> pick(NUMBERS).toString();
      case 5, 6 -> text(anything);
      case 7 -> "{\"a\":\"error\"}";
      default -> "[\"error\"]";
    };
  }

  private String text(boolean anything) {
    String text = pick(TEXTS);
    boolean number =
        Character.isDigit(text.isEmpty() ? ' ' : text.charAt(0))
            && !text.contains("*")
            && !text.contains("%");
    return number && !anything
        ? "\"error\""
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private <T> T pick(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
