package io.logstrata.insights.write;

import io.logstrata.insights.model.Cidr;

/**
 * CIDR blocks in SQL: an address of IPv4 is four numbers, and a block a range of their sum; an
 * address of IPv6 is written out as eight groups of four digits, and a block is how they begin.
 */
final class SqlAddresses {
  private static final String IPV4 = anchored(Cidr.IPV4);
  private static final String IPV6 = anchored(Cidr.IPV6);
  private static final int OCTETS = 4;
  private static final int IPV4_BITS = 32;
  private static final int GROUP_BITS = 16;
  private static final int DIGIT_BITS = 4;
  private static final int HEX = 16;

  private SqlAddresses() {}

  static String isIpv4(String text, SqlEngine engine) {
    return engine.finds(text, IPV4);
  }

  static String isIpv6(String text, SqlEngine engine) {
    return engine.finds(text, IPV6);
  }

  static String within(String text, Cidr block, SqlEngine engine) {
    return "CASE WHEN "
        + (isIpv4(block) ? isIpv4(text, engine) : isIpv6(text, engine))
        + " THEN "
        + (isIpv4(block) ? withinIpv4(text, block) : withinIpv6(text, block, engine))
        + " ELSE FALSE END";
  }

  static boolean isIpv4(Cidr block) {
    return block.network().length == OCTETS;
  }

  private static String withinIpv4(String text, Cidr block) {
    byte[] network = block.network();
    long size = 1L << (IPV4_BITS - block.bits());
    long address = 0;
    StringBuilder number = new StringBuilder();
    for (int i = 0; i < OCTETS; i++) {
      address = address << Byte.SIZE | (network[i] & 0xff);
      number
          .append(i == 0 ? "" : " + ")
          .append("CAST(split_part(")
          .append(text)
          .append(", '.', ")
          .append(i + 1)
          .append(") AS BIGINT) * ")
          .append(1L << (Byte.SIZE * (OCTETS - 1 - i)));
    }
    long first = address - address % size;
    return number + " BETWEEN " + first + " AND " + (first + size - 1);
  }

  private static String withinIpv6(String text, Cidr block, SqlEngine engine) {
    StringBuilder begins = new StringBuilder("TRUE");
    byte[] network = block.network();
    for (int first = 0; first < block.bits(); first += GROUP_BITS) {
      int i = first / GROUP_BITS;
      int group = (network[2 * i] & 0xff) << Byte.SIZE | (network[2 * i + 1] & 0xff);
      String digits = HexGroup.of(group);
      String written = "lpad(lower(split_part(run, ':', " + (i + 1) + ")), 4, '0')";
      int bits = Math.min(GROUP_BITS, block.bits() - first);
      int whole = bits / DIGIT_BITS;
      begins.append(
          " AND substr(" + written + ", 1, " + whole + ") = '" + digits.substring(0, whole) + "'");
      if (bits % DIGIT_BITS > 0) {
        begins.append(" AND substr(" + written + ", " + (whole + 1) + ", 1) IN (");
        begins.append(HexGroup.beginningLike(digits.charAt(whole), bits % DIGIT_BITS)).append(')');
      }
    }
    String groups = engine.bound(text, withoutIpv4());
    groups = engine.bound(groups, "CASE WHEN starts_with(run, '::') THEN '0' || run ELSE run END");
    groups =
        engine.bound(
            groups,
            "CASE WHEN " + engine.endsWith("run", "'::'") + " THEN run || '0' ELSE run END");
    // As many groups of zero as are missing to eight, where the two colons stand.
    groups =
        engine.bound(
            groups,
            "replace(run, '::', ':' || lpad('', CAST(greatest(0, 16 - 2 * (length(run) - length(replace(run, ':', '')))) AS INTEGER), '0:'))");
    return engine.bound(groups, begins.toString());
  }

  /** The last two groups, where they are written as an address of IPv4, as such. */
  private static String withoutIpv4() {
    String tail = "regexp_extract(run, '[^:]*$')";
    return "CASE WHEN strpos(run, '.') > 0 THEN substr(run, 1, length(run) - length("
        + tail
        + ")) || "
        + group(tail, 1)
        + " || ':' || "
        + group(tail, 3)
        + " ELSE run END";
  }

  private static String group(String tail, int octet) {
    return "to_base("
        + octet(tail, octet)
        + " * 256 + "
        + octet(tail, octet + 1)
        + ", "
        + HEX
        + ')';
  }

  private static String octet(String tail, int number) {
    return "TRY_CAST(split_part(" + tail + ", '.', " + number + ") AS BIGINT)";
  }

  private static String anchored(String regex) {
    return SqlText.text("\\A" + regex + "\\z");
  }

  /** A group of an address of IPv6 in digits. */
  private static final class HexGroup {
    private static final String DIGITS = "0123456789abcdef";

    static String of(int group) {
      String digits = Integer.toHexString(group);
      return "0".repeat(4 - digits.length()) + digits;
    }

    /** The digits with the same first bits, as a list of SQL. */
    static String beginningLike(char digit, int bits) {
      StringBuilder list = new StringBuilder();
      int shift = DIGIT_BITS - bits;
      for (int i = 0; i < HEX; i++) {
        if (i >> shift == DIGITS.indexOf(digit) >> shift) {
          list.append(list.length() == 0 ? "'" : ", '").append(DIGITS.charAt(i)).append('\'');
        }
      }
      return list.toString();
    }
  }
}
