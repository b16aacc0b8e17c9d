package io.logstrata.samples.quickstart;

/** The quickstart cannot go on; the message is for the person who started it. */
final class Failure extends RuntimeException {
  Failure(String message) {
    super(message);
  }

  Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
