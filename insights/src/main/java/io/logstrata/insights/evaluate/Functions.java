package io.logstrata.insights.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logstrata.insights.model.Cidr;
import io.logstrata.insights.model.Function;
import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * The scalar functions. An absent argument makes the value absent unless the function is about
 * absence.
 */
final class Functions {
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;

  private Functions() {}

  /**
   * Whether it knows what to do with a map or a list; for the others one is absent (user guide).
   */
  static boolean takesStructures(Function function) {
    return switch (function) {
      case JSON_PARSE, JSON_ARRAY_SIZE, JSON_ARRAY_CONTAINS, COALESCE, IF, CASE, IS_PRESENT -> true;
      default -> false;
    };
  }

  static Operand apply(Function function, Operand[] arguments) {
    return switch (function) {
      case ABS -> number(arguments, Math::abs);
      case CEIL -> number(arguments, Math::ceil);
      case FLOOR -> number(arguments, Math::floor);
      case LOG -> number(arguments, Math::log);
      case SQRT -> number(arguments, Math::sqrt);
      case TO_NUMBER, TO_DOUBLE -> number(arguments, number -> number);
      case TO_INT, TO_LONG ->
          number(arguments, number -> number < 0 ? Math.ceil(number) : Math.floor(number));
      case ROUND -> round(arguments);
      case GREATEST -> numbers(arguments, Math::max);
      case LEAST -> numbers(arguments, Math::min);
      case FROM_MILLIS ->
          one(
              arguments,
              value -> TimeBuckets.isTime(value) ? Value.time((long) value.number()) : null);
      case TO_MILLIS -> number(arguments, number -> number);
      case COALESCE -> coalesce(arguments);
      case IF, CASE -> choice(arguments);
      case IS_PRESENT -> row -> Value.truth(arguments[0].of(row) != null);
      case IS_EMPTY -> orAbsent(arguments[0], text -> text.isEmpty());
      case IS_BLANK -> orAbsent(arguments[0], TextFunctions::isBlank);
      case IS_NUMERIC -> one(arguments, value -> Value.truth(!Double.isNaN(value.number())));
      case MESSAGE_SIZE ->
          one(arguments, value -> Value.number(value.text().getBytes(UTF_8).length));
      case CONCAT -> TextFunctions.concat(arguments);
      case LTRIM -> TextFunctions.trim(arguments, true, false);
      case RTRIM -> TextFunctions.trim(arguments, false, true);
      case TRIM -> TextFunctions.trim(arguments, true, true);
      case STRLEN ->
          one(
              arguments,
              value -> Value.number(value.text().codePointCount(0, value.text().length())));
      case TOUPPER -> one(arguments, value -> Value.text(TextFunctions.upper(value.text())));
      case TOLOWER -> one(arguments, value -> Value.text(TextFunctions.lower(value.text())));
      case SUBSTR -> TextFunctions.substr(arguments);
      case REPLACE -> TextFunctions.replace(arguments);
      case STRCONTAINS -> TextFunctions.contains(arguments);
      case STARTS_WITH -> two(arguments, (text, start) -> text.startsWith(start));
      case ENDS_WITH -> two(arguments, (text, end) -> text.endsWith(end));
      case IS_VALID_IP ->
          one(arguments, value -> Value.truth(Cidr.address(value.text()).isPresent()));
      case IS_VALID_IP_V4 ->
          one(arguments, value -> Value.truth(addressBytes(value.text()) == IPV4_BYTES));
      case IS_VALID_IP_V6 ->
          one(arguments, value -> Value.truth(addressBytes(value.text()) == IPV6_BYTES));
      case IS_IP_IN_SUBNET -> two(arguments, Functions::isInSubnet);
      case IS_IPV4_IN_SUBNET ->
          two(arguments, (ip, block) -> addressBytes(ip) == IPV4_BYTES && isInSubnet(ip, block));
      case IS_IPV6_IN_SUBNET ->
          two(arguments, (ip, block) -> addressBytes(ip) == IPV6_BYTES && isInSubnet(ip, block));
      case IS_PRIVATE_IP -> one(arguments, value -> Value.truth(isPrivate(value.text())));
      case PARSE_DATE -> DateFunctions.parse(arguments);
      case FORMAT_DATE -> DateFunctions.format(arguments);
      case JSON_ARRAY_CONTAINS ->
          row -> {
            Value list = arguments[0].of(row);
            Value wanted = arguments[1].of(row);
            return list == null || wanted == null
                ? null
                : JsonFunctions.contains(list, wanted.text());
          };
      case HEX_TO_ASCII -> one(arguments, HexFunctions::toAscii);
      case HEX_TO_DEC -> one(arguments, HexFunctions::toNumber);
      case DEC_TO_HEX -> one(arguments, HexFunctions::ofNumber);
      case JSON_PARSE -> one(arguments, JsonFunctions::parse);
      case JSON_ARRAY_SIZE -> one(arguments, JsonFunctions::size);
      // Nothing is masked in memory.
      case UNMASK -> arguments[0];
      case BIN, DATEFLOOR, DATECEIL ->
          throw new IllegalArgumentException(function.spelling() + "() takes a period such as 5m");
    };
  }

