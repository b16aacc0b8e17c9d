package io.logstrata.testkit.rules;

import java.util.regex.Pattern;

/** Names that the service takes. Source: the patterns and lengths of the service's API model. */
public final class Names {
  private static final Pattern GROUP = Pattern.compile("[.\\-_/#A-Za-z0-9]+");
  private static final Pattern STREAM = Pattern.compile("[^:*]*");
  private static final Pattern METRIC = Pattern.compile("[^:*$]*");
  private static final int MOST = 512;
  private static final int MOST_OF_METRIC = 255;

  private Names() {}

  /** Returns the group's name, or refuses it. */
  public static String group(String name) {
    return checked(name, "logGroupName", GROUP, "[\\.\\-_/#A-Za-z0-9]+");
  }

  /**
   * Returns the name, or refuses it: CreateLogGroup is stricter than operations on existing groups.
   */
  public static String newGroup(String name) {
    group(name);
    if (name.startsWith("aws/")) {
      throw Refusal.invalidParameter("Log groups starting with AWS/ are reserved for AWS.");
    }
    return name;
  }

  /** Returns the stream's name, or refuses it. */
  public static String stream(String name) {
    return checked(name, "logStreamName", STREAM, "[^:*]*");
  }

  /** Returns the filter's name, or refuses it. */
  public static String filter(String name) {
    return checked(name, "filterName", STREAM, "[^:*]*");
  }

  /**
   * Returns the metric's name or namespace, or refuses it.
   *
   * @param member which of the two it is, as the request calls it
   */
  public static String metric(String name, String member) {
    return checked(name, member, METRIC, "[^:*$]*", MOST_OF_METRIC);
  }

  private static String checked(String name, String member, Pattern pattern, String shown) {
    return checked(name, member, pattern, shown, MOST);
  }

  private static String checked(
      String name, String member, Pattern pattern, String shown, int most) {
    if (name == null) {
      throw Refusal.constraint(null, member, "Member must not be null");
    }
    if (name.isEmpty()) {
      throw Refusal.constraint(name, member, "Member must have length greater than or equal to 1");
    }
    if (name.length() > most) {
      throw Refusal.constraint(
          name, member, "Member must have length less than or equal to " + most);
    }
    if (!pattern.matcher(name).matches()) {
      throw Refusal.constraint(
          name, member, "Member must satisfy regular expression pattern: " + shown);
    }
    return name;
  }
}
