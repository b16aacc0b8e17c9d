package io.logstrata.archiver.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.logstrata.archiver.permissions.Place;
import io.logstrata.archiver.run.Symptom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a bucket's policy says about exports, as far as its text tells: conditions are not evaluated
 * but named, since what exports bring along is the service's own matter.
 */
final class PolicyReading {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String WHAT = "policy";

  /** Those that the service's guide has in the policy, which exports meet. */
  private static final Set<String> USUAL =
      Set.of("aws:sourceaccount", "aws:sourcearn", "s3:x-amz-acl");

  private final String service;
  private final boolean managed;

  /** What exports need to be granted, and on what. */
  private final Map<String, String> needed = new LinkedHashMap<>();

  private final String folder;

  /**
   * Prepares to read policies of one bucket.
   *
   * @param folder what the keys of exported objects begin with, without a slash at its end; may be
   *     empty
   * @param managed whether a run adds what is missing
   */
  PolicyReading(String bucket, String region, String folder, boolean managed) {
    this.service = "logs." + region + ".amazonaws.com";
    this.managed = managed;
    String arn = "arn:" + new Place(region, Optional.empty()).partition() + ":s3:::" + bucket;
    this.folder = arn + "/" + (folder.isEmpty() ? "" : folder + "/");
    needed.put("s3:GetBucketAcl", arn);
    // A name that no pattern is made for.
    needed.put("s3:PutObject", this.folder + "a/b/c/d");
  }

