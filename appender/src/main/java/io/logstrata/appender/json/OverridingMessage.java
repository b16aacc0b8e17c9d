package io.logstrata.appender.json;

import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.Arrays;

/** What a proxy shows instead of the exception's name and message, if it does. */
public final class OverridingMessage {
  /** Logback has it since 1.5.22. */
  private static final boolean IS_KNOWN =
      Arrays.stream(IThrowableProxy.class.getMethods())
          .anyMatch(method -> method.getName().equals("getOverridingMessage"));

  private OverridingMessage() {}

  /** Null for none. */
  public static String of(IThrowableProxy proxy) {
    try {
      return IS_KNOWN ? proxy.getOverridingMessage() : null;
    } catch (AbstractMethodError e) { // a proxy that was compiled for an older Logback
      return null;
    }
  }
}
