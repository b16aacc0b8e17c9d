package io.logstrata.appender;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a log group or stream with tokens in braces: {@code {host}}, {@code {pid}}, {@code
 * {instance}}, {@code {uuid}}, {@code {date}}, {@code {env:NAME}}. All but the date are filled in
 * once.
 */
final class NameTemplate {
  private static final Pattern TOKEN = Pattern.compile("\\{([^{}]*)}");
  private static final String DATE = "\0";

  private final String filled;
  private final ZoneId zone;
  private final boolean changes;
  private long dayNumber = Long.MIN_VALUE;
  private String nameOfDay;

  private NameTemplate(String filled, ZoneId zone) {
    this.filled = filled;
    this.zone = zone;
    this.changes = filled.contains(DATE);
  }

  /** Fills the tokens in; tells every problem, each with its remedy. */
  static NameTemplate of(
      String option,
      String template,
      ZoneId zone,
      String instanceVariable,
      Surroundings surroundings,
      Consumer<String> problems) {
    StringBuilder filled = new StringBuilder();
    Matcher matcher = TOKEN.matcher(template);
    while (matcher.find()) {
      String value = value(option, matcher.group(1), instanceVariable, surroundings, problems);
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    matcher.appendTail(filled);
    return new NameTemplate(filled.toString(), zone);
  }

  private static String value(
      String option,
      String token,
      String instanceVariable,
      Surroundings surroundings,
      Consumer<String> problems) {
    return switch (token) {
      case "host" -> surroundings.host().get();
      case "pid" -> Long.toString(surroundings.pid());
      case "uuid" -> surroundings.uuid();
      case "date" -> DATE;
      case "instance" -> instance(option, instanceVariable, surroundings, problems);
      default -> variable(option, token, surroundings, problems);
    };
  }

  private static String variable(
      String option, String token, Surroundings surroundings, Consumer<String> problems) {
    if (!token.startsWith("env:")) {
      problems.accept(
          option
              + " has the unknown token {"
              + token
              + "}: use {host}, {pid}, {instance}, {uuid}, {date} or {env:NAME}");
      return "";
    }
    String name = token.substring("env:".length());
    String value = surroundings.environment().apply(name);
    if (value != null && !value.isBlank()) {
      return value.strip();
    }
    problems.accept(
        option + " uses {env:" + name + "}, but the environment has no " + name + ": set it");
    return "";
  }

  private static String instance(
      String option,
      String instanceVariable,
      Surroundings surroundings,
      Consumer<String> problems) {
    List<String> variables =
        instanceVariable == null
            ? List.of("NODE_APP_INSTANCE", "INSTANCE_ID")
            : List.of(instanceVariable);
    for (String variable : variables) {
      String value = surroundings.environment().apply(variable);
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
    }
    problems.accept(
        option
            + " uses {instance}, but the environment has none of "
            + variables
            + ": name the process manager's variable with instanceVariable, or use {pid}");
    return "";
  }

  /** The name for events of this time in milliseconds since 1970. */
  String at(long millis) {
    return changes ? ofDay(millis) : filled;
  }

  private synchronized String ofDay(long millis) {
    LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone);
    if (date.toEpochDay() != dayNumber) {
      dayNumber = date.toEpochDay();
      nameOfDay = filled.replace(DATE, date.toString());
    }
    return nameOfDay;
  }

  /** What is wrong with the name by the rules for log groups. */
  static List<String> problemsOfGroup(String option, String name) {
    List<String> found = problemsOfLength(option, name);
    if (name.startsWith("aws/")) {
      found.add(option + " is \"" + name + "\": a log group must not begin with aws/, rename it");
    }
    name.codePoints()
        .filter(c -> !isGroupCharacter(c))
        .findFirst()
        .ifPresent(
            c ->
                found.add(
                    forbidden(option, name, c)
                        + "use letters a-z and A-Z, digits and the characters . - _ / # only"));
    return found;
  }

  /** What is wrong with the name by the rules for log streams. */
  static List<String> problemsOfStream(String option, String name) {
    List<String> found = problemsOfLength(option, name);
    name.codePoints()
        .filter(c -> c == ':' || c == '*')
        .findFirst()
        .ifPresent(
            c -> found.add(forbidden(option, name, c) + "a log stream may have neither : nor *"));
    return found;
  }

  private static List<String> problemsOfLength(String option, String name) {
    List<String> found = new ArrayList<>();
    if (name.isEmpty()) {
      found.add(option + " is empty: give a name");
    } else if (name.length() > 512) {
      found.add(option + " has " + name.length() + " characters: the service takes 512 at most");
    }
    return found;
  }

  private static boolean isGroupCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || ".-_/#".indexOf(c) >= 0;
  }

  private static String forbidden(String option, String name, int c) {
    return option + " is \"" + name + "\", with the character '" + Character.toString(c) + "': ";
  }
}
