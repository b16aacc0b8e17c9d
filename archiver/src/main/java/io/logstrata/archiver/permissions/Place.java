package io.logstrata.archiver.permissions;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A region of an account, and how resources in it are named: Service Authorization Reference.
 *
 * @param account 12 digits, or what stands for them in a template; empty means that the documents
 *     are for any account
 */
public record Place(String region, Optional<String> account) {
  public Place {
    requireNonNull(region, "region");
    requireNonNull(account, "account");
  }

  /** {@code aws}, but in China and in GovCloud. */
  public String partition() {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  /** The principal that CloudWatch Logs acts as in the region. */
  String logsService() {
    return "logs." + region + ".amazonaws.com";
  }

  String arn(String service, String resource) {
    return "arn:"
        + partition()
        + ":"
        + service
        + ":"
        + region
        + ":"
        + account.orElse("*")
        + ":"
        + resource;
  }

  /**
   * A name that is one name to IAM, whatever letters it has. Source: IAM user guide, policy
   * variables, special characters.
   */
  static String literal(String name) {
    return name.replaceAll("[*?$]", "\\${$0}");
  }

  String bucket(String name) {
    return "arn:" + partition() + ":s3:::" + name;
  }

  /**
   * Log groups as IAM may compare them. AWS's pages do not agree whether a group ends in {@code :*}
   * in a policy: both spellings together are right under every reading and allow nothing more.
   *
   * @param names names or patterns with {@code *} and {@code ?}
   */
  List<String> groups(List<String> names) {
    return names.stream()
        .distinct()
        .map(name -> arn("logs", "log-group:" + name))
        .flatMap(
            arn -> arn.endsWith("*") ? List.of(arn).stream() : List.of(arn, arn + ":*").stream())
        .toList();
  }

  /** Log groups for tagging, which alone takes the ARN without {@code :*}. */
  List<String> groupsToTag(List<String> names) {
    return names.stream().distinct().map(name -> arn("logs", "log-group:" + name)).toList();
  }

  /** All streams of log groups. */
  List<String> streams(List<String> names) {
    return names.stream()
        .distinct()
        .map(name -> arn("logs", "log-group:" + name))
        .map(arn -> arn.endsWith("*") ? arn : arn + ":*")
        .toList();
  }
}
