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
          "errors",
          " \terr\r\n",
          "007",
          "1e2",
          "-0",
          "1704067200000",
          "10.1.2.3",
          "2001:db8::1",
          "2001:DB8:0:0:8:800:200C:417A",
          "::ffff:10.1.2.3",
          "::",
          "1::2::3");
  private static final List<Number> NUMBERS =
      List.of(400, 404, 500, 0, -1.5, 12.25, 9_007_199_254_740_993L, 2.5);
  private static final List<String> NAMES =
      List.of("level", "statusCode", "user.name", "foo-bar", "on", "limit");
  private static final List<String> WRITABLE_REGEXES =
      List.of("^err", "r+or$", "[0-9]{3}", "a.b", "x|err", "\\d\\d");

  private final Random random;

  RandomFilters(long seed) {
    random = new Random(seed);
  }

  Filter filter(int depth) {
    return filter(depth, false);
  }

  /** Of two fields compared, and of functions, too, which patterns do not have. */
  Filter filterOfExpressions(int depth) {
    return filter(depth, true);
  }

  /** One such, alone. */
  Filter filterOfOneExpression() {
    return Filter.parse(expression());
  }

  private Filter filter(int depth, boolean expressions) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return expressions && random.nextBoolean() ? Filter.parse(expression()) : leaf();
    }
    Filter left = filter(depth - 1, expressions);
    return switch (random.nextInt(5)) {
      case 0, 1 -> left.and(filter(depth - 1, expressions));
      case 2, 3 -> left.or(filter(depth - 1, expressions));
      default -> left.not();
    };
  }

  private String expression() {
    String a = name();
    String b = name();
    return switch (random.nextInt(19)) {
      case 0 -> a + " = " + b;
      case 1 -> "(not ispresent(" + a + ") or not ispresent(" + b + ") or " + a + " != " + b + ")";
      case 2 -> "(ispresent(" + a + ") and ispresent(" + b + ") and " + a + " != " + b + ")";
      case 3 -> a + pick(List.of(" < ", " <= ", " > ", " >= ")) + b;
      case 4 ->
          "round("
              + a
              + pick(List.of("", ", 1", ", -2", ", 0"))
              + pick(List.of(") = 2", ") = 12.2", ") < 500", ") = 400", ") > 1"));
      case 5 ->
          pick(List.of("trim(", "ltrim(", "rtrim("))
              + a
              + pick(List.of("", ", \"er\"", ", \"0x\""))
              + pick(List.of(") = \"err\"", ") = \"o\"", ") like \"7\"", ") = \"\""));
      case 6 ->
          "substr("
              + a
              + pick(List.of(", 0, 3", ", 1", ", 1.7, 2", ", 2, 0", ", 99", ", 0 - 1"))
              + pick(List.of(") = \"err\"", ") = \"rr\"", ") = \"\"", ") like \"0\""));
      case 7 ->
          pick(List.of("isIpInSubnet(", "isIpv6InSubnet(", "isIpv4InSubnet("))
              + a
              + ", \""
              + pick(
                  List.of(
                      "2001:db8::/32",
                      "2001:db8::/29",
                      "::ffff:10.1.0.0/111",
                      "::/0",
                      "2001:db8::1/128",
                      "10.0.0.0/8"))
              + "\")";
      case 8 -> pick(List.of("isPrivateIP(", "isValidIp(", "isValidIpV6(", "isblank(")) + a + ')';
      case 9 ->
          pick(List.of("dateceil(", "datefloor("))
              + a
              + pick(List.of(", 1mo)", ", 5q)", ", 3y)", ", 2w)", ", 7d)"))
              + pick(List.of(" = ", " > ", " <= "))
              + pick(List.of("0", "1704067200000", b));
      case 10 -> "messageSize(" + a + ") = strlen(" + b + ")";
      case 11 -> "strcontains(" + a + ", \"RR\"" + pick(List.of(")", ", true)", ", false)"));
      case 12 -> a + " + 1 > " + b + " * 2";
      case 13 ->
          computed(a, b) + pick(List.of(" = ", " < ", " >= ")) + pick(List.of("401", "2.5", "-1"));
      case 14 -> pick(List.of("", "not ")) + "ispresent(" + computed(a, b) + ")";
      case 15 -> guarded(computed(a, b), pick(List.of("!= 401", "not in [401, 4]")));
      case 16 -> guarded(spelled(a, b), pick(List.of("not like \"4\"", "not like /[05]$/")));
      case 17 -> spelled(a, b) + pick(List.of(" in [1, 401]", " like \"1\"", " =~ /^4/"));
      default -> "coalesce(" + a + ", " + b + ") = concat(" + a + ", \"\")";
    };
  }

  /** What may have no value where its fields have one, or the other way round. */
  private String computed(String a, String b) {
    return pick(
        List.of(
            a + " + 1",
            a + " * " + b,
            "100 / " + a,
            "-" + a,
            "abs(" + a + ")",
            "greatest(" + a + ", " + b + ")",
            "if(ispresent(" + a + "), " + b + " + 1, 401)",
            spelled(a, b)));
  }

  /** The same, with values that everybody spells alike. */
  private String spelled(String a, String b) {
    return pick(
        List.of(
            "toLong(" + a + ") % 3",
            "strlen(" + a + ") - strlen(" + b + ")",
            "coalesce(" + a + ", " + b + ")",
            "isempty(" + a + ")",
            "isNumeric(" + a + ")",
            "if(ispresent(" + a + "), toLong(" + b + ") % 7, 401)"));
  }

  private String guarded(String subject, String test) {
    String plain = subject + ' ' + test;
    String presence = "ispresent(" + subject + ')';
    return random.nextBoolean()
        ? "(not " + presence + " or " + plain + ')'
        : '(' + presence + " and " + plain + ')';
  }

  private String name() {
    return pick(List.of("level", "statusCode", "user.name", "`foo-bar`", "on", "`limit`", "ms"));
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
    boolean number = text.matches("(?s)-?[0-9][^*%:]*");
    return number && !anything
        ? "\"error\""
        : '"'
            + text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
            + '"';
  }

  private <T> T pick(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
