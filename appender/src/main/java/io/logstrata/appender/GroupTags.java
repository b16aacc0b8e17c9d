package io.logstrata.appender;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The tags of a log group that the appender creates, held to the service's rules: a wrong one would
 * be refused with the whole creation, long after the start. Source: the API reference of
 * CreateLogGroup and TagResource.
 */
final class GroupTags {
  private static final int MOST = 50;
  private static final int LONGEST_NAME = 128;
  private static final int LONGEST_VALUE = 256;

  private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  private final Map<String, String> tags = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  /** Those that have been given since a start was tried: one from before is replaced. */
  private final Set<String> fresh = new HashSet<>();

  /** Takes {@code name=value}; a wrong one is a problem and no tag. */
  void add(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      problem(text, "write name=value");
      return;
    }
    String name = text.substring(0, equals).strip();
    String value = text.substring(equals + 1).strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      problem(text, "a name has 1 to " + LONGEST_NAME + " characters");
    } else if (value.length() > LONGEST_VALUE) {
      problem(text, "a value has " + LONGEST_VALUE + " characters at most");
    } else if (name.regionMatches(true, 0, "aws:", 0, 4)) {
      problem(text, "names that begin with aws: are the service's own");
    } else if (!ALLOWED.matcher(name).matches() || !ALLOWED.matcher(value).matches()) {
      problem(text, "use letters, digits, spaces and _ . : / = + - @ only");
    } else if (!fresh.add(name)) {
      problem(text, "there is a tag of that name already, remove one of them");
    } else if (tags.size() == MOST && !tags.containsKey(name)) {
      problem(text, "a group has " + MOST + " tags at most");
    } else {
      tags.put(name, value);
    }
  }

  private void problem(String text, String remedy) {
    problems.add("tag is \"" + text + "\": " + remedy);
  }

  /** What was wrong since this was asked last. Tags that are given from now on put it right. */
  List<String> takeProblems() {
    List<String> taken = List.copyOf(problems);
    problems.clear();
    fresh.clear();
    return taken;
  }

  Map<String, String> asMap() {
    return tags;
  }
}
