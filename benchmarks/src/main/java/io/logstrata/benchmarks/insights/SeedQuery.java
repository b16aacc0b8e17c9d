package io.logstrata.benchmarks.insights;

/** The query of the team that this library began with, as they pasted it. */
final class SeedQuery {
  static final String TEXT =
      """
      fields @timestamp, @message
      | filter level = "error"
      | filter statusCode != 400 | filter statusCode != 401 | filter statusCode != 403 | filter statusCode != 404
      | sort @timestamp desc
      | limit 100
      """;

  private SeedQuery() {}
}
