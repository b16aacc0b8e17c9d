package io.logstrata.archiver.lambda;

import java.util.List;

/** The event cannot be used as it stands: trying again does not help. */
public final class BadEventException extends RuntimeException {
  BadEventException(List<String> problems) {
    super("the event cannot be used: " + String.join("; ", problems));
  }
}
