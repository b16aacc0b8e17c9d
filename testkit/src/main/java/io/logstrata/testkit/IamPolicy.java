package io.logstrata.testkit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A policy document, to be held against {@link LocalCloud#permissions()}: does it allow all that
 * the calls needed, and nothing that no call needed? Conditions are taken to be met.
 */
public final class IamPolicy {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Pattern PART =
      Pattern.compile("\\$\\{([*?$])\\}|[*?]|[^*?$]+|\\$", Pattern.DOTALL);

  private final List<Statement> statements;

  private record Statement(boolean allows, List<String> actions, List<String> resources) {
    boolean covers(Permission permission) {
      return actions.stream().anyMatch(action -> fitsAction(action, permission))
          && resources.stream().anyMatch(resource -> fits(resource, permission.resource()));
    }
  }

  private IamPolicy(List<Statement> statements) {
    this.statements = List.copyOf(statements);
  }

  /**
   * Reads a document as IAM takes it.
   *
   * @throws IllegalArgumentException when it is none, or uses NotAction or NotResource
   */
  public static IamPolicy parse(String json) {
    JsonNode statements = tree(json).path("Statement");
    List<Statement> read = new ArrayList<>();
    for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
      List<String> actions = texts(statement.path("Action"));
      List<String> resources = texts(statement.path("Resource"));
      String effect = statement.path("Effect").asText();
      if (actions.isEmpty()
          || resources.isEmpty()
          || !(effect.equals("Allow") || effect.equals("Deny"))) {
        throw new IllegalArgumentException(
            "give each statement Effect (Allow or Deny), Action and Resource; this one has not: "
                + statement);
      }
      read.add(new Statement(effect.equals("Allow"), actions, resources));
    }
    return new IamPolicy(read);
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(requireNonNull(json, "json"));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the policy is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static List<String> texts(JsonNode value) {
    List<String> texts = new ArrayList<>();
    if (value.isTextual()) {
      texts.add(value.asText());
    }
    value.elements().forEachRemaining(text -> texts.add(text.asText()));
    return texts;
  }

  /** Returns whether some statement allows it, and none denies it. */
  public boolean allows(Permission permission) {
    return statements.stream().anyMatch(each -> each.allows() && each.covers(permission))
        && statements.stream().noneMatch(each -> !each.allows() && each.covers(permission));
  }

  /** Returns those of the permissions that it does not allow. */
  public List<Permission> missing(Collection<Permission> needed) {
    return needed.stream().filter(permission -> !allows(permission)).toList();
  }

  /**
   * Returns what it allows that nothing needed, as {@code action} or {@code action on resource}: an
   * action of a statement on none of its resources, a resource of a statement under none of its
   * actions. A log group's two spellings, with and without {@code :*}, count as one resource.
   */
  public List<String> superfluous(Collection<Permission> needed) {
    List<String> unused = new ArrayList<>();
    for (Statement statement : statements) {
      List<Permission> used =
          needed.stream().filter(each -> statement.allows() && statement.covers(each)).toList();
      statement.actions().stream()
          .filter(action -> used.stream().noneMatch(each -> fitsAction(action, each)))
          .forEach(action -> unused.add(action + " on " + statement.resources()));
      statement.resources().stream()
          .filter(resource -> used.stream().noneMatch(each -> fitsEither(resource, each)))
          .forEach(resource -> unused.add(statement.actions() + " on " + resource));
    }
    return unused;
  }

  private static boolean fitsEither(String resource, Permission permission) {
    return fits(resource, permission.resource())
        || (resource.contains(":log-group:") && fits(resource + ":*", permission.resource()));
  }

  private static boolean fitsAction(String action, Permission permission) {
    return fits(action.toLowerCase(Locale.ROOT), permission.action().toLowerCase(Locale.ROOT));
  }

  /**
   * As IAM compares: {@code *} for any characters, {@code ?} for one, {@code ${*}}, {@code ${?}}
   * and {@code ${$}} for the letter in it.
   */
  private static boolean fits(String pattern, String text) {
    StringBuilder regex = new StringBuilder();
    Matcher parts = PART.matcher(pattern);
    while (parts.find()) {
      switch (parts.group()) {
        case "*" -> regex.append(".*");
        case "?" -> regex.append('.');
        default ->
            regex.append(Pattern.quote(parts.group(1) == null ? parts.group() : parts.group(1)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
  }
}
