package io.logstrata.archiver.setup;

import io.logstrata.archiver.setup.declare.DeclaredTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What there is to do about a topic and its subscriptions. */
final class TopicPlan {
  private static final String EMAIL = "email";

  private TopicPlan() {}

  static List<Item> of(DeclaredTopic declared, Actual actual) {
    Thing thing = Thing.topic(declared.name());
    Optional<Actual.Topic> there = Optional.ofNullable(actual.topics().get(declared.name()));
    if (declared.foreign()) {
      return List.of(
          there.isPresent()
              ? Item.foreign(thing, "declared as somebody else's: left alone")
              : Item.cannot(
                  thing,
                  List.of(),
                  "is declared as somebody else's and is not there: have it created, or take"
                      + " \"foreign\" out"));
    }
    List<Item> items = new ArrayList<>();
    items.add(
        there.isPresent()
            ? Item.compared(thing, List.of(), List.of(), Set.of())
            : Item.create(
                thing, List.of(), List.of(new Step.CreateTopic(declared.name())), Set.of()));
    List<Actual.Subscription> subscriptions =
        there.map(Actual.Topic::subscriptions).orElse(List.of());
    declared.emails().forEach(email -> items.add(subscription(declared, email, subscriptions)));
    for (Actual.Subscription subscription : subscriptions) {
      boolean mail = subscription.protocol().equals(EMAIL);
      if (!mail || !declared.emails().contains(subscription.endpoint())) {
        items.add(
            Item.foreign(
                Thing.subscription(declared.name(), subscription.endpoint()),
                "gets the topic's messages by "
                    + subscription.protocol()
                    + ", and is not declared: left alone"));
      }
    }
    return items;
  }

  private static Item subscription(
      DeclaredTopic topic, String email, List<Actual.Subscription> subscriptions) {
    Thing thing = Thing.subscription(topic.name(), email);
    Set<Thing> needs = Set.of(Thing.topic(topic.name()));
    List<Actual.Subscription> there =
        subscriptions.stream()
            .filter(any -> any.protocol().equals(EMAIL) && any.endpoint().equals(email))
            .toList();
    if (there.isEmpty()) {
      return Item.create(thing, List.of(), List.of(new Step.Subscribe(topic.name(), email)), needs);
    }
    if (there.stream().anyMatch(Actual.Subscription::confirmed)) {
      return Item.compared(thing, List.of(), List.of(), needs);
    }
    return new Item(
        thing,
        Item.State.UNCONFIRMED,
        List.of(),
        List.of(),
        needs,
        "gets nothing until the link in the mail from AWS is followed");
  }
}
