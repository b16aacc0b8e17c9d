package io.logstrata.insights.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of addresses such as {@code 192.0.2.0/24} or {@code 2001:db8::/32}.
 *
 * <pre>{@code
 * new Cidr("10.0.0.0/8").contains("10.1.2.3"); // true
 * }</pre>
 *
 * @param text as it was written
 */
public record Cidr(String text) {
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

  /**
   * A regular expression for addresses of IPv4, without anchors: four numbers without leading
   * zeros. Java, RE2 and Trino read it alike.
   */
  public static final String IPV4 = "(" + OCTET + "\\.){3}" + OCTET;

  /**
   * A regular expression for addresses of IPv6 (RFC 4291, section 2.2), without anchors; the last
   * two groups may be written as an address of IPv4.
   */
  public static final String IPV6 = ipv6();

  private static final Pattern IPV4_PATTERN = Pattern.compile(IPV4);
  private static final Pattern IPV6_PATTERN = Pattern.compile(IPV6);
  private static final int GROUPS = 8;
  private static final int HEX = 16;

  /** The blocks of private networks (RFC 1918). */
  public static final List<Cidr> PRIVATE =
      List.of(new Cidr("10.0.0.0/8"), new Cidr("172.16.0.0/12"), new Cidr("192.168.0.0/16"));

  public Cidr {
    int slash = text.indexOf('/');
    Optional<byte[]> address = slash < 0 ? Optional.empty() : address(text.substring(0, slash));
    int bits = slash < 0 ? -1 : prefix(text.substring(slash + 1));
    if (address.isEmpty() || bits < 0 || bits > address.get().length * Byte.SIZE) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no CIDR block: write an address and a prefix length, such as 10.0.0.0/8");
    }
  }

  /** The block, if the text is one. */
  public static Optional<Cidr> of(String text) {
    try {
      return Optional.of(new Cidr(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The four or sixteen bytes of the address before the slash. */
  public byte[] network() {
    return address(text.substring(0, text.indexOf('/'))).orElseThrow();
  }

  /** How many of the first bits are those of the block. */
  public int bits() {
    return prefix(text.substring(text.indexOf('/') + 1));
  }

  /** Whether the text is an address of this block's family that lies inside it. */
  public boolean contains(String candidate) {
    byte[] network = network();
    Optional<byte[]> given = address(candidate);
    if (given.isEmpty() || given.get().length != network.length) {
      return false;
    }
    int bits = bits();
    for (int i = 0; i < network.length && bits > 0; i++, bits -= Byte.SIZE) {
      int mask = bits >= Byte.SIZE ? 0xff : 0xff << (Byte.SIZE - bits) & 0xff;
      if ((network[i] & mask) != (given.get()[i] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** The four or sixteen bytes of a literal address; never asks a name server. */
  public static Optional<byte[]> address(String text) {
    if (IPV4_PATTERN.matcher(text).matches()) {
      return Optional.of(ipv4Bytes(text));
    }
    return IPV6_PATTERN.matcher(text).matches() ? Optional.of(ipv6Bytes(text)) : Optional.empty();
  }

  private static byte[] ipv4Bytes(String text) {
    String[] octets = text.split("\\.", -1);
    byte[] bytes = new byte[octets.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(octets[i]);
    }
    return bytes;
  }

  private static byte[] ipv6Bytes(String text) {
    int tail = text.lastIndexOf(':') + 1;
    String groups = text;
    if (text.indexOf('.') >= 0) {
      byte[] last = ipv4Bytes(text.substring(tail));
      groups = text.substring(0, tail) + hex(last, 0) + ':' + hex(last, 2);
    }
    int gap = groups.indexOf("::");
    int[] numbers = new int[GROUPS];
    fill(numbers, gap < 0 ? groups : groups.substring(0, gap), false);
    if (gap >= 0) {
      fill(numbers, groups.substring(gap + 2), true);
    }
    byte[] bytes = new byte[2 * GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      bytes[2 * i] = (byte) (numbers[i] >> Byte.SIZE);
      bytes[2 * i + 1] = (byte) numbers[i];
    }
    return bytes;
  }

  private static String hex(byte[] bytes, int from) {
    return Integer.toHexString((bytes[from] & 0xff) * 256 + (bytes[from + 1] & 0xff));
  }

  private static void fill(int[] numbers, String groups, boolean atTheEnd) {
    List<String> each = groups.isEmpty() ? List.of() : Arrays.asList(groups.split(":", -1));
    int first = atTheEnd ? GROUPS - each.size() : 0;
    for (int i = 0; i < each.size(); i++) {
      numbers[first + i] = Integer.parseInt(each.get(i), HEX);
    }
  }

  private static String ipv6() {
    String group = "[0-9a-fA-F]{1,4}";
    String before = "(" + group + ":)";
    String after = "(:" + group + ")";
    return "("
        + String.join(
            "|",
            before + "{7}" + group,
            before + "{1,7}:",
            before + "{1,6}" + after,
            before + "{1,5}" + after + "{1,2}",
            before + "{1,4}" + after + "{1,3}",
            before + "{1,3}" + after + "{1,4}",
            before + "{1,2}" + after + "{1,5}",
            before + after + "{1,6}",
            ":" + after + "{1,7}",
            "::",
            before + "{6}" + IPV4,
            before + "{1,5}:" + IPV4,
            before + "{1,4}" + after + ":" + IPV4,
            before + "{1,3}" + after + "{1,2}:" + IPV4,
            before + "{1,2}" + after + "{1,3}:" + IPV4,
            before + after + "{1,4}:" + IPV4,
            ":" + after + "{0,5}:" + IPV4)
        + ")";
  }

  private static int prefix(String text) {
    return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
  }
}
