package io.logstrata.testkit.topics;

import io.logstrata.testkit.Mail;
import io.logstrata.testkit.Notification;
import io.logstrata.testkit.rules.Account;
import io.logstrata.testkit.rules.Refusal;
import io.logstrata.testkit.rules.TopicRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The topics of one account and Region, and the mail that they sent. */
public final class TopicDesk {
  /** The attribute that says whom the topic lets in. */
  public static final String POLICY = "Policy";

  /** What waits longer for its confirmation is gone. Source: SNS Developer Guide. */
  private static final Duration CONFIRM_WITHIN = Duration.ofDays(2);

  /** What is remembered of each address and of all topics: a long run must not fill the memory. */
  private static final int MOST = 100_000;

  private final Account account;
  private final Clock clock;
  private final NavigableMap<String, Topic> topics = new TreeMap<>();
  private final List<Notification> notifications = new ArrayList<>();
  private final List<Sent> sent = new ArrayList<>();

  public TopicDesk(Account account, Clock clock) {
    this.account = account;
    this.clock = clock;
  }

  public Account account() {
    return account;
  }

  /** Creates the topic; one that is there already must have what is asked for. */
  public synchronized Topic create(
      String name, Map<String, String> attributes, Map<String, String> tags) {
    String arn = account.topicArn(name);
    Topic known = topics.get(arn);
    if (known == null) {
      Map<String, String> all = new TreeMap<>(attributes);
      all.putIfAbsent(POLICY, TopicPolicy.ofOwner(arn, account.accountId()));
      Topic topic = new Topic(arn, all, tags);
      topics.put(arn, topic);
      return topic;
    }
    if (!known.attributes().entrySet().containsAll(attributes.entrySet())) {
      throw TopicRules.invalid("Attributes Reason: Topic already exists with different attributes");
    }
    if (!tags.isEmpty() && !known.tags().equals(tags)) {
      throw TopicRules.invalid("Tags Reason: Topic already exists with different tags");
    }
    return known;
  }

  /** Returns the topics, sorted by ARN. */
  public synchronized List<Topic> topics() {
    return List.copyOf(topics.values());
  }

  /**
   * Returns the topic.
   *
   * @throws Refusal NotFound when there is none
   */
  public synchronized Topic find(String arn) {
    Topic topic = topics.get(arn);
    if (topic == null) {
      throw new Refusal(404, "NotFound", "Topic does not exist");
    }
    expire(topic);
    return topic;
  }

  public synchronized void delete(String arn) {
    topics.remove(arn);
  }

  private void expire(Topic topic) {
    Instant oldest = clock.instant().minus(CONFIRM_WITHIN);
    for (Subscription subscription : topic.subscriptions()) {
      if (!subscription.confirmed() && subscription.askedAt().isBefore(oldest)) {
        topic.remove(subscription);
      }
    }
  }

  /** Subscribes an address and asks it to confirm; one that has not confirmed is asked again. */
  public synchronized Subscription subscribe(String arn, String protocol, String endpoint) {
    Topic topic = find(arn);
    Instant now = clock.instant();
    String token = UUID.randomUUID().toString().replace("-", "").repeat(2);
    Optional<Subscription> known =
        topic.subscriptions().stream()
            .filter(one -> one.protocol().equals(protocol) && one.endpoint().equals(endpoint))
            .findFirst();
    if (known.isPresent() && known.get().confirmed()) {
      return known.get();
    }
    Subscription subscription =
        known.orElseGet(
            () -> new Subscription(arn + ":" + UUID.randomUUID(), protocol, endpoint, token, now));
    if (known.isEmpty()) {
      topic.add(subscription);
    } else {
      subscription.ask(token, now);
    }
    send(endpoint, new Mail(arn, "AWS Notification - Subscription Confirmation", token, now, true));
    return subscription;
  }

  /** Confirms by the token that was mailed. */
  public synchronized Subscription confirm(String arn, String token) {
    Subscription subscription =
        find(arn).subscriptions().stream()
            .filter(one -> one.token().equals(token))
            .findFirst()
            .orElseThrow(() -> TopicRules.invalid("Token"));
    subscription.confirm();
    return subscription;
  }

  /** Confirms every subscription of the address that waits for it; returns how many did. */
  public synchronized int confirmAll(String endpoint) {
    int confirmed = 0;
    for (Topic topic : topics.values()) {
      expire(topic);
      for (Subscription one : topic.subscriptions()) {
        if (one.endpoint().equals(endpoint) && !one.confirmed()) {
          one.confirm();
          confirmed++;
        }
      }
    }
    return confirmed;
  }

  /** Returns the subscription and takes it out of its topic. */
  public synchronized void unsubscribe(String subscriptionArn) {
    for (Topic topic : topics.values()) {
      for (Subscription one : topic.subscriptions()) {
        if (one.arn().equals(subscriptionArn)) {
          topic.remove(one);
          return;
        }
      }
    }
    throw new Refusal(404, "NotFound", "Subscription does not exist");
  }

  /**
   * Publishes to every confirmed address.
   *
   * @return the message's id
   */
  public synchronized String publish(String arn, String subject, String message, Instant at) {
    Topic topic = find(arn);
    List<String> recipients = new ArrayList<>();
    for (Subscription subscription : topic.subscriptions()) {
      if (subscription.confirmed()) {
        recipients.add(subscription.endpoint());
        send(
            subscription.endpoint(),
            new Mail(
                arn, subject.isEmpty() ? "AWS Notification Message" : subject, message, at, false));
      }
    }
    bound(notifications);
    notifications.add(new Notification(arn, subject, message, at, recipients));
    return UUID.randomUUID().toString();
  }

  /**
   * Publishes on behalf of a service, if the topic is there and lets it.
   *
   * @param context values of condition keys, by lower-case key
   * @return why not, or empty if it was published
   */
  public synchronized Optional<String> publishFor(
      String service,
      Map<String, String> context,
      String arn,
      String subject,
      String message,
      Instant at) {
    Topic topic = topics.get(arn);
    if (topic == null) {
      return Optional.of("the topic does not exist");
    }
    if (!topic.admits(service, context)) {
      return Optional.of("the topic's policy does not let " + service + " publish");
    }
    publish(arn, subject, message, at);
    return Optional.empty();
  }

  private void send(String endpoint, Mail mail) {
    bound(sent);
    sent.add(new Sent(endpoint, mail));
  }

  private static void bound(List<?> list) {
    if (list.size() >= MOST) {
      list.subList(0, MOST / 10).clear();
    }
  }

  /** Returns what was published, oldest first. */
  public synchronized List<Notification> notifications() {
    return List.copyOf(notifications);
  }

  /** Returns what was sent to the address, oldest first. */
  public synchronized List<Mail> mailbox(String endpoint) {
    return sent.stream().filter(one -> one.endpoint.equals(endpoint)).map(Sent::mail).toList();
  }

  private record Sent(String endpoint, Mail mail) {}
}
