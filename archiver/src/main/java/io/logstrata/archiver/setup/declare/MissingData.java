package io.logstrata.archiver.setup.declare;

/** What an alarm makes of a period without data. */
public enum MissingData {
  NOT_BREACHING("notBreaching"),
  BREACHING("breaching"),
  IGNORE("ignore"),
  MISSING("missing");

  private final String text;

  MissingData(String text) {
    this.text = text;
  }

  /** As CloudWatch spells it. */
  public String text() {
    return text;
  }
}
