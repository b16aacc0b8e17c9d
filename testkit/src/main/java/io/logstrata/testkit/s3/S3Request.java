package io.logstrata.testkit.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a request is about, read from its line alone: the body stays untouched for whoever handles
 * it.
 *
 * @param bucket null for ListBuckets
 * @param key null for operations on buckets
 * @param query parameters by name; one without a value has the empty text
 * @param copies whether the object's bytes are another object's
 * @param setsOwnership whether the new bucket's ownership is asked for in a header
 */
record S3Request(
    String method,
    String bucket,
    String key,
    Map<String, String> query,
    boolean copies,
    boolean setsOwnership) {
  /**
   * Sub-resources of a bucket: the name in the query and the words that AWS's operations have for
   * it.
   */
  private static final Map<String, String> SUBRESOURCES =
      Map.ofEntries(
          Map.entry("location", "BucketLocation"),
          Map.entry("policy", "BucketPolicy"),
          Map.entry("policyStatus", "BucketPolicyStatus"),
          Map.entry("publicAccessBlock", "PublicAccessBlock"),
          Map.entry("ownershipControls", "BucketOwnershipControls"),
          Map.entry("acl", "BucketAcl"),
          Map.entry("encryption", "BucketEncryption"),
          Map.entry("versioning", "BucketVersioning"),
          Map.entry("lifecycle", "BucketLifecycleConfiguration"),
          Map.entry("tagging", "BucketTagging"),
          Map.entry("object-lock", "ObjectLockConfiguration"),
          Map.entry("cors", "BucketCors"),
          Map.entry("logging", "BucketLogging"),
          Map.entry("website", "BucketWebsite"),
          Map.entry("notification", "BucketNotificationConfiguration"),
          Map.entry("replication", "BucketReplication"),
          Map.entry("accelerate", "BucketAccelerateConfiguration"),
          Map.entry("requestPayment", "BucketRequestPayment"));

  static S3Request of(HttpServletRequest request) {
    String path = request.getRequestURI().substring(1);
    int slash = path.indexOf('/');
    String bucket = decoded(slash < 0 ? path : path.substring(0, slash));
    String key = slash < 0 ? "" : decoded(path.substring(slash + 1));
    return new S3Request(
        request.getMethod(),
        bucket.isEmpty() ? null : bucket,
        key.isEmpty() ? null : key,
        parameters(request.getQueryString()),
        request.getHeader("x-amz-copy-source") != null,
        request.getHeader("x-amz-object-ownership") != null);
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    int start = 0;
    while (query != null && start < query.length()) {
      int end = query.indexOf('&', start);
      String pair = query.substring(start, end < 0 ? query.length() : end);
      int equals = pair.indexOf('=');
      parameters.put(
          decoded(equals < 0 ? pair : pair.substring(0, equals)),
          equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      start = end < 0 ? query.length() : end + 1;
    }
    return parameters;
  }

  /** In a path a plus sign is itself, not a blank. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  /** Returns the bucket's sub-resource that the request names, if it names one. */
  Optional<String> subresource() {
    return key != null
        ? Optional.empty()
        : query.keySet().stream().filter(SUBRESOURCES::containsKey).findFirst();
  }

  /** Returns AWS's name for the operation. */
  String operation() {
    if (bucket == null) {
      return "ListBuckets";
    }
    return key == null ? bucketOperation() : objectOperation();
  }

  private String bucketOperation() {
    Optional<String> subresource = subresource();
    return switch (method) {
      case "HEAD" -> "HeadBucket";
      case "GET" -> {
        if (subresource.isPresent()) {
          yield "Get" + SUBRESOURCES.get(subresource.get());
        }
        if (query.containsKey("uploads")) {
          yield "ListMultipartUploads";
        }
        if (query.containsKey("versions")) {
          yield "ListObjectVersions";
        }
        yield "2".equals(query.get("list-type")) ? "ListObjectsV2" : "ListObjects";
      }
      case "PUT" -> subresource.map(name -> "Put" + SUBRESOURCES.get(name)).orElse("CreateBucket");
      case "DELETE" ->
          subresource.map(name -> "Delete" + SUBRESOURCES.get(name)).orElse("DeleteBucket");
      case "POST" -> query.containsKey("delete") ? "DeleteObjects" : "PostObject";
      default -> method;
    };
  }

  private String objectOperation() {
    boolean upload = query.containsKey("uploadId");
    return switch (method) {
      case "HEAD" -> "HeadObject";
      case "GET" -> {
        if (upload) {
          yield "ListParts";
        }
        if (query.containsKey("acl")) {
          yield "GetObjectAcl";
        }
        yield query.containsKey("tagging") ? "GetObjectTagging" : "GetObject";
      }
      case "PUT" -> {
        if (query.containsKey("partNumber")) {
          yield copies ? "UploadPartCopy" : "UploadPart";
        }
        if (query.containsKey("acl")) {
          yield "PutObjectAcl";
        }
        if (query.containsKey("tagging")) {
          yield "PutObjectTagging";
        }
        yield copies ? "CopyObject" : "PutObject";
      }
      case "POST" -> upload ? "CompleteMultipartUpload" : "CreateMultipartUpload";
      case "DELETE" -> upload ? "AbortMultipartUpload" : "DeleteObject";
      default -> method;
    };
  }
}
