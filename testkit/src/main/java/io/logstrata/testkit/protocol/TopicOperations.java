package io.logstrata.testkit.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.rules.Refusal;
import io.logstrata.testkit.rules.TopicRules;
import io.logstrata.testkit.topics.Subscription;
import io.logstrata.testkit.topics.Topic;
import io.logstrata.testkit.topics.TopicDesk;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** SNS: topics, their subscriptions and their tags. */
final class TopicOperations {
  private static final int PAGE = 100;
  private static final String PENDING = "pending confirmation";
  private final TopicDesk desk;

  TopicOperations(TopicDesk desk) {
    this.desk = desk;
  }

  Map<String, Operation> all() {
    return Map.ofEntries(
        Map.entry("CreateTopic", this::create),
        Map.entry("DeleteTopic", this::delete),
        Map.entry("ListTopics", this::list),
        Map.entry("Subscribe", this::subscribe),
        Map.entry("ConfirmSubscription", this::confirm),
        Map.entry("Unsubscribe", this::unsubscribe),
        Map.entry("ListSubscriptionsByTopic", this::listSubscriptions),
        Map.entry("TagResource", this::tag),
        Map.entry("UntagResource", this::untag),
        Map.entry("ListTagsForResource", this::listTags));
  }

  private void create(Input input, ObjectNode answer) {
    String name = TopicRules.name(input.text("Name"));
    Map<String, String> attributes = input.map("Attributes");
    attributes.forEach(TopicRules::checkAttribute);
    if (attributes.containsKey(TopicDesk.POLICY)) {
      PublishOperations.checkPolicy(attributes.get(TopicDesk.POLICY));
    }
    answer.put("TopicArn", desk.create(name, attributes, MetricInput.tags(input)).arn());
  }

  private void delete(Input input, ObjectNode answer) {
    desk.delete(topicArn(input));
  }

  /** Returns the ARN that the request names; refuses one that is none. */
  static String topicArn(Input input) {
    return TopicRules.arn(input.requiredText("TopicArn"));
  }

  private void list(Input input, ObjectNode answer) {
    ArrayNode topics = answer.putArray("Topics");
    for (Topic topic : page(desk.topics(), Topic::arn, input, answer)) {
      topics.addObject().put("TopicArn", topic.arn());
    }
  }

  private static <T> List<T> page(
      List<T> all, Function<T, String> name, Input input, ObjectNode answer) {
    try {
      return Paging.page(all, name, input, PAGE, answer, "NextToken");
    } catch (Refusal invalid) {
      throw TopicRules.invalid("NextToken Reason: the token is invalid");
    }
  }

  private void subscribe(Input input, ObjectNode answer) {
    String arn = topicArn(input);
    String protocol = input.requiredText("Protocol");
    String endpoint = input.optionalText("Endpoint").orElse("");
    TopicRules.checkEndpoint(protocol, endpoint);
    if (!input.map("Attributes").isEmpty()) {
      throw TopicRules.invalid(
          "Attributes Reason: the testkit knows no attributes of subscriptions");
    }
    Subscription subscription = desk.subscribe(arn, protocol, endpoint);
    boolean shown =
        subscription.confirmed()
            || input.optionalText("ReturnSubscriptionArn").map(Boolean::parseBoolean).orElse(false);
    answer.put("SubscriptionArn", shown ? subscription.arn() : PENDING);
  }

  private void confirm(Input input, ObjectNode answer) {
    String token = input.requiredText("Token");
    answer.put("SubscriptionArn", desk.confirm(topicArn(input), token).arn());
  }

  private void unsubscribe(Input input, ObjectNode answer) {
    desk.unsubscribe(input.requiredText("SubscriptionArn"));
  }

  private void listSubscriptions(Input input, ObjectNode answer) {
    Topic topic = desk.find(topicArn(input));
    ArrayNode subscriptions = answer.putArray("Subscriptions");
    for (Subscription one : page(topic.subscriptions(), Subscription::arn, input, answer)) {
      subscriptions
          .addObject()
          .put("SubscriptionArn", one.confirmed() ? one.arn() : "PendingConfirmation")
          .put("Owner", desk.account().accountId())
          .put("Protocol", one.protocol())
          .put("Endpoint", one.endpoint())
          .put("TopicArn", topic.arn());
    }
  }

  private void tag(Input input, ObjectNode answer) {
    tagged(input).tag(MetricInput.tags(input));
  }

  private void untag(Input input, ObjectNode answer) {
    tagged(input).untag(input.texts("TagKeys"));
  }

  private void listTags(Input input, ObjectNode answer) {
    ArrayNode tags = answer.putArray("Tags");
    tagged(input)
        .tags()
        .forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
  }

  private Topic tagged(Input input) {
    String arn = input.requiredText("ResourceArn");
    return desk.topics().stream()
        .filter(topic -> topic.arn().equals(arn))
        .findFirst()
        .orElseThrow(() -> new Refusal(404, "ResourceNotFound", "Resource does not exist"));
  }
}
