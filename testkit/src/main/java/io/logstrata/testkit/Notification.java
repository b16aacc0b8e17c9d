package io.logstrata.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * A message that was published to a topic.
 *
 * @param topicArn the topic
 * @param subject may be empty
 * @param message the message; an alarm's is the JSON that CloudWatch publishes
 * @param at when, by the service's clock
 * @param recipients the addresses whose subscriptions were confirmed by then
 */
public record Notification(
    String topicArn, String subject, String message, Instant at, List<String> recipients) {
  public Notification {
    requireNonNull(topicArn, "topicArn");
    requireNonNull(subject, "subject");
    requireNonNull(message, "message");
    requireNonNull(at, "at");
    recipients = List.copyOf(recipients);
  }
}
