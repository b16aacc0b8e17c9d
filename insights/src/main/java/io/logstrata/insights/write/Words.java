package io.logstrata.insights.write;

import java.util.Set;

/**
 * Words that mean something of their own where a name may stand, so that a name spelled like one is
 * put into backticks.
 */
final class Words {
  static final Set<String> RESERVED =
      Set.of(
          "fields", "display", "filter", "where", "sort", "limit", "dedup", "stats", "parse", "by",
          "as", "asc", "desc", "and", "or", "not", "in", "like", "any", "true", "false", "offset");

  private Words() {}
}
