package io.logstrata.insights.write;

/**
 * What a regular expression of a filter pattern may hold (user guide, FilterAndPatternSyntax):
 * ASCII, and no parentheses.
 */
final class PatternRegex {
  private static final String PLAIN = ":_#=@/;,- ";
  private static final String OPERATORS = "^$?[]{}|\\*+.";

  private PatternRegex() {}

  /** The expression, or a refusal that names the character. */
  static String check(String regex) {
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (!isAlphanumeric(c) && PLAIN.indexOf(c) < 0 && OPERATORS.indexOf(c) < 0) {
        throw new NotWritable(
            "the regular expression /"
                + regex
                + "/ has `"
                + c
                + "`, which a filter pattern does not take there: "
                + (c == '(' || c == ')'
                    ? "write it without groups"
                    : "write it as \\x"
                        + Integer.toHexString(0x100 | c).substring(1)
                        + " if it is ASCII"));
      }
    }
    return regex;
  }

  /** An expression that finds exactly this text. */
  static String literal(String text) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > '~' || c < ' ') {
        throw new NotWritable(
            "the text \""
                + text
                + "\" needs a regular expression in a filter pattern, and those hold ASCII only: match a part of it that is ASCII");
      }
      if (isAlphanumeric(c) || PLAIN.indexOf(c) >= 0) {
        regex.append(c);
      } else {
        regex.append("\\x").append(Integer.toHexString(c));
      }
    }
    return regex.toString();
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
}
