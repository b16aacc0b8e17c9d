package io.logstrata.archiver.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.logstrata.archiver.setup.declare.DeclaredGroup;
import io.logstrata.archiver.setup.declare.LogClass;
import io.logstrata.archiver.setup.declare.Retention;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes a log group of its JSON. The limits are those of the API reference of CloudWatch Logs. */
final class GroupCheck {
  private static final Pattern NAME = Pattern.compile("(?!aws/)[.\\-_/#A-Za-z0-9]{1,512}");
  private static final Pattern KEY =
      Pattern.compile("arn:aws[a-z-]*:kms:([a-z0-9-]+):[0-9]{12}:key/[A-Za-z0-9-]+");
  private static final Pattern TAG_KEY =
      Pattern.compile("(?!aws:)[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
  private static final Pattern TAG_VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");
  private static final int MOST_TAGS = 50;

  private final List<String> problems;
  private final String region;

  GroupCheck(List<String> problems, String region) {
    this.problems = problems;
    this.region = region;
  }

  Optional<DeclaredGroup> group(String place, JsonNode node) {
    int before = problems.size();
    Members members =
        new Members(
            place,
            node,
            problems,
            List.of("name", "retentionDays", "class", "kmsKey", "tags", "foreign"));
    String name = members.required("name", "the group's name, such as umma-production");
    if (members.get("name").isTextual() && !NAME.matcher(name).matches()) {
      members.problem(
          "name",
          "is no name of a log group: 1 to 512 letters, digits and . - _ / #, not beginning with"
              + " aws/");
    }
    OptionalInt retention = members.whole("retentionDays");
    if (retention.isPresent() && !Retention.isOffered(retention.getAsInt())) {
      members.problem("retentionDays", "will not do: " + Retention.refusal(retention.getAsInt()));
    }
    Optional<LogClass> logClass =
        members.oneOf(
            "class",
            Stream.of(LogClass.values()).map(LogClass::name).toList(),
            List.of(LogClass.values()));
    Optional<String> key = key(members, region);
    SortedMap<String, String> tags = tags(members);
    boolean foreign = members.flag("foreign");
    if (foreign) {
      for (String own : List.of("retentionDays", "class", "kmsKey", "tags")) {
        if (members.has(own)) {
          members.problem(
              own, "cannot be given to a foreign group, which is left as it is: remove it");
        }
      }
    }
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(new DeclaredGroup(name, retention, logClass, key, tags, foreign));
  }

  /** The ARN of a key in the region; of an alias the service would not know whose it is. */
  static Optional<String> key(Members members, String region) {
    Optional<String> key = members.text("kmsKey");
    if (key.isPresent()) {
      var matcher = KEY.matcher(key.get());
      if (!matcher.matches()) {
        members.problem(
            "kmsKey",
            "is no ARN of a key: give one such as arn:aws:kms:"
                + region
                + ":123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab, not an alias");
      } else if (!matcher.group(1).equals(region)) {
        members.problem("kmsKey", "is in another region: give a key in " + region);
      }
    }
    return key;
  }

  private static SortedMap<String, String> tags(Members members) {
    SortedMap<String, String> tags = new TreeMap<>();
    if (!members.has("tags")) {
      return tags;
    }
    JsonNode given = members.get("tags");
    if (!given.isObject() || given.size() > MOST_TAGS) {
      members.problem("tags", "must be an object of at most 50 names and texts");
      return tags;
    }
    given
        .properties()
        .forEach(
            tag -> {
              if (!TAG_KEY.matcher(tag.getKey()).matches()
                  || !tag.getValue().isTextual()
                  || !TAG_VALUE.matcher(tag.getValue().textValue()).matches()) {
                members.problem(
                    "tags",
                    "has the tag \""
                        + tag.getKey()
                        + "\": give a name of 1 to 128 and a text of at most 256 letters, digits,"
                        + " blanks and _ . : / = + - @, the name not beginning with aws:");
              } else {
                tags.put(tag.getKey(), tag.getValue().textValue());
              }
            });
    return tags;
  }
}