  private static boolean isInSubnet(String address, String block) {
    return Cidr.of(block).map(cidr -> cidr.contains(address)).orElse(false);
  }

  private static boolean isPrivate(String address) {
    return Cidr.PRIVATE.stream().anyMatch(block -> block.contains(address));
  }

  private static int addressBytes(String text) {
    return Cidr.address(text).map(bytes -> bytes.length).orElse(0);
  }

  private static Operand one(
      Operand[] arguments, java.util.function.Function<Value, Value> function) {
    Operand argument = arguments[0];
    return row -> {
      Value value = argument.of(row);
      return value == null ? null : function.apply(value);
    };
  }

  private static Operand number(Operand[] arguments, DoubleUnaryOperator function) {
    return one(
        arguments, value -> ExpressionCompiler.finite(function.applyAsDouble(value.number())));
  }

  private static Operand two(Operand[] arguments, BiFunction<String, String, Boolean> function) {
    return row -> {
      Value first = arguments[0].of(row);
      Value second = arguments[1].of(row);
      return first == null || second == null
          ? null
          : Value.truth(function.apply(first.text(), second.text()));
    };
  }

  private static Operand orAbsent(Operand argument, java.util.function.Predicate<String> test) {
    return row -> {
      Value value = argument.of(row);
      return Value.truth(value == null || test.test(value.text()));
    };
  }

  private static Operand numbers(Operand[] arguments, DoubleBinaryOperator function) {
    return row -> {
      double result = Double.NaN;
      for (int i = 0; i < arguments.length; i++) {
        Value value = arguments[i].of(row);
        if (value == null) {
          return null;
        }
        result = i == 0 ? value.number() : function.applyAsDouble(result, value.number());
      }
      return ExpressionCompiler.finite(result);
    };
  }

  private static Operand round(Operand[] arguments) {
    return row -> {
      Value value = arguments[0].of(row);
      Value digits = arguments.length > 1 ? arguments[1].of(row) : Value.number(0);
      if (value == null || digits == null) {
        return null;
      }
      double scale = Math.pow(10, digits.number());
      return ExpressionCompiler.finite(Math.rint(value.number() * scale) / scale);
    };
  }

  private static Operand coalesce(Operand[] arguments) {
    return row -> {
      for (Operand argument : arguments) {
        Value value = argument.of(row);
        if (value != null) {
          return value;
        }
      }
      return null;
    };
  }

  private static Operand choice(Operand[] arguments) {
    return row -> {
      int i = 0;
      while (i + 1 < arguments.length) {
        Value condition = arguments[i].of(row);
        if (condition != null && condition.isTrue()) {
          return arguments[i + 1].of(row);
        }
        i += 2;
      }
      return i < arguments.length ? arguments[i].of(row) : null;
    };
  }
}
