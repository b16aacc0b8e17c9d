package io.logstrata.insights.evaluate;

import java.util.Comparator;

/**
 * The order of {@code sort} as the user guide gives it: what is no number first, cut into runs of
 * digits and of other characters (the digits by length and value, the others by Unicode); then the
 * numbers. Absent values come last either way (our choice: the service documents nothing).
 */
final class NaturalOrder {
  static final Comparator<Value> ASCENDING = Comparator.nullsLast(NaturalOrder::compare);
  static final Comparator<Value> DESCENDING = Comparator.nullsLast((a, b) -> compare(b, a));

  private NaturalOrder() {}

  static int compare(Value a, Value b) {
    boolean aIsNumber = !Double.isNaN(a.number());
    boolean bIsNumber = !Double.isNaN(b.number());
    if (aIsNumber && bIsNumber) {
      int byNumber = a.compareNumbers(b);
      return byNumber != 0 || (a.kind() != Value.Kind.TEXT && b.kind() != Value.Kind.TEXT)
          ? byNumber
          : a.text().compareTo(b.text());
    }
    return aIsNumber != bIsNumber
        ? Boolean.compare(aIsNumber, bIsNumber)
        : compareTexts(a.text(), b.text());
  }

  private static int compareTexts(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      boolean digits = isDigit(a.charAt(i));
      if (digits != isDigit(b.charAt(j))) {
        return Character.compare(a.charAt(i), b.charAt(j));
      }
      int aEnd = runEnd(a, i, digits);
      int bEnd = runEnd(b, j, digits);
      if (digits && aEnd - i != bEnd - j) {
        return Integer.compare(aEnd - i, bEnd - j);
      }
      int byRun = a.substring(i, aEnd).compareTo(b.substring(j, bEnd));
      if (byRun != 0) {
        return byRun;
      }
      i = aEnd;
      j = bEnd;
    }
    return Integer.compare(a.length() - i, b.length() - j);
  }

  private static int runEnd(String text, int from, boolean digits) {
    int i = from;
    while (i < text.length() && isDigit(text.charAt(i)) == digits) {
      i++;
    }
    return i;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
