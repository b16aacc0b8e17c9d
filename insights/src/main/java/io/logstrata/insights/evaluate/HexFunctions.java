package io.logstrata.insights.evaluate;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Between hexadecimal digits and what they stand for; null for what is none (our choice). */
final class HexFunctions {
  private static final int HEX = 16;

  private HexFunctions() {}

  /** Each two digits are a character: {@code 48656c6c6f} is Hello. */
  static Value toAscii(Value value) {
    String digits = value.text();
    if (digits.length() % 2 != 0 || !isHex(digits)) {
      return null;
    }
    StringBuilder text = new StringBuilder(digits.length() / 2);
    for (int i = 0; i < digits.length(); i += 2) {
      text.append((char) Integer.parseInt(digits, i, i + 2, HEX));
    }
    return Value.text(text.toString());
  }

  /** With or without 0x before them, and a sign before that. */
  static Value toNumber(Value value) {
    String text = value.text();
    boolean negative = text.startsWith("-");
    String unsigned = negative ? text.substring(1) : text;
    String digits = unsigned.regionMatches(true, 0, "0x", 0, 2) ? unsigned.substring(2) : unsigned;
    if (digits.isEmpty() || !isHex(digits)) {
      return null;
    }
    BigInteger number = new BigInteger(digits, HEX);
    return ExpressionCompiler.finite((negative ? number.negate() : number).doubleValue());
  }

  /** In lower case behind 0x, what stands behind the point cut off: 255.9 is 0xff. */
  static Value ofNumber(Value value) {
    double number = value.number();
    if (!Double.isFinite(number)) {
      return null;
    }
    BigInteger whole = new BigDecimal(number).toBigInteger();
    return Value.text((whole.signum() < 0 ? "-0x" : "0x") + whole.abs().toString(HEX));
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(c -> c < 0x80 && Character.digit(c, HEX) >= 0);
  }
}
