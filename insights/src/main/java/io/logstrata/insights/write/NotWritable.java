package io.logstrata.insights.write;

/**
 * Says that a target cannot express something, what it is and what to do instead; thrown before
 * anything is written.
 *
 * <pre>{@code
 * filter.toFilterPattern(); // NotWritable, where only a query can say it
 * }</pre>
 */
public final class NotWritable extends IllegalArgumentException {
  public NotWritable(String message) {
    super(message);
  }
}
