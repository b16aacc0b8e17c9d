package io.logstrata.testkit.topics;

import java.time.Instant;

/** An address that is told what a topic publishes, once it has confirmed. */
public final class Subscription {
  private final String arn;
  private final String protocol;
  private final String endpoint;
  private volatile String token;
  private volatile Instant askedAt;
  private volatile boolean confirmed;

  Subscription(String arn, String protocol, String endpoint, String token, Instant askedAt) {
    this.arn = arn;
    this.protocol = protocol;
    this.endpoint = endpoint;
    this.token = token;
    this.askedAt = askedAt;
  }

  public String arn() {
    return arn;
  }

  public String protocol() {
    return protocol;
  }

  public String endpoint() {
    return endpoint;
  }

  public boolean confirmed() {
    return confirmed;
  }

  String token() {
    return token;
  }

  Instant askedAt() {
    return askedAt;
  }

  void ask(String newToken, Instant now) {
    token = newToken;
    askedAt = now;
  }

  void confirm() {
    confirmed = true;
  }
}
