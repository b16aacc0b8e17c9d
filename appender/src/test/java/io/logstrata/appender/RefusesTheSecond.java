package io.logstrata.appender;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;

/** A layout that shows the message, and fails for one of them. Public for Logback. */
public final class RefusesTheSecond extends LayoutBase<ILoggingEvent> {
  @Override
  public String doLayout(ILoggingEvent event) {
    String message = event.getFormattedMessage();
    if (message.equals("event 2")) {
      throw new IllegalStateException(message);
    }
    return message;
  }
}
