package io.logstrata.testkit.s3;

import io.logstrata.testkit.Permission;
import java.util.List;
import java.util.Map;

/**
 * Which IAM actions a request needs. Their names differ from the operations' more often than not.
 */
final class S3Permissions {
  private static final Map<String, String> OTHER_NAMES =
      Map.ofEntries(
          Map.entry("ListBuckets", "ListAllMyBuckets"),
          Map.entry("HeadBucket", "ListBucket"),
          Map.entry("ListObjects", "ListBucket"),
          Map.entry("ListObjectsV2", "ListBucket"),
          Map.entry("ListObjectVersions", "ListBucketVersions"),
          Map.entry("ListMultipartUploads", "ListBucketMultipartUploads"),
          Map.entry("ListParts", "ListMultipartUploadParts"),
          Map.entry("GetPublicAccessBlock", "GetBucketPublicAccessBlock"),
          Map.entry("PutPublicAccessBlock", "PutBucketPublicAccessBlock"),
          Map.entry("DeletePublicAccessBlock", "PutBucketPublicAccessBlock"),
          Map.entry("GetBucketEncryption", "GetEncryptionConfiguration"),
          Map.entry("PutBucketEncryption", "PutEncryptionConfiguration"),
          Map.entry("DeleteBucketEncryption", "PutEncryptionConfiguration"),
          Map.entry("DeleteBucketOwnershipControls", "PutBucketOwnershipControls"),
          Map.entry("GetBucketLifecycleConfiguration", "GetLifecycleConfiguration"),
          Map.entry("PutBucketLifecycleConfiguration", "PutLifecycleConfiguration"),
          Map.entry("GetObjectLockConfiguration", "GetBucketObjectLockConfiguration"),
          Map.entry("PutObjectLockConfiguration", "PutBucketObjectLockConfiguration"),
          Map.entry("HeadObject", "GetObject"),
          Map.entry("CreateMultipartUpload", "PutObject"),
          Map.entry("UploadPart", "PutObject"),
          Map.entry("UploadPartCopy", "PutObject"),
          Map.entry("CompleteMultipartUpload", "PutObject"),
          Map.entry("CopyObject", "PutObject"),
          Map.entry("DeleteObjects", "DeleteObject"));

  private S3Permissions() {}

  static List<Permission> of(S3Request request) {
    String operation = request.operation();
    String action = "s3:" + OTHER_NAMES.getOrDefault(operation, operation);
    if (request.bucket() == null) {
      return List.of(new Permission(action, "*"));
    }
    String bucket = "arn:aws:s3:::" + request.bucket();
    if (operation.equals("DeleteObjects")) {
      return List.of(new Permission(action, bucket + "/*"));
    }
    Permission call =
        new Permission(action, request.key() == null ? bucket : bucket + "/" + request.key());
    return operation.equals("CreateBucket") && request.setsOwnership()
        ? List.of(call, new Permission("s3:PutBucketOwnershipControls", bucket))
        : List.of(call);
  }
}
