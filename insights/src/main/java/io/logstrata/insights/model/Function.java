package io.logstrata.insights.model;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The scalar functions of Insights QL, by their documented spelling (user guide,
 * CWL_QuerySyntax-operations-functions). Text reads their names in any case.
 *
 * <pre>{@code
 * Function.named("STRLEN"); // Optional[STRLEN]
 * }</pre>
 */
public enum Function {
  ABS("abs", 1, 1),
  CEIL("ceil", 1, 1),
  FLOOR("floor", 1, 1),
  GREATEST("greatest", 1, Integer.MAX_VALUE),
  LEAST("least", 1, Integer.MAX_VALUE),
  LOG("log", 1, 1),
  ROUND("round", 1, 2),
  SQRT("sqrt", 1, 1),
  TO_NUMBER("toNumber", 1, 1),
  TO_INT("toInt", 1, 1),
  TO_LONG("toLong", 1, 1),
  TO_DOUBLE("toDouble", 1, 1),
  BIN("bin", 1, 1),
  DATEFLOOR("datefloor", 2, 2),
  DATECEIL("dateceil", 2, 2),
  FROM_MILLIS("fromMillis", 1, 1),
  TO_MILLIS("toMillis", 1, 1),
  COALESCE("coalesce", 1, Integer.MAX_VALUE),
  IF("if", 3, 3),
  CASE("case", 2, 21),
  IS_PRESENT("ispresent", 1, 1),
  IS_EMPTY("isempty", 1, 1),
  IS_BLANK("isblank", 1, 1),
  IS_NUMERIC("isNumeric", 1, 1),
  MESSAGE_SIZE("messageSize", 1, 1),
  CONCAT("concat", 1, Integer.MAX_VALUE),
  LTRIM("ltrim", 1, 2),
  RTRIM("rtrim", 1, 2),
  TRIM("trim", 1, 2),
  STRLEN("strlen", 1, 1),
  TOUPPER("toupper", 1, 1),
  TOLOWER("tolower", 1, 1),
  SUBSTR("substr", 2, 3),
  REPLACE("replace", 3, 3),
  STRCONTAINS("strcontains", 2, 3),
  STARTS_WITH("startsWith", 2, 2),
  ENDS_WITH("endsWith", 2, 2),
  IS_VALID_IP("isValidIp", 1, 1),
  IS_VALID_IP_V4("isValidIpV4", 1, 1),
  IS_VALID_IP_V6("isValidIpV6", 1, 1),
  IS_IP_IN_SUBNET("isIpInSubnet", 2, 2),
  IS_IPV4_IN_SUBNET("isIpv4InSubnet", 2, 2),
  IS_IPV6_IN_SUBNET("isIpv6InSubnet", 2, 2),
  IS_PRIVATE_IP("isPrivateIP", 1, 1),
  PARSE_DATE("parseDate", 2, 3),
  FORMAT_DATE("formatDate", 2, 3),
  JSON_PARSE("jsonParse", 1, 1),
  JSON_ARRAY_SIZE("jsonArraySize", 1, 1),
  JSON_ARRAY_CONTAINS("jsonArrayContains", 2, 2),
  HEX_TO_ASCII("hexToAscii", 1, 1),
  HEX_TO_DEC("hexToDec", 1, 1),
  DEC_TO_HEX("decToHex", 1, 1),
  UNMASK("unmask", 1, 1);

  private static final Map<String, Function> BY_NAME = byName();

  private final String spelling;
  private final int fewest;
  private final int most;

  Function(String spelling, int fewest, int most) {
    this.spelling = spelling;
    this.fewest = fewest;
    this.most = most;
  }

  /** The name as the user guide spells it. */
  public String spelling() {
    return spelling;
  }

  /** The function of this name, in any case; {@code strftime} is {@code formatDate}. */
  public static Optional<Function> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  private static Map<String, Function> byName() {
    Map<String, Function> names =
        new HashMap<>(
            Stream.of(values())
                .collect(
                    toUnmodifiableMap(
                        function -> function.spelling.toLowerCase(Locale.ROOT),
                        function -> function)));
    names.put("strftime", FORMAT_DATE);
    return Map.copyOf(names);
  }

  void check(int count) {
    if (count < fewest || count > most) {
      String expected =
          most == fewest
              ? "" + fewest
              : most == Integer.MAX_VALUE ? fewest + " or more" : fewest + " to " + most;
      throw new IllegalArgumentException(
          spelling
              + "() takes "
              + expected
              + (most == 1 ? " argument" : " arguments")
              + ", not "
              + count);
    }
  }
}
