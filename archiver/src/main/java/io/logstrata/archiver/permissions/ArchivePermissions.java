package io.logstrata.archiver.permissions;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.run.CountWith;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What archiving takes: of the program and of the function. Nothing can be deleted with it.
 *
 * @param groups names or patterns of the log groups
 * @param folder what every key begins with; may be empty
 * @param bucketKey ARN of the key that the bucket encrypts with by default, if it is one of KMS
 */
public record ArchivePermissions(
    Place place,
    List<String> groups,
    String bucket,
    String folder,
    CountWith countWith,
    boolean managePolicy,
    Optional<String> bucketKey) {
  public ArchivePermissions {
    requireNonNull(place, "place");
    requireNonNull(bucket, "bucket");
    requireNonNull(folder, "folder");
    requireNonNull(countWith, "countWith");
    requireNonNull(bucketKey, "bucketKey");
    groups = List.copyOf(groups);
  }

  /** For every command of the program that works on the archive. */
  public PolicyDocument program() {
    // What doctor would like to see: ownership and encryption.
    return document(List.of("s3:GetBucketOwnershipControls", "s3:GetEncryptionConfiguration"));
  }

  /**
   * For the function, which also writes a log of its own.
   *
   * @param function its name
   */
  public PolicyDocument function(String function) {
    List<Statement> statements = new ArrayList<>(document(List.of()).statements());
    List<String> ownLog = List.of("/aws/lambda/" + function);
    statements.add(Statement.allow("OwnLog", List.of("logs:CreateLogGroup"), place.groups(ownLog)));
    statements.add(
        Statement.allow(
            "OwnLogStreams",
            List.of("logs:CreateLogStream", "logs:PutLogEvents"),
            place.streams(ownLog)));
    return new PolicyDocument(statements);
  }

  private PolicyDocument document(List<String> moreOfTheBucket) {
    List<Statement> statements = new ArrayList<>();
    // These know no resource: a statement on a group would not allow them.
    List<String> anywhere =
        new ArrayList<>(
            List.of("logs:DescribeLogGroups", "logs:DescribeExportTasks", "logs:CancelExportTask"));
    // The second: whether a group holds events from before its creation is seen in no other way.
    List<String> onGroups =
        new ArrayList<>(List.of("logs:CreateExportTask", "logs:FilterLogEvents"));
    switch (countWith) {
      case INSIGHTS -> {
        onGroups.add("logs:StartQuery");
        anywhere.addAll(List.of("logs:GetQueryResults", "logs:StopQuery"));
      }
      case SCAN, NONE -> {
        // What is needed anyway is enough, or nothing is asked.
      }
    }
    statements.add(Statement.allow("SeeGroupsAndTasks", anywhere, List.of("*")));
    statements.add(Statement.allow("ExportAndCount", onGroups, place.groups(groups)));
    List<String> onBucket = new ArrayList<>(List.of("s3:ListBucket", "s3:GetBucketPolicy"));
    onBucket.addAll(List.of("s3:CreateBucket", "s3:PutBucketPublicAccessBlock"));
    if (managePolicy) {
      onBucket.add("s3:PutBucketPolicy");
    }
    onBucket.addAll(moreOfTheBucket);
    statements.add(Statement.allow("Bucket", onBucket, List.of(place.bucket(bucket))));
    statements.add(
        Statement.allow(
            "Archive",
            List.of("s3:GetObject", "s3:PutObject"),
            List.of(place.bucket(bucket) + (folder.isEmpty() ? "" : "/" + folder) + "/*")));
    bucketKey.ifPresent(
        key ->
            statements.add(
                Statement.allow(
                        "BucketKey", List.of("kms:GenerateDataKey", "kms:Decrypt"), List.of(key))
                    .where(
                        "StringEquals",
                        "kms:ViaService",
                        "s3." + place.region() + ".amazonaws.com")));
    return new PolicyDocument(statements);
  }
}
