package io.logstrata.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A mail that a topic sent to one address: the request to confirm a subscription, or a
 * notification.
 *
 * @param topicArn the topic that sent it
 * @param subject the mail's subject
 * @param message the message as it was published; of a request to confirm, the token alone
 * @param at when, by the service's clock
 * @param confirmation whether it asks for confirmation
 */
public record Mail(
    String topicArn, String subject, String message, Instant at, boolean confirmation) {
  public Mail {
    requireNonNull(topicArn, "topicArn");
    requireNonNull(subject, "subject");
    requireNonNull(message, "message");
    requireNonNull(at, "at");
  }
}
