package io.logstrata.appender.json;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;

/**
 * The HTTP status that an exception carries: the answer of its public method {@code
 * getStatusCode()}, {@code statusCode()} or {@code getResponse().getStatus()}, the first of them
 * that gives one: a number, or something with a method {@code value()} that returns a number, as
 * Spring's {@code ResponseStatusException} has. Only the exception that was logged is asked, not
 * its causes: their status is that of another service's answer.
 */
public final class StatusOfException {
  private StatusOfException() {}

  /** The status, 100 to 599, or zero if there is none. */
  public static int of(IThrowableProxy proxy) {
    if (proxy instanceof StatusCarrier captured) {
      return captured.statusCode();
    }
    return proxy instanceof ThrowableProxy real ? KnownStatus.ofException(real.getThrowable()) : 0;
  }
}
