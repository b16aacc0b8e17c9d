package io.logstrata.testkit.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.logs.LogGroup;
import io.logstrata.testkit.logs.LogStore;
import io.logstrata.testkit.logs.Retention;
import io.logstrata.testkit.rules.Limits;
import io.logstrata.testkit.rules.Names;
import io.logstrata.testkit.rules.Refusal;
import io.logstrata.testkit.rules.TagRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Groups, their retention and their tags. */
final class GroupOperations {
  private static final Set<String> CLASSES =
      new TreeSet<>(List.of("STANDARD", "INFREQUENT_ACCESS", "DELIVERY"));
  private final LogStore store;

  GroupOperations(LogStore store) {
    this.store = store;
  }

  Map<String, Operation> all() {
    return Map.of(
        "CreateLogGroup", this::create,
        "DeleteLogGroup", this::delete,
        "DescribeLogGroups", this::describe,
        "PutRetentionPolicy", this::putRetention,
        "DeleteRetentionPolicy", this::deleteRetention,
        "TagResource", this::tag,
        "UntagResource", this::untag,
        "ListTagsForResource", this::listTags);
  }

  private void create(Input input, ObjectNode answer) {
    String logClass = input.optionalText("logGroupClass").orElse("STANDARD");
    if (!CLASSES.contains(logClass)) {
      throw Refusal.constraint(
          logClass, "logGroupClass", "Member must satisfy enum value set: " + CLASSES);
    }
    String name = Names.newGroup(input.text("logGroupName"));
    Optional<String> key = KmsOperations.key(input, store.account());
    store.createGroup(name, logClass, tags(input));
    store.group(name).encryptWith(key);
  }

  private static Map<String, String> tags(Input input) {
    Map<String, String> tags = input.map("tags");
    if (input.has("tags") && tags.isEmpty()) {
      throw Refusal.constraint("{}", "tags", "Member must have length greater than or equal to 1");
    }
    TagRules.check(tags);
    return tags;
  }

  private void delete(Input input, ObjectNode answer) {
    store.deleteGroup(input.text("logGroupName"));
  }

  private void describe(Input input, ObjectNode answer) {
    Optional<String> prefix = input.optionalText("logGroupNamePrefix");
    Optional<String> pattern = input.optionalText("logGroupNamePattern");
    if (prefix.isPresent() && pattern.isPresent()) {
      throw Refusal.invalidParameter(
          "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
    }
    prefix.ifPresent(Names::group);
    Optional<String> logClass = input.optionalText("logGroupClass");
    List<LogGroup> chosen =
        store.groups().stream()
            .filter(group -> prefix.map(group.name()::startsWith).orElse(true))
            .filter(group -> pattern.map(group.name()::contains).orElse(true))
            .filter(group -> logClass.map(group.logClass()::equals).orElse(true))
            .toList();
    int limit = input.numberBetween("limit", 1, 50).orElse(50);
    ArrayNode groups = answer.putArray("logGroups");
    for (LogGroup group : Paging.page(chosen, LogGroup::name, input, limit, answer)) {
      // Asked by pattern, the service gives only these three members.
      ObjectNode shown = groups.addObject();
      shown.put("logGroupName", group.name());
      shown.put("creationTime", group.createdMillis());
      shown.put("arn", store.account().groupArn(group.name()) + ":*");
      if (pattern.isEmpty()) {
        shown.put("logGroupArn", store.account().groupArn(group.name()));
        shown.put("logGroupClass", group.logClass());
        shown.put("metricFilterCount", group.metricFilters().size());
        shown.put("storedBytes", group.storedBytes());
        Retention retention = store.retention(group);
        retention.days().ifPresent(days -> shown.put("retentionInDays", days));
        retention.policy().ifPresent(policy -> shown.put("retentionPolicyName", policy));
        group.kmsKey().ifPresent(key -> shown.put("kmsKeyId", key));
      }
    }
  }

  private void putRetention(Input input, ObjectNode answer) {
    String name = Names.group(input.text("logGroupName"));
    long days = input.requiredNumber("retentionInDays");
    if (days > Integer.MAX_VALUE || !Limits.RETENTION_DAYS.contains((int) days)) {
      throw Refusal.constraint(
          days, "retentionInDays", "Member must satisfy enum value set: " + Limits.RETENTION_DAYS);
    }
    retainable(name).retain(OptionalInt.of((int) days));
  }

  private void deleteRetention(Input input, ObjectNode answer) {
    retainable(input.text("logGroupName")).retain(OptionalInt.empty());
  }

  private LogGroup retainable(String name) {
    LogGroup group = store.group(name);
    if (group.logClass().equals("DELIVERY")) {
      throw Refusal.invalidParameter("This operation is not supported for Delivery log class");
    }
    return group;
  }

  private void tag(Input input, ObjectNode answer) {
    if (!input.has("tags")) {
      throw Refusal.constraint(null, "tags", "Member must not be null");
    }
    Map<String, String> added = tags(input);
    LogGroup group = tagged(input);
    Map<String, String> all = new TreeMap<>(group.tags());
    all.putAll(added);
    if (all.size() > TagRules.MOST) {
      throw new Refusal(
          "TooManyTagsException", "A resource can have no more than " + TagRules.MOST + " tags.");
    }
    group.tag(added);
  }

  private void untag(Input input, ObjectNode answer) {
    if (!input.has("tagKeys")) {
      throw Refusal.constraint(null, "tagKeys", "Member must not be null");
    }
    tagged(input).untag(input.texts("tagKeys"));
  }

  private void listTags(Input input, ObjectNode answer) {
    ObjectNode tags = answer.putObject("tags");
    tagged(input).tags().forEach(tags::put);
  }

  private LogGroup tagged(Input input) {
    String arn = input.requiredText("resourceArn");
    String prefix = store.account().groupArn("");
    // Tagging is the one place where the service insists on the spelling without ":*".
    if (!arn.startsWith(prefix) || arn.endsWith(":*")) {
      throw Refusal.invalidParameter("Invalid resource ARN: " + arn);
    }
    return store.group(arn.substring(prefix.length()));
  }
}
