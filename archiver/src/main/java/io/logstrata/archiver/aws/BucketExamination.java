package io.logstrata.archiver.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.run.ArchiveStore;
import io.logstrata.archiver.run.Symptom;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;

/** Looks at a bucket before a run has to fail because of it. Only a small note is written. */
public final class BucketExamination {
  // SigV4 refuses a request whose clock is off by more than fifteen minutes.
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final S3Client s3;
  private final ArchiveStore store;
  private final S3ArchiveStore.Options options;
  private final List<Symptom> found = new ArrayList<>();

  BucketExamination(S3Client s3, S3ArchiveStore.Options options) {
    this.s3 = s3;
    this.store = new S3ArchiveStore(s3, options);
    this.options = options;
  }

  /**
   * Looks at everything.
   *
   * @param layout where to write a note and read it back, and where exports go
   */
  public List<Symptom> look(Layout layout, Instant now) throws InterruptedException {
    found.clear();
    Answer<Boolean> there =
        new BucketSetup(s3, options.bucket(), options.region(), options.expectedOwner()).exists();
    if (!there.given()) {
      found.add(Symptom.broken("bucket", there.reason()));
    } else if (!there.get()) {
      found.add(
          Symptom.doubtful(
              "bucket", "there is no " + options.bucket() + ": the first run creates it"));
    } else {
      found.add(Symptom.fine("bucket", options.bucket() + " is in " + options.region()));
      clock(now);
      policy(layout.folder());
      ownership();
      encryption();
      probe(layout.probeKey(), now);
    }
    return List.copyOf(found);
  }

  private String owner() {
    return options.expectedOwner().orElse(null);
  }

  private void clock(Instant now) {
    try {
      HeadBucketResponse answer =
          s3.headBucket(request -> request.bucket(options.bucket()).expectedBucketOwner(owner()));
      Optional<String> date = answer.sdkHttpResponse().firstMatchingHeader("Date");
      if (date.isEmpty()) {
        found.add(Symptom.doubtful("clock", "S3 did not say what time it is"));
        return;
      }
      Instant theirs =
          ZonedDateTime.parse(date.get(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      found.add(clock(theirs, now));
    } catch (SdkException | DateTimeException e) {
      found.add(Symptom.doubtful("clock", "could not be compared: " + e.getMessage()));
    }
  }

  static Symptom clock(Instant theirs, Instant ours) {
    Duration off = Duration.between(theirs, ours);
    if (off.abs().compareTo(SKEW) <= 0) {
      return Symptom.fine("clock", "as the service's");
    }
    return Symptom.broken(
        "clock",
        "this machine's is "
            + off.abs()
            + (off.isNegative() ? " behind" : " ahead of")
            + " the service's: set it, as by NTP, or requests are refused and days are taken to be"
            + " final too early or too late");
  }

  private void policy(String folder) {
    String text;
    try {
      text =
          s3.getBucketPolicy(
                  request -> request.bucket(options.bucket()).expectedBucketOwner(owner()))
              .policy();
    } catch (SdkException e) {
      if (!Failures.hasCode(e, "NoSuchBucketPolicy")) {
        found.add(Symptom.doubtful("policy", Failures.say("s3:GetBucketPolicy", e)));
        return;
      }
      text = "";
    }
    found.addAll(
        new PolicyReading(options.bucket(), options.region(), folder, options.managePolicy())
            .look(text == null ? "" : text));
  }

  private void ownership() {
    try {
      s3.getBucketOwnershipControls(
              request -> request.bucket(options.bucket()).expectedBucketOwner(owner()))
          .ownershipControls()
          .rules()
          .forEach(rule -> found.add(ownership(rule.objectOwnershipAsString())));
    } catch (SdkException e) {
      found.add(notAsked("ownership", "s3:GetBucketOwnershipControls", e));
    }
  }

  static Symptom ownership(String rule) {
    return switch (rule) {
      case "BucketOwnerEnforced", "BucketOwnerPreferred" -> Symptom.fine("ownership", rule);
      default ->
          Symptom.doubtful(
              "ownership",
              rule
                  + ": exported objects belong to the service, and are the bucket's owner's to read"
                  + " only by their ACL: set Object Ownership to BucketOwnerEnforced");
    };
  }

  private void encryption() {
    try {
      s3.getBucketEncryption(
              request -> request.bucket(options.bucket()).expectedBucketOwner(owner()))
          .serverSideEncryptionConfiguration()
          .rules()
          .forEach(
              rule ->
                  found.add(
                      encryption(rule.applyServerSideEncryptionByDefault(), options.region())));
    } catch (SdkException e) {
      found.add(notAsked("encryption", "s3:GetEncryptionConfiguration", e));
    }
  }

  static Symptom encryption(ServerSideEncryptionByDefault rule, String region) {
    String kind = rule == null ? "AES256" : rule.sseAlgorithmAsString();
    return switch (kind) {
      case "aws:kms:dsse" ->
          Symptom.broken(
              "encryption", "exports do not go to buckets with DSSE-KMS: use SSE-KMS or SSE-S3");
      case "aws:kms" ->
          rule.kmsMasterKeyID() == null || rule.kmsMasterKeyID().endsWith("alias/aws/s3")
              ? Symptom.broken(
                  "encryption",
                  "SSE-KMS with AWS's own key, whose policy cannot let CloudWatch Logs in: use a"
                      + " customer managed key, or SSE-S3")
              : Symptom.doubtful(
                  "encryption",
                  "SSE-KMS: the policy of "
                      + rule.kmsMasterKeyID()
                      + " must let logs."
                      + region
                      + ".amazonaws.com use kms:GenerateDataKey and kms:Decrypt (policy archiver"
                      + " --key-policy prints the statement), which is not looked at here: see aws"
                      + " kms get-key-policy --policy-name default --key-id "
                      + rule.kmsMasterKeyID());
      default -> Symptom.fine("encryption", kind);
    };
  }

  private static Symptom notAsked(String what, String action, SdkException e) {
    return Failures.hasStatus(e, 404)
        ? Symptom.fine(what, "the default")
        : Symptom.doubtful(what, "could not be looked at: " + Failures.say(action, e));
  }

  /** Twice: what the first write left must be replaced by the second, under a condition. */
  private void probe(String key, Instant now) {
    try {
      byte[] note = ("{\"probed\":\"" + now + "\"}").getBytes(UTF_8);
      Optional<String> stamp = store.read(key).map(ArchiveStore.Stamped::stamp);
      boolean written = store.replace(key, note, stamp).isPresent();
      boolean refused = store.replace(key, new byte[] {'{', '}'}, Optional.empty()).isEmpty();
      boolean same =
          store.read(key).filter(read -> read.text().contains(now.toString())).isPresent();
      found.add(
          written && refused && same
              ? Symptom.fine("objects", "can be written under a condition, and read back")
              : Symptom.broken(
                  "objects",
                  "the bucket does not honour conditional writes (If-None-Match, If-Match): use one"
                      + " that does"));
    } catch (IOException e) {
      found.add(Symptom.broken("objects", e.getMessage()));
    }
  }
}
