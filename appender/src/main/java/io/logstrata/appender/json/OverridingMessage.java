package io.logstrata.appender.json;

import ch.qos.logback.classic.spi.IThrowableProxy;

/** What a proxy shows instead of the exception's name and message, if it does. */
public final class OverridingMessage {
  private OverridingMessage() {}

  /** Null for none: as it always is before Logback 1.5.22, which knows no such thing. */
  public static String of(IThrowableProxy proxy) {
    try {
      return proxy.getOverridingMessage();
    } catch (IncompatibleClassChangeError e) { // no such method
      return null;
    }
  }
}
