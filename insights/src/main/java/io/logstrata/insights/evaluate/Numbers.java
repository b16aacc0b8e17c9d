package io.logstrata.insights.evaluate;

import java.math.BigDecimal;

/**
 * What spells a number: digits with an optional sign, fraction and exponent, and nothing around
 * them.
 */
final class Numbers {
  private static final int MOST_DIGITS_OF_A_LONG = 15;

  private Numbers() {}

  /** The number that the text spells, or NaN. */
  static double parse(String text) {
    int length = text.length();
    int i = 0;
    boolean negative = false;
    if (length > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+')) {
      negative = text.charAt(0) == '-';
      i = 1;
    }
    int firstDigit = i;
    long whole = 0;
    while (i < length && isDigit(text.charAt(i))) {
      whole = whole * 10 + (text.charAt(i++) - '0');
    }
    if (i == firstDigit) {
      return Double.NaN;
    }
    if (i == length && i - firstDigit <= MOST_DIGITS_OF_A_LONG) {
      return negative ? -whole : whole;
    }
    return isRest(text, i) ? Double.parseDouble(text) : Double.NaN;
  }

  private static boolean isRest(String text, int from) {
    int i = from;
    if (i < text.length() && text.charAt(i) == '.') {
      int digits = skipDigits(text, i + 1);
      if (digits == i + 1) {
        return false;
      }
      i = digits;
    }
    if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
      int sign =
          i + 1 < text.length() && (text.charAt(i + 1) == '-' || text.charAt(i + 1) == '+')
              ? i + 2
              : i + 1;
      int digits = skipDigits(text, sign);
      if (digits == sign) {
        return false;
      }
      i = digits;
    }
    return i == text.length();
  }

  private static int skipDigits(String text, int from) {
    int i = from;
    while (i < text.length() && isDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static BigDecimal finite(double number) {
    return Double.isFinite(number)
        ? new BigDecimal(number)
        : BigDecimal.valueOf(Double.MAX_VALUE)
            .movePointRight(1)
            .multiply(BigDecimal.valueOf(Math.signum(number)));
  }
}
