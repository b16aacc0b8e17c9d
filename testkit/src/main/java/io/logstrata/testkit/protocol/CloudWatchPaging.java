package io.logstrata.testkit.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.rules.Refusal;
import java.util.List;
import java.util.function.Function;

/** Pages as CloudWatch gives them out: it has an error of its own for tokens that are none. */
final class CloudWatchPaging {
  private static final String MEMBER = "NextToken";

  private CloudWatchPaging() {}

  static <T> List<T> page(
      List<T> all, Function<T, String> name, Input input, int limit, ObjectNode answer) {
    try {
      return Paging.page(all, name, input, limit, answer, MEMBER);
    } catch (Refusal invalid) {
      throw invalidToken();
    }
  }

  static Refusal invalidToken() {
    return new Refusal("InvalidNextToken", "The next token is invalid.");
  }
}
