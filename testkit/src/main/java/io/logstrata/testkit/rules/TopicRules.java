package io.logstrata.testkit.rules;

import java.util.Set;
import java.util.regex.Pattern;

/** What SNS takes. Source: the API reference; the messages are SNS's where they are known. */
public final class TopicRules {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,256}");
  private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+");
  private static final Set<String> MAILS = Set.of("email", "email-json");
  private static final Set<String> OTHER_PROTOCOLS =
      Set.of("http", "https", "sms", "sqs", "application", "lambda", "firehose");
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "Policy",
          "DisplayName",
          "DeliveryPolicy",
          "KmsMasterKeyId",
          "TracingConfig",
          "SignatureVersion");
  private static final int ARN_PARTS = 6;

  private TopicRules() {}

  public static String name(String name) {
    if (name == null) {
      throw Refusal.constraint(null, "name", "Member must not be null");
    }
    if (name.endsWith(".fifo")) {
      throw invalid("Topic Name Reason: the testkit knows standard topics only");
    }
    if (!NAME.matcher(name).matches()) {
      throw invalid("Topic Name");
    }
    return name;
  }

  /** Returns the topic's ARN, or refuses what is none. */
  public static String arn(String arn) {
    int parts = arn.split(":", -1).length;
    if (parts < ARN_PARTS) {
      throw invalid(
          "TopicArn Reason: An ARN must have at least " + ARN_PARTS + " elements, not " + parts);
    }
    if (parts > ARN_PARTS || !arn.startsWith("arn:")) {
      throw invalid("TopicArn");
    }
    return arn;
  }

  /** Refuses a protocol that is none, or an address that the protocol cannot reach. */
  public static void checkEndpoint(String protocol, String endpoint) {
    if (OTHER_PROTOCOLS.contains(protocol)) {
      throw invalid("Protocol Reason: the testkit delivers e-mail only, not " + protocol);
    }
    if (!MAILS.contains(protocol)) {
      throw invalid("Amazon SNS does not support this protocol string: " + protocol);
    }
    if (!MAIL.matcher(endpoint).matches()) {
      throw invalid("Email address");
    }
  }

  /** Refuses an attribute that a topic does not have. */
  public static void checkAttribute(String name, String value) {
    if (!ATTRIBUTES.contains(name)) {
      throw invalid("AttributeName");
    }
    if (value == null) {
      throw invalid("AttributeValue");
    }
  }

  public static Refusal invalid(String what) {
    return new Refusal("InvalidParameter", "Invalid parameter: " + what);
  }
}
