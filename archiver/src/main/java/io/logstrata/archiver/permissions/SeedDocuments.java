package io.logstrata.archiver.permissions;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The documents of the system that logstrata replaces, as its operations page has them: wider than
 * need be, and without conditions on the source.
 */
public record SeedDocuments(Place place, String bucket) {
  public SeedDocuments {
    requireNonNull(place, "place");
    requireNonNull(bucket, "bucket");
  }

  /** The policy {@code lambda-cloudwatch-s3}. */
  public PolicyDocument ofFunction() {
    return new PolicyDocument(
        List.of(
            Statement.allow(
                "VisualEditor0",
                List.of(
                    "logs:CreateExportTask",
                    "logs:DescribeExportTasks",
                    "logs:CreateLogStream",
                    "logs:CreateLogGroup",
                    "logs:DescribeLogGroups",
                    "logs:PutLogEvents",
                    "s3:PutBucketPolicy",
                    "s3:CreateBucket",
                    "s3:ListBucket",
                    "s3:ListAllMyBuckets",
                    "s3:GetBucketLocation"),
                List.of("*"))));
  }

  /** The trust policy of {@code lambda_role}. */
  public PolicyDocument trust() {
    return Trust.in("lambda.amazonaws.com");
  }

  /** The bucket's policy. */
  public PolicyDocument ofBucket() {
    Statement.Principal service = new Statement.Principal("Service", place.logsService());
    return new PolicyDocument(
        List.of(
            Statement.allow("", List.of("s3:GetBucketAcl"), List.of(place.bucket(bucket)))
                .by(service),
            Statement.allow("", List.of("s3:PutObject"), List.of(place.bucket(bucket) + "/*"))
                .by(service)
                .where("StringEquals", "s3:x-amz-acl", "bucket-owner-full-control")));
  }
}
