package io.logstrata.insights.write;

import io.logstrata.insights.model.Cidr;

/** CIDR blocks in SQL: an address of IPv4 is four numbers, and a block a range of their sum. */
final class SqlAddresses {
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final String IPV4 = "'\\A(" + OCTET + "\\.){3}" + OCTET + "\\z'";
  private static final int OCTETS = 4;
  private static final int BITS = 32;

  private SqlAddresses() {}

  static String isIpv4(String text, SqlDialect dialect) {
    return dialect.finds(text, IPV4);
  }

  static String within(String text, Cidr block, SqlDialect dialect) {
    int slash = block.text().indexOf('/');
    byte[] network = Cidr.address(block.text().substring(0, slash)).orElseThrow();
    if (network.length != OCTETS) {
      throw new NotWritable(
          "SQL has no numbers as large as the addresses of "
              + block.text()
              + ": match the beginning of the address, or ask in an Insights query");
    }
    long size = 1L << (BITS - Integer.parseInt(block.text().substring(slash + 1)));
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
    return "CASE WHEN "
        + isIpv4(text, dialect)
        + " THEN "
        + number
        + " BETWEEN "
        + first
        + " AND "
        + (first + size - 1)
        + " ELSE FALSE END";
  }
}
