package io.logstrata.testkit.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.policy.ResourcePolicy;
import io.logstrata.testkit.rules.TopicRules;
import io.logstrata.testkit.topics.Subscription;
import io.logstrata.testkit.topics.Topic;
import io.logstrata.testkit.topics.TopicDesk;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** SNS: the attributes of topics, and publishing. */
final class PublishOperations {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_BYTES = 262_144;
  private static final int LONGEST_SUBJECT = 100;
  private final TopicDesk desk;
  private final Clock clock;

  PublishOperations(TopicDesk desk, Clock clock) {
    this.desk = desk;
    this.clock = clock;
  }

  Map<String, Operation> all() {
    return Map.of(
        "GetTopicAttributes", this::getAttributes,
        "SetTopicAttributes", this::setAttribute,
        "Publish", this::publish);
  }

  private void getAttributes(Input input, ObjectNode answer) {
    Topic topic = desk.find(TopicOperations.topicArn(input));
    Map<String, String> attributes = new TreeMap<>(topic.attributes());
    attributes.put("TopicArn", topic.arn());
    attributes.put("Owner", desk.account().accountId());
    attributes.putIfAbsent("DisplayName", "");
    long confirmed = topic.subscriptions().stream().filter(Subscription::confirmed).count();
    attributes.put("SubscriptionsConfirmed", String.valueOf(confirmed));
    attributes.put(
        "SubscriptionsPending", String.valueOf(topic.subscriptions().size() - confirmed));
    attributes.put("SubscriptionsDeleted", String.valueOf(topic.deletedSubscriptions()));
    answer.putPOJO("Attributes", attributes);
  }

  private void setAttribute(Input input, ObjectNode answer) {
    Topic topic = desk.find(TopicOperations.topicArn(input));
    String name = input.requiredText("AttributeName");
    String value = input.optionalText("AttributeValue").orElse("");
    TopicRules.checkAttribute(name, value);
    if (name.equals(TopicDesk.POLICY)) {
      checkPolicy(value);
    }
    topic.set(name, value);
  }

  static void checkPolicy(String text) {
    try {
      ResourcePolicy.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw TopicRules.invalid("Policy Reason: " + malformed.getMessage());
    }
  }

  private void publish(Input input, ObjectNode answer) {
    String arn =
        input.optionalText("TopicArn").or(() -> input.optionalText("TargetArn")).orElse(null);
    if (arn == null) {
      throw TopicRules.invalid("TopicArn or TargetArn Reason: no value for required parameter");
    }
    desk.find(TopicRules.arn(arn));
    String message = input.requiredText("Message");
    if (message.isEmpty()) {
      throw TopicRules.invalid("Empty message");
    }
    if (message.getBytes(UTF_8).length > MOST_BYTES) {
      throw TopicRules.invalid("Message too long");
    }
    String subject = input.optionalText("Subject").orElse("");
    if (subject.length() > LONGEST_SUBJECT || subject.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw TopicRules.invalid("Subject");
    }
    boolean perProtocol = input.has("MessageStructure");
    answer.put(
        "MessageId",
        desk.publish(arn, subject, perProtocol ? mailed(message) : message, clock.instant()));
  }

  /** Returns what a message per protocol says to mail. */
  private static String mailed(String message) {
    try {
      JsonNode texts = JSON.readTree(message);
      JsonNode standard = texts.path("default");
      if (standard.isTextual()) {
        return texts.path("email").isTextual() ? texts.path("email").asText() : standard.asText();
      }
    } catch (JsonProcessingException notJson) {
      throw TopicRules.invalid("Message Structure - JSON message body failed to parse");
    }
    throw TopicRules.invalid("Message Structure - No default entry in JSON message body");
  }
}
