package io.logstrata.insights.evaluate;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A value that is there: a text, a number with its spelling, a boolean, a point in time, or a map
 * or list that {@code jsonParse} made. Absent is null, throughout this room.
 */
final class Value {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  // Above this a double no longer tells neighbouring whole numbers apart.
  private static final double EXACT = 9_007_199_254_740_992d;
  // 2 to the 63rd: whole numbers below it are shown digit by digit.
  private static final double LONGEST = 0x1p63;
  private static final long NOT_LOOKED_AT_BITS = 0x7ff8_0000_0000_0001L;
  private static final double NOT_LOOKED_AT = Double.longBitsToDouble(NOT_LOOKED_AT_BITS);
  private static final Value ZERO = new Value(Kind.NUMBER, "0", 0);
  private static final Value ONE = new Value(Kind.NUMBER, "1", 1);

  enum Kind {
    TEXT,
    NUMBER,
    BOOLEAN,
    TIME,
    STRUCTURE
  }

  private final Kind kind;
  private String text;
  private final Object structure;
  // One field for "not yet looked at" and the number, so that threads that share an event need no
  // lock: the worst is to look twice.
  private double number;

  private Value(Kind kind, String text, double number) {
    this(kind, text, number, null);
  }

  private Value(Kind kind, String text, double number, Object structure) {
    this.kind = kind;
    this.structure = structure;
    this.text = text;
    this.number = number;
  }

  private Value(Kind kind, String text) {
    this(kind, text, NOT_LOOKED_AT);
  }

  static Value text(String text) {
    return new Value(Kind.TEXT, text);
  }

  /** A number as it stands in JSON. */
  static Value jsonNumber(String text) {
    return new Value(Kind.NUMBER, text);
  }

  static Value number(double number) {
    return new Value(Kind.NUMBER, null, number);
  }

  static Value truth(boolean truth) {
    return truth ? ONE : ZERO;
  }

  static Value bool(boolean bool) {
    return new Value(Kind.BOOLEAN, Boolean.toString(bool), Double.NaN);
  }

  static Value time(long epochMillis) {
    return new Value(Kind.TIME, null, epochMillis);
  }

  /** A Map or List of {@link JsonTree}. */
  static Value structure(Object structure) {
    return new Value(Kind.STRUCTURE, null, Double.NaN, structure);
  }

  Kind kind() {
    return kind;
  }

  /** The map or list, or null if it is neither. */
  Object structure() {
    return structure;
  }

  /** As the service returns it. */
  String text() {
    if (text == null) {
      text =
          switch (kind) {
            case TIME -> TIME.format(Instant.ofEpochMilli((long) number));
            case STRUCTURE -> JsonFunctions.text(structure);
            case TEXT, NUMBER, BOOLEAN -> plain(number);
          };
    }
    return text;
  }

  /** As a number, where a text that spells one counts as well; NaN if it is none. */
  double number() {
    double known = number;
    if (Double.doubleToRawLongBits(known) == NOT_LOOKED_AT_BITS) {
      known = Numbers.parse(text);
      number = known;
    }
    return known;
  }

  boolean isTrue() {
    return kind == Kind.BOOLEAN ? text.equals("true") : number() == 1;
  }

  /**
   * Whether they are one value: numbers by value, a number and a text by their spelling, so "200.0"
   * is not 200.
   */
  boolean isEqualTo(Value other) {
    if (kind == Kind.TEXT
        || other.kind == Kind.TEXT
        || kind == Kind.BOOLEAN
        || other.kind == Kind.BOOLEAN) {
      return text().equals(other.text());
    }
    return number() == other.number()
        && (Math.abs(number()) < EXACT || exact().compareTo(other.exact()) == 0);
  }

  /**
   * Which is greater, if both are numbers or spell one; ordering texts is not documented, so the
   * answer is then that none is.
   */
  boolean isOrdered(Value other) {
    return !Double.isNaN(number()) && !Double.isNaN(other.number());
  }

  int compareNumbers(Value other) {
    int byDouble = Double.compare(number() + 0.0, other.number() + 0.0);
    return byDouble != 0 || Math.abs(number()) < EXACT
        ? byDouble
        : exact().compareTo(other.exact());
  }

  private BigDecimal exact() {
    return kind == Kind.TIME || text == null || Double.isInfinite(number())
        ? Numbers.finite(number())
        : new BigDecimal(text.trim());
  }

  private static String plain(double number) {
    if (number == Math.rint(number) && Math.abs(number) < LONGEST) {
      return Long.toString((long) number);
    }
    return Double.isFinite(number)
        ? new BigDecimal(Double.toString(number)).toPlainString()
        : Double.toString(number);
  }

  @Override
  public String toString() {
    return text();
  }
}
