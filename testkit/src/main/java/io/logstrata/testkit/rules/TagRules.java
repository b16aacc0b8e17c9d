package io.logstrata.testkit.rules;

import java.util.Map;
import java.util.regex.Pattern;

/** What tags may be. Source: the API models; CloudWatch Logs alone gives a pattern. */
public final class TagRules {
  /** How many tags a resource may have. */
  public static final int MOST = 50;

  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;
  private static final String CHARACTERS = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]";
  private static final Pattern KEY = Pattern.compile(CHARACTERS + "+");
  private static final Pattern VALUE = Pattern.compile(CHARACTERS + "*");

  private TagRules() {}

  /** Refuses tags that are too many, too long, or have other characters. */
  public static void check(Map<String, String> tags) {
    if (tags.size() > MOST) {
      throw Refusal.constraint(
          "[" + tags.size() + " tags]",
          "tags",
          "Member must have length less than or equal to " + MOST);
    }
    tags.forEach(TagRules::check);
  }

  private static void check(String key, String value) {
    if (key.isEmpty() || key.length() > LONGEST_KEY || !KEY.matcher(key).matches()) {
      throw Refusal.constraint(
          key,
          "tags",
          "Map keys must satisfy constraint: [Member must have length between 1 and "
              + LONGEST_KEY
              + ", Member must satisfy regular expression pattern: ^("
              + CHARACTERS
              + "+)$]");
    }
    if (value.length() > LONGEST_VALUE || !VALUE.matcher(value).matches()) {
      throw Refusal.constraint(
          value,
          "tags",
          "Map value must satisfy constraint: [Member must have length between 0 and "
              + LONGEST_VALUE
              + ", Member must satisfy regular expression pattern: ^("
              + CHARACTERS
              + "*)$]");
    }
    if (key.startsWith("aws:")) {
      throw Refusal.invalidParameter("Tag keys that begin with aws: are reserved for AWS.");
    }
  }
}
