package io.logstrata.testkit.s3;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What is set on one bucket, each as the document that was put. A new bucket has what AWS gives to
 * new buckets.
 */
final class BucketSettings {
  private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

  /**
   * Public access blocked (new buckets since April 2023), ACLs off, encrypted with S3's own key.
   */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "publicAccessBlock",
          XML
              + "<PublicAccessBlockConfiguration"
              + NAMESPACE
              + "><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>"
              + "<BlockPublicPolicy>true</BlockPublicPolicy>"
              + "<RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>",
          "ownershipControls",
          XML
              + "<OwnershipControls"
              + NAMESPACE
              + "><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>"
              + "</OwnershipControls>",
          "encryption",
          XML
              + "<ServerSideEncryptionConfiguration"
              + NAMESPACE
              + "><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>"
              + "</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule>"
              + "</ServerSideEncryptionConfiguration>",
          "versioning",
          XML + "<VersioningConfiguration" + NAMESPACE + "/>");

  /** What S3 answers when the sub-resource is not set. */
  private static final Map<String, S3RefusalShape> ABSENT =
      Map.of(
          "policy", new S3RefusalShape("NoSuchBucketPolicy", "The bucket policy does not exist"),
          "publicAccessBlock",
              new S3RefusalShape(
                  "NoSuchPublicAccessBlockConfiguration",
                  "The public access block configuration was not found"),
          "ownershipControls",
              new S3RefusalShape(
                  "OwnershipControlsNotFoundError", "The bucket ownership controls were not found"),
          "encryption",
              new S3RefusalShape(
                  "ServerSideEncryptionConfigurationNotFoundError",
                  "The server side encryption configuration was not found"),
          "lifecycle",
              new S3RefusalShape(
                  "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"),
          "tagging", new S3RefusalShape("NoSuchTagSet", "The TagSet does not exist"),
          "cors",
              new S3RefusalShape(
                  "NoSuchCORSConfiguration", "The CORS configuration does not exist"),
          "object-lock",
              new S3RefusalShape(
                  "ObjectLockConfigurationNotFoundError",
                  "Object Lock configuration does not exist for this bucket"));

  private final Map<String, String> documents;
  private final Consumer<Map<String, String>> changed;

  /** Starts with what a new bucket has; every change is told. */
  BucketSettings(Consumer<Map<String, String>> changed) {
    this(DEFAULTS, changed);
  }

  BucketSettings(Map<String, String> documents, Consumer<Map<String, String>> changed) {
    this.documents = new ConcurrentHashMap<>(documents);
    this.changed = changed;
  }

  /** Returns whether the front keeps this sub-resource at all. */
  static boolean keeps(String subresource) {
    return DEFAULTS.containsKey(subresource) || ABSENT.containsKey(subresource);
  }

  Optional<String> find(String subresource) {
    return Optional.ofNullable(documents.get(subresource));
  }

  String get(String subresource) {
    return find(subresource).orElseThrow(() -> ABSENT.get(subresource).refusal());
  }

  void put(String subresource, String document) {
    documents.put(subresource, document);
    changed.accept(documents);
  }

  void remove(String subresource) {
    documents.remove(subresource);
    if (subresource.equals("encryption")) {
      // There are no unencrypted buckets any more: S3's own key is what is left.
      documents.put(subresource, DEFAULTS.get(subresource));
    }
    changed.accept(documents);
  }

  /**
   * Returns whether ACLs are switched off, so that only the owner's full control may be asked for.
   */
  boolean refusesAcls() {
    return find("ownershipControls")
        .map(text -> text.contains("BucketOwnerEnforced"))
        .orElse(false);
  }

  private record S3RefusalShape(String code, String message) {
    S3Refusal refusal() {
      return new S3Refusal(404, code, message);
    }
  }
}
