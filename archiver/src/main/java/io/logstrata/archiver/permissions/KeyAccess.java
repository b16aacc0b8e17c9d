package io.logstrata.archiver.permissions;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What lets CloudWatch Logs write exports into a bucket that encrypts with a key of KMS: user
 * guide, "Export log data to Amazon S3".
 */
public record KeyAccess(Place place) {
  public KeyAccess {
    requireNonNull(place, "place");
  }

  /** What the key's policy must have besides what it has. */
  public PolicyDocument document() {
    return new PolicyDocument(
        List.of(
            Statement.allow(
                    "LogstrataUseKey",
                    List.of("kms:GenerateDataKey", "kms:Decrypt"),
                    // In a key's policy: this key.
                    List.of("*"))
                .by(new Statement.Principal("Service", place.logsService()))));
  }
}
