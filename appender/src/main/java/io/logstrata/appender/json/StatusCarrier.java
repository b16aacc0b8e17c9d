package io.logstrata.appender.json;

/**
 * A captured exception, which knows the status that the exception itself gave while it was there.
 */
@FunctionalInterface
public interface StatusCarrier {
  /** The status, 100 to 599, or zero if there is none. */
  int statusCode();
}
