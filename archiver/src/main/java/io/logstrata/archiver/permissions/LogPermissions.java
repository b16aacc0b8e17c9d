package io.logstrata.archiver.permissions;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What writing and querying live log groups takes.
 *
 * @param groups names or patterns of the log groups
 * @param logKey ARN of the key that encrypts the groups, if one of KMS does
 */
public record LogPermissions(Place place, List<String> groups, Optional<String> logKey) {
  public LogPermissions {
    requireNonNull(place, "place");
    requireNonNull(logKey, "logKey");
    groups = List.copyOf(groups);
  }

  /**
   * For an application with the appender.
   *
   * @param createsGroups whether it may create its group when it is missing
   */
  public PolicyDocument appender(boolean createsGroups) {
    List<Statement> statements = new ArrayList<>();
    if (createsGroups) {
      statements.add(
          Statement.allow("CreateGroup", List.of("logs:CreateLogGroup"), place.groups(groups)));
    }
    statements.add(
        Statement.allow(
            "Write", List.of("logs:CreateLogStream", "logs:PutLogEvents"), place.streams(groups)));
    key().ifPresent(statements::add);
    return new PolicyDocument(statements);
  }

  /** For whoever runs Insights queries. */
  public PolicyDocument query() {
    List<Statement> statements = new ArrayList<>();
    statements.add(Statement.allow("Ask", List.of("logs:StartQuery"), place.groups(groups)));
    // A query is known by its id alone.
    statements.add(
        Statement.allow("Read", List.of("logs:GetQueryResults", "logs:StopQuery"), List.of("*")));
    key().ifPresent(statements::add);
    return new PolicyDocument(statements);
  }

  /** User guide, "Encrypt log data in CloudWatch Logs": reading and writing take the same five. */
  private Optional<Statement> key() {
    return logKey.map(
        key ->
            Statement.allow(
                    "LogKey",
                    List.of(
                        "kms:Encrypt",
                        "kms:Decrypt",
                        "kms:ReEncrypt*",
                        "kms:GenerateDataKey*",
                        "kms:Describe*"),
                    List.of(key))
                .where("StringEquals", "kms:ViaService", place.logsService()));
  }
}
