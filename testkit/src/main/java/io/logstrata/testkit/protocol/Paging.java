package io.logstrata.testkit.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.rules.Refusal;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** Pages of named things in a fixed order: the token holds the name of the last one given out. */
final class Paging {
  private static final String MARK = "after:";

  private Paging() {}

  /**
   * Returns the page that follows the request's {@code nextToken} and puts the next token into the
   * answer if more are left.
   */
  static <T> List<T> page(
      List<T> all, Function<T, String> name, Input input, int limit, ObjectNode answer) {
    return page(all, name, input, limit, answer, "nextToken");
  }

  /** The same for services that spell the token's member otherwise. */
  static <T> List<T> page(
      List<T> all,
      Function<T, String> name,
      Input input,
      int limit,
      ObjectNode answer,
      String member) {
    int start = 0;
    if (input.has(member)) {
      String after = decode(input.text(member));
      while (start < all.size() && !name.apply(all.get(start)).equals(after)) {
        start++;
      }
      if (start == all.size()) {
        throw invalidToken();
      }
      start++;
    }
    int end = Math.min(start + limit, all.size());
    if (end < all.size()) {
      answer.put(member, encode(name.apply(all.get(end - 1))));
    }
    return all.subList(start, end);
  }

  static String encode(String state) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString((MARK + state).getBytes(UTF_8));
  }

  static String decode(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), UTF_8);
      if (text.startsWith(MARK)) {
        return text.substring(MARK.length());
      }
    } catch (IllegalArgumentException notBase64) {
      throw invalidToken();
    }
    throw invalidToken();
  }

  /** Returns a number that a token holds; a token of ours holds none that is too large. */
  static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException notOurs) {
      throw invalidToken();
    }
  }

  static Refusal invalidToken() {
    return Refusal.invalidParameter("The specified nextToken is invalid.");
  }
}
