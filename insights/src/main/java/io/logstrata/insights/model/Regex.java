package io.logstrata.insights.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression that searches (it need not match the whole text). Keep to what the service
 * documents: literals, classes, {@code \d \w \s \S}, {@code . * + ? {m,n}}, lazy forms,
 * alternation, groups, anchors, a leading {@code (?i)}. Look-around and back-references are
 * refused: the service's engine has neither.
 *
 * <pre>{@code
 * new Regex("took (?<ms>[0-9]+) ms").groupNames(); // [ms]
 * }</pre>
 *
 * @param pattern the expression without slashes around it
 */
public record Regex(String pattern) {
  private static final Pattern GROUP_NAME = Pattern.compile("\\(\\?P?<([A-Za-z_@][A-Za-z0-9_]*)>");
  private static final Pattern UNSUPPORTED =
      Pattern.compile("\\(\\?(<?[=!])|(?<!\\\\)(?:\\\\\\\\)*\\\\(?:[1-9]|k<)");

  public Regex {
    if (pattern.isEmpty()) {
      throw new IllegalArgumentException(
          "an empty regular expression matches everything: leave the condition out");
    }
    if (UNSUPPORTED.matcher(pattern).find()) {
      throw new IllegalArgumentException(
          "the regular expression /"
              + pattern
              + "/ has look-around or a back-reference: the service's engine has neither");
    }
    try {
      compileWithNumberedGroups(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "the regular expression /" + pattern + "/ is wrong: " + e.getDescription(), e);
    }
  }

  /** The names of its groups, in order; {@code parse} makes them fields. */
  public List<String> groupNames() {
    List<String> names = new ArrayList<>();
    Matcher matcher = GROUP_NAME.matcher(pattern);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return List.copyOf(names);
  }

  /**
   * For Java's engine; the group named first in {@link #groupNames()} is there {@code g0}, and so
   * on.
   */
  public Pattern compile() {
    return compileWithNumberedGroups(pattern);
  }

  private static Pattern compileWithNumberedGroups(String pattern) {
    // Java allows no underscore in a group's name, the service does.
    int[] next = {0};
    return Pattern.compile(
        GROUP_NAME.matcher(pattern).replaceAll(match -> "(?<g" + next[0]++ + ">"));
  }
}