  /**
   * What there is to say of a policy.
   *
   * @param policy its text; empty when the bucket has none
   */
  List<Symptom> look(String policy) {
    List<JsonNode> statements;
    try {
      statements = statements(policy);
    } catch (JsonProcessingException e) {
      return List.of(Symptom.broken(WHAT, "is no JSON: mend it by hand"));
    }
    List<Symptom> found = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      denial(statements.get(i), i + 1).ifPresent(found::add);
    }
    Symptom granted = granted(statements);
    // That somebody is let in and denied the same is no good news.
    if (found.isEmpty() || granted.severity() != Symptom.Severity.FINE) {
      found.add(granted);
    }
    return found;
  }

  private static List<JsonNode> statements(String policy) throws JsonProcessingException {
    List<JsonNode> statements = new ArrayList<>();
    if (!policy.isEmpty()) {
      each(JSON.readTree(policy).path("Statement")).forEach(statements::add);
    }
    return statements;
  }

  /** A policy may have one of something without an array around it. */
  private static List<JsonNode> each(JsonNode oneOrMore) {
    List<JsonNode> each = new ArrayList<>();
    if (oneOrMore.isArray()) {
      oneOrMore.forEach(each::add);
    } else if (!oneOrMore.isMissingNode()) {
      each.add(oneOrMore);
    }
    return each;
  }

  private Symptom granted(List<JsonNode> statements) {
    List<String> missing = new ArrayList<>();
    Set<String> accounts = new TreeSet<>();
    Set<String> unusual = new TreeSet<>();
    needed.forEach(
        (action, resource) -> {
          List<JsonNode> grants =
              statements.stream()
                  .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                  .filter(statement -> namesService(statement.path("Principal")))
                  .filter(statement -> concerns(statement, action, resource))
                  .toList();
          if (grants.isEmpty()) {
            missing.add(action);
          } else if (grants.stream().noneMatch(grant -> unusual(grant).isEmpty())) {
            grants.forEach(grant -> unusual.addAll(unusual(grant)));
          }
          grants.forEach(grant -> accounts.addAll(values(grant, "aws:SourceAccount")));
        });
    if (!missing.isEmpty()) {
      String lacks = "does not grant " + service + " " + String.join(" and ", missing);
      return managed
          ? Symptom.doubtful(WHAT, lacks + ": a run adds that")
          : Symptom.broken(
              WHAT,
              lacks
                  + ": set manageBucketPolicy to true, or add what policy archiver --bucket-policy"
                  + " prints");
    }
    String names = "names " + service;
    if (!unusual.isEmpty()) {
      return Symptom.doubtful(
          WHAT,
          names
              + ", under conditions that are not looked at here ("
              + String.join(", ", unusual)
              + "): exports fail unless they meet them");
    }
    return Symptom.fine(
        WHAT,
        names
            + (accounts.isEmpty()
                ? ""
                : ", for exports of account " + String.join(", ", accounts)));
  }

  private Optional<Symptom> denial(JsonNode statement, int number) {
    if (!statement.path("Effect").asText().equals("Deny") || !mayMeanService(statement)) {
      return Optional.empty();
    }
    List<String> denied =
        needed.entrySet().stream()
            .filter(each -> concerns(statement, each.getKey(), each.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    if (denied.isEmpty()) {
      return Optional.empty();
    }
    String sid = statement.path("Sid").asText();
    String denies =
        "the "
            + (sid.isEmpty() ? "statement number " + number : "statement " + sid)
            + " denies "
            + String.join(" and ", denied)
            + " to "
            + (namesService(statement.path("Principal")) ? service : "everybody");
    Set<String> keys = keys(statement);
    return Optional.of(
        keys.isEmpty()
            ? Symptom.broken(
                WHAT, denies + ", exports too, whatever else allows them: take them out of it")
            : Symptom.doubtful(
                WHAT,
                denies
                    + " under conditions that are not looked at here ("
                    + String.join(", ", keys)
                    + "): exports fail if they meet them"));
  }

  private boolean mayMeanService(JsonNode statement) {
    if (statement.has("NotPrincipal")) {
      return !namesService(statement.path("NotPrincipal"));
    }
    JsonNode who = statement.path("Principal");
    return namesService(who)
        || who.asText().equals("*")
        || each(who.path("AWS")).stream().anyMatch(each -> each.asText().equals("*"));
  }

  private boolean namesService(JsonNode principal) {
    return each(principal.path("Service")).stream()
        .map(JsonNode::asText)
        .anyMatch(name -> name.equals(service) || name.equals("logs.amazonaws.com"));
  }

  private boolean concerns(JsonNode statement, String action, String resource) {
    boolean act =
        statement.has("NotAction")
            ? texts(statement, "NotAction").stream().noneMatch(each -> fits(each, action))
            : texts(statement, "Action").stream().anyMatch(each -> fits(each, action));
    boolean on =
        statement.has("NotResource")
            ? texts(statement, "NotResource").stream().noneMatch(each -> fits(each, resource))
            : texts(statement, "Resource").stream()
                .anyMatch(each -> fits(each, resource) || isWithin(each, resource));
    return act && on;
  }

  /** Whether the pattern is about a part of what is exported: which part, the groups' names say. */
  private boolean isWithin(String pattern, String resource) {
    return resource.startsWith(folder) && pattern.startsWith(folder);
  }

  private static List<String> texts(JsonNode statement, String member) {
    return each(statement.path(member)).stream().map(JsonNode::asText).toList();
  }

  /** Actions are the same in any case; that resources are not makes no difference here. */
  private static boolean fits(String pattern, String text) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(text).matches();
  }

  private static Set<String> unusual(JsonNode statement) {
    Set<String> keys = keys(statement);
    keys.removeIf(key -> USUAL.contains(key.toLowerCase(Locale.ROOT)));
    return keys;
  }

  private static Set<String> keys(JsonNode statement) {
    Set<String> keys = new TreeSet<>();
    statement
        .path("Condition")
        .forEach(operator -> operator.fieldNames().forEachRemaining(keys::add));
    return keys;
  }

  private static List<String> values(JsonNode statement, String key) {
    List<String> values = new ArrayList<>();
    statement
        .path("Condition")
        .forEach(operator -> each(operator.path(key)).forEach(value -> values.add(value.asText())));
    return values;
  }
}
