package io.logstrata.testkit.protocol;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back over the wire, how, and after how long. */
final class Answer {
  enum Manner {
    ANSWERED,
    RESET,
    NEVER
  }

  private final int status;
  private final byte[] body;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Manner manner;
  private final Duration after;

  private Answer(int status, byte[] body, Manner manner, Duration after) {
    this.status = status;
    this.body = body;
    this.manner = manner;
    this.after = after;
  }

  static Answer of(int status, byte[] body) {
    return new Answer(status, body, Manner.ANSWERED, Duration.ZERO);
  }

  static Answer silent(Manner manner) {
    return new Answer(200, new byte[0], manner, Duration.ZERO);
  }

  Answer delayed(Duration delay) {
    Answer delayed = new Answer(status, body, manner, delay);
    delayed.headers.putAll(headers);
    return delayed;
  }

  /** Adds a header to this answer. */
  Answer with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  Map<String, String> headers() {
    return headers;
  }

  int status() {
    return status;
  }

  /** Returns the bytes themselves: an answer is written once and then forgotten. */
  byte[] body() {
    return body;
  }

  Manner manner() {
    return manner;
  }

  Duration after() {
    return after;
  }
}
