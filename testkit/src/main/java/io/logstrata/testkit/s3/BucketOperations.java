package io.logstrata.testkit.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logstrata.testkit.policy.ResourcePolicy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.Bucket;

/** All that S3 knows about a bucket besides its objects. */
final class BucketOperations {
  private static final Pattern LOCATION =
      Pattern.compile("<LocationConstraint>([^<]*)</LocationConstraint>");
  private static final String FIRST_REGION = "us-east-1";
  private final ObjectStore store;
  private final String region;
  private final String accountId;

  BucketOperations(ObjectStore store, String region, String accountId) {
    this.store = store;
    this.region = region;
    this.accountId = accountId;
  }

  /** Handles the request when it is about a bucket; returns false when s3proxy is to handle it. */
  boolean handle(S3Request request, HttpServletRequest http, HttpServletResponse response)
      throws IOException {
    if (request.bucket() == null) {
      list(response);
      return true;
    }
    if (request.key() != null) {
      return false;
    }
    switch (request.operation()) {
      case "CreateBucket" -> create(request.bucket(), http, response);
      case "HeadBucket" -> head(request.bucket(), response);
      case "GetBucketLocation" -> location(request.bucket(), response);
      case "GetBucketAcl" -> acl(request.bucket(), response);
      case "PutBucketAcl" -> putAcl(request.bucket(), http, response);
      default -> {
        return request.subresource().isPresent() && subresource(request, http, response);
      }
    }
    return true;
  }

  private void list(HttpServletResponse response) throws IOException {
    StringBuilder buckets = new StringBuilder();
    for (Bucket bucket : store.buckets()) {
      buckets
          .append("<Bucket><Name>")
          .append(bucket.name())
          .append("</Name><CreationDate>")
          .append(bucket.creationDate())
          .append("</CreationDate><BucketRegion>")
          .append(region)
          .append("</BucketRegion></Bucket>");
    }
    Xml.write(
        response,
        200,
        "<ListAllMyBucketsResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Owner><ID>"
            + accountId
            + "</ID></Owner><Buckets>"
            + buckets
            + "</Buckets></ListAllMyBucketsResult>");
  }

  private void create(String bucket, HttpServletRequest http, HttpServletResponse response)
      throws IOException {
    BucketNames.check(bucket);
    String ownership = http.getHeader("x-amz-object-ownership");
    if (ownership != null && !SettingsDocument.OWNERSHIPS.contains(ownership)) {
      throw new S3Refusal(
          400, "InvalidArgument", "Invalid x-amz-object-ownership header: " + ownership);
    }
    String body = new String(http.getInputStream().readAllBytes(), UTF_8);
    Matcher constraint = LOCATION.matcher(body);
    String wanted = constraint.find() ? constraint.group(1) : FIRST_REGION;
    if (!wanted.equals(region)) {
      throw new S3Refusal(
          400,
          "IllegalLocationConstraintException",
          "The "
              + wanted
              + " location constraint is incompatible for the region specific endpoint this request was sent to.");
    }
    if (!store.create(bucket) && !region.equals(FIRST_REGION)) {
      throw new S3Refusal(
          409,
          "BucketAlreadyOwnedByYou",
          "Your previous request to create the named bucket succeeded and you already own it.");
    }
    if (ownership != null) {
      store
          .settings(bucket)
          .put(
              "ownershipControls",
              "<OwnershipControls><Rule><ObjectOwnership>"
                  + Xml.escaped(ownership)
                  + "</ObjectOwnership></Rule></OwnershipControls>");
    }
    response.setHeader("Location", "/" + bucket);
    response.setStatus(200);
  }

  private void head(String bucket, HttpServletResponse response) {
    store.settings(bucket);
    response.setHeader("x-amz-bucket-region", region);
    response.setHeader("x-amz-access-point-alias", "false");
    response.setStatus(200);
  }

  private void location(String bucket, HttpServletResponse response) throws IOException {
    store.settings(bucket);
    // The oldest Region answers with an empty element.
    Xml.write(
        response,
        200,
        "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
            + (region.equals(FIRST_REGION) ? "" : region)
            + "</LocationConstraint>");
  }

  private void acl(String bucket, HttpServletResponse response) throws IOException {
    store.settings(bucket);
    Xml.write(
        response,
        200,
        "<AccessControlPolicy xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Owner><ID>"
            + accountId
            + "</ID></Owner><AccessControlList><Grant><Grantee"
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"CanonicalUser\"><ID>"
            + accountId
            + "</ID></Grantee><Permission>FULL_CONTROL</Permission></Grant></AccessControlList>"
            + "</AccessControlPolicy>");
  }

  private void putAcl(String bucket, HttpServletRequest http, HttpServletResponse response) {
    String acl = http.getHeader("x-amz-acl");
    if (store.settings(bucket).refusesAcls() && !"bucket-owner-full-control".equals(acl)) {
      throw new S3Refusal(400, "AccessControlListNotSupported", "The bucket does not allow ACLs");
    }
    response.setStatus(200);
  }

  private boolean subresource(
      S3Request request, HttpServletRequest http, HttpServletResponse response) throws IOException {
    String name = request.subresource().orElseThrow();
    if (!BucketSettings.keeps(name)) {
      throw new S3Refusal(
          501,
          "NotImplemented",
          "The testkit does not know "
              + request.operation()
              + ": docs/testkit.md lists what it knows");
    }
    BucketSettings settings = store.settings(request.bucket());
    switch (request.method()) {
      case "GET" -> {
        String document = settings.get(name);
        response.setStatus(200);
        response.setContentType(name.equals("policy") ? "application/json" : "application/xml");
        response.getOutputStream().write(document.getBytes(UTF_8));
      }
      case "PUT" -> {
        String document = new String(http.getInputStream().readAllBytes(), UTF_8);
        if (name.equals("policy")) {
          checkPolicy(document);
        } else {
          SettingsDocument.check(name, document);
        }
        settings.put(name, document);
        response.setStatus(name.equals("policy") ? 204 : 200);
      }
      case "DELETE" -> {
        settings.remove(name);
        response.setStatus(204);
      }
      default ->
          throw new S3Refusal(
              405,
              "MethodNotAllowed",
              "The specified method is not allowed against this resource.");
    }
    return true;
  }

  private static void checkPolicy(String document) {
    try {
      ResourcePolicy.parse(document);
    } catch (IllegalArgumentException malformed) {
      throw new S3Refusal(400, "MalformedPolicy", malformed.getMessage());
    }
  }
}
