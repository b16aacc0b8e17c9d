package io.logstrata.archiver.permissions;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What lets CloudWatch Logs write exports into a bucket: user guide, "Export log data to Amazon
 * S3". Without an account the source conditions are missing, as they were in that guide before it
 * asked for them.
 */
public record ExportAccess(Place place, String bucket) {
  public ExportAccess {
    requireNonNull(place, "place");
    requireNonNull(bucket, "bucket");
  }

  /** The bucket's policy. */
  public PolicyDocument document() {
    Statement.Principal service = new Statement.Principal("Service", place.logsService());
    String account = place.account().orElse("");
    Statement acl =
        Statement.allow(
                "LogstrataGetBucketAcl" + account,
                List.of("s3:GetBucketAcl"),
                List.of(place.bucket(bucket)))
            .by(service);
    Statement put =
        Statement.allow(
                "LogstrataPutObject" + account,
                List.of("s3:PutObject"),
                List.of(place.bucket(bucket) + "/*"))
            .by(service)
            .where("StringEquals", "s3:x-amz-acl", "bucket-owner-full-control");
    return new PolicyDocument(List.of(fromAccount(acl), fromAccount(put)));
  }

  private Statement fromAccount(Statement statement) {
    return place
        .account()
        .map(
            account ->
                statement
                    .where("StringEquals", "aws:SourceAccount", account)
                    .where("ArnLike", "aws:SourceArn", place.arn("logs", "log-group:*")))
        .orElse(statement);
  }
}
