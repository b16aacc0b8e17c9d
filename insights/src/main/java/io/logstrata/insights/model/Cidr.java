package io.logstrata.insights.model;

import java.net.InetAddress;
import java.net.UnknownHostException;
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
  private static final Pattern IPV4 =
      Pattern.compile(
          "(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  public Cidr {
    int slash = text.indexOf('/');
    Optional<byte[]> address = slash < 0 ? Optional.empty() : address(text.substring(0, slash));
    int bits = slash < 0 ? -1 : prefix(text.substring(slash + 1));
    if (address.isEmpty() || bits < 0 || bits > address.get().length * 8) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no CIDR block: write an address and a prefix length, such as 10.0.0.0/8");
    }
  }

  /** Whether the text is an address of this block's family that lies inside it. */
  public boolean contains(String candidate) {
    int slash = text.indexOf('/');
    byte[] network = address(text.substring(0, slash)).orElseThrow();
    Optional<byte[]> given = address(candidate);
    if (given.isEmpty() || given.get().length != network.length) {
      return false;
    }
    int bits = prefix(text.substring(slash + 1));
    for (int i = 0; i < network.length && bits > 0; i++, bits -= 8) {
      int mask = bits >= 8 ? 0xff : 0xff << (8 - bits) & 0xff;
      if ((network[i] & mask) != (given.get()[i] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** The four or sixteen bytes of a literal address; never asks a name server. */
  public static Optional<byte[]> address(String text) {
    if (!IPV4.matcher(text).matches() && !(text.length() <= 45 && IPV6.matcher(text).matches())) {
      return Optional.empty();
    }
    try {
      byte[] bytes = InetAddress.getByName(text).getAddress();
      // Java turns ::ffff:a.b.c.d into four bytes; it is an IPv6 address all the same.
      return bytes.length == 4 && text.indexOf(':') >= 0
          ? Optional.of(mapped(bytes))
          : Optional.of(bytes);
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static byte[] mapped(byte[] four) {
    byte[] sixteen = new byte[16];
    sixteen[10] = (byte) 0xff;
    sixteen[11] = (byte) 0xff;
    System.arraycopy(four, 0, sixteen, 12, 4);
    return sixteen;
  }

  private static int prefix(String text) {
    return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
  }
}
