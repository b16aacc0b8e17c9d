package io.logstrata.testkit.topics;

import io.logstrata.testkit.policy.ResourcePolicy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A topic: its attributes, tags and subscriptions. */
public final class Topic {
  private final String arn;
  private final Map<String, String> attributes = new ConcurrentHashMap<>();
  private final Map<String, String> tags = new ConcurrentHashMap<>();
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private final AtomicInteger deleted = new AtomicInteger();

  Topic(String arn, Map<String, String> attributes, Map<String, String> tags) {
    this.arn = arn;
    this.attributes.putAll(attributes);
    this.tags.putAll(tags);
  }

  public String arn() {
    return arn;
  }

  /** Returns what was set, by name. */
  public Map<String, String> attributes() {
    return new TreeMap<>(attributes);
  }

  public void set(String attribute, String value) {
    attributes.put(attribute, value);
  }

  public Map<String, String> tags() {
    return new TreeMap<>(tags);
  }

  public void tag(Map<String, String> added) {
    tags.putAll(added);
  }

  public void untag(Collection<String> keys) {
    tags.keySet().removeAll(keys);
  }

  /** Returns the subscriptions in the order in which they came, pending ones included. */
  public List<Subscription> subscriptions() {
    return List.copyOf(subscriptions);
  }

  /** Returns how many confirmed subscriptions were taken back. */
  public int deletedSubscriptions() {
    return deleted.get();
  }

  void add(Subscription subscription) {
    subscriptions.add(subscription);
  }

  void remove(Subscription subscription) {
    subscriptions.remove(subscription);
    if (subscription.confirmed()) {
      deleted.incrementAndGet();
    }
  }

  /** Says whether a service may publish, by the topic's policy. */
  boolean admits(String service, Map<String, String> context) {
    return ResourcePolicy.parse(attributes.get(TopicDesk.POLICY))
        .allows(service, "SNS:Publish", arn, context);
  }
}
