package io.logstrata.insights.write;

/**
 * Says that a target cannot express something, what it is and what to do instead; thrown before
 * anything is written.
 */
public final class NotWritable extends IllegalArgumentException {
  public NotWritable(String message) {
    super(message);
  }
}
