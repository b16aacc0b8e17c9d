package io.logstrata.testkit.metrics;

import java.util.Arrays;
import java.util.Optional;

/** What a period without values counts as. */
public enum MissingData {
  MISSING("missing", "Missing"),
  NOT_BREACHING("notBreaching", "NonBreaching"),
  BREACHING("breaching", "Breaching"),
  IGNORE("ignore", "Ignored");

  private final String word;
  private final String inReason;

  MissingData(String word, String inReason) {
    this.word = word;
    this.inReason = inReason;
  }

  /** Returns AWS's word, such as {@code notBreaching}. */
  public String word() {
    return word;
  }

  String inReason() {
    return inReason;
  }

  public static Optional<MissingData> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
  }
}
