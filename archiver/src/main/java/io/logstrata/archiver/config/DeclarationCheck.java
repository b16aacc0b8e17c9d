package io.logstrata.archiver.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.logstrata.archiver.setup.declare.Declaration;
import io.logstrata.archiver.setup.declare.DeclaredAlarm;
import io.logstrata.archiver.setup.declare.DeclaredBucket;
import io.logstrata.archiver.setup.declare.DeclaredGroup;
import io.logstrata.archiver.setup.declare.DeclaredTopic;
import io.logstrata.archiver.setup.declare.LogClass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes the declaration of its JSON. */
final class DeclarationCheck {
  // API reference, SNS: CreateTopic. A fifo topic, with its dot, has no e-mail.
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9_-]{1,256}");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+");

  private final Map<Key, Tree> trees;
  private final List<String> problems;
  private final String region;

  /**
   * What the file has under a name.
   *
   * @param place of the name
   */
  record Tree(String place, JsonNode node) {}

  DeclarationCheck(Map<Key, Tree> trees, List<String> problems, String region) {
    this.trees = trees;
    this.problems = problems;
    this.region = region;
  }

  Declaration declaration(String bucketName, boolean managePolicy) {
    GroupCheck groupCheck = new GroupCheck(problems, region);
    AlarmCheck alarmCheck = new AlarmCheck(problems);
    List<Placed<DeclaredGroup>> groups = list(Key.LOG_GROUPS, groupCheck::group);
    List<Placed<DeclaredTopic>> topics = list(Key.TOPICS, this::topic);
    List<Placed<DeclaredAlarm>> alarms = list(Key.ALARMS, alarmCheck::alarm);
    Declaration declaration =
        new Declaration(
            groups.stream().map(Placed::value).toList(),
            bucket(bucketName, managePolicy),
            topics.stream().map(Placed::value).toList(),
            alarms.stream().map(Placed::value).toList());
    names(Key.LOG_GROUPS);
    names(Key.TOPICS);
    names(Key.ALARMS);
    items(Key.ALARMS).forEach(alarm -> references(alarm, declaration));
    filters(alarms);
    return declaration;
  }

  private <T> List<Placed<T>> list(
      Key key, java.util.function.BiFunction<String, JsonNode, Optional<T>> read) {
    Tree tree = trees.get(key);
    if (tree == null) {
      return List.of();
    }
    return Members.list(
        tree.place + ": " + key.text(),
        tree.node,
        problems,
        (place, node) -> read.apply(place, node).map(value -> new Placed<>(place, value)));
  }

  private Optional<DeclaredBucket> bucket(String name, boolean managePolicy) {
    Tree tree = trees.get(Key.BUCKET);
    if (tree == null) {
      return Optional.empty();
    }
    Members members =
        new Members(tree.place + ": " + Key.BUCKET.text(), tree.node, problems, List.of("kmsKey"));
    return Optional.of(new DeclaredBucket(name, GroupCheck.key(members, region), managePolicy));
  }

  private Optional<DeclaredTopic> topic(String place, JsonNode node) {
    int before = problems.size();
    Members members = new Members(place, node, problems, List.of("name", "emails", "foreign"));
    String name = members.required("name", "the topic's name, such as umma-alarms");
    if (members.get("name").isTextual() && !TOPIC.matcher(name).matches()) {
      members.problem(
          "name",
          "is no topic name: 1 to 256 letters, digits, hyphens and underscores, no ARN; a fifo"
              + " topic has no e-mail");
    }
    List<String> emails = members.texts("emails");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < emails.size(); i++) {
      String email = emails.get(i);
      if (!EMAIL.matcher(email).matches()) {
        problems.add(
            place
                + ".emails["
                + i
                + "]: \""
                + email
                + "\" is no address: give one such as ops@example.com");
      } else if (!seen.add(email)) {
        problems.add(place + ".emails[" + i + "]: \"" + email + "\" is there twice: remove one");
      }
    }
    boolean foreign = members.flag("foreign");
    if (foreign && !emails.isEmpty()) {
      members.problem(
          "emails", "cannot be given to a foreign topic, which is left as it is: remove them");
    }
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(new DeclaredTopic(name, emails, foreign));
  }

  /** The objects of a list as they stand, right or wrong. */
  private List<Placed<JsonNode>> items(Key key) {
    List<Placed<JsonNode>> items = new ArrayList<>();
    Tree tree = trees.get(key);
    for (int i = 0; tree != null && i < tree.node.size(); i++) {
      items.add(new Placed<>(tree.place + ": " + key.text() + "[" + i + "]", tree.node.path(i)));
    }
    return items;
  }

  /** Each name once. */
  private void names(Key key) {
    Set<String> seen = new HashSet<>();
    for (Placed<JsonNode> item : items(key)) {
      JsonNode name = item.value.path("name");
      if (name.isTextual() && !seen.add(name.textValue())) {
        problems.add(item.place + ".name: " + name + " is there twice: remove one");
      }
    }
  }

  /** The topic and the group are declared, and the group can have a metric filter. */
  private void references(Placed<JsonNode> alarm, Declaration declaration) {
    reference(alarm, "logGroup", Key.LOG_GROUPS);
    reference(alarm, "topic", Key.TOPICS);
    JsonNode group = alarm.value.path("logGroup");
    if (declaration
        .group(group.asText())
        .flatMap(DeclaredGroup::logClass)
        .filter(LogClass.INFREQUENT_ACCESS::equals)
        .isPresent()) {
      problems.add(
          alarm.place
              + ".logGroup: "
              + group
              + " is of the class INFREQUENT_ACCESS, which has no metric filters: choose another"
              + " group, or leave the alarm out");
    }
  }

  private void reference(Placed<JsonNode> alarm, String member, Key list) {
    JsonNode name = alarm.value.path(member);
    List<String> known =
        items(list).stream()
            .map(item -> item.value.path("name").asText())
            .filter(other -> !other.isEmpty())
            .toList();
    if (name.isTextual() && !known.contains(name.textValue())) {
      missing(alarm.place + "." + member, name.textValue(), list, known);
    }
  }

  private void missing(String place, String name, Key list, List<String> known) {
    problems.add(
        place
            + ": \""
            + name
            + "\" is not declared in "
            + list.text()
            + NearestName.of(name, known)
                .map(near -> ": did you mean \"" + near + "\"?")
                .orElse(
                    ": declare it there, with \"foreign\": true if it is somebody else's to see"
                        + " to"));
  }

  /** Two alarms may share a metric filter, but then it must be the same one. */
  private void filters(List<Placed<DeclaredAlarm>> alarms) {
    List<DeclaredAlarm> before = new ArrayList<>();
    for (Placed<DeclaredAlarm> alarm : alarms) {
      for (DeclaredAlarm other : before) {
        if (other.logGroup().equals(alarm.value.logGroup())
            && other.filterName().equals(alarm.value.filterName())
            && !(other.filter().pattern().equals(alarm.value.filter().pattern())
                && other.metricNamespace().equals(alarm.value.metricNamespace())
                && other.metricName().equals(alarm.value.metricName()))) {
          problems.add(
              alarm.place
                  + ".filterName: \""
                  + alarm.value.filterName()
                  + "\" is the metric filter of the alarm \""
                  + other.name()
                  + "\", with another filter or metric: give one of them another name");
        }
      }
      before.add(alarm.value);
    }
  }

  private record Placed<T>(String place, T value) {}
}
