package io.logstrata.archiver.aws;

import io.logstrata.archiver.run.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/**
 * Makes sure of the bucket: there, in the right region, closed to the public, open to CloudWatch
 * Logs.
 */
final class BucketSetup {
  private final S3Client s3;
  private final String bucket;
  private final String region;
  private final Optional<String> expectedOwner;

  BucketSetup(S3Client s3, String bucket, String region, Optional<String> expectedOwner) {
    this.s3 = s3;
    this.bucket = bucket;
    this.region = region;
    this.expectedOwner = expectedOwner;
  }

  /** The account id that the bucket must belong to. */
  Optional<String> expectedOwner() {
    return expectedOwner;
  }

  /** Says what it changed, or what is wrong and what to do about it. */
  Answer<List<String>> prepare(Optional<String> accountId, boolean managePolicy)
      throws InterruptedException {
    List<String> changes = new ArrayList<>();
    Answer<Boolean> there = exists();
    if (!there.given()) {
      return failed(there);
    }
    if (!there.get()) {
      Answer<Boolean> created = create();
      if (!created.given()) {
        return failed(created);
      }
      changes.add("created the bucket " + bucket + " in " + region + ", closed to the public");
    }
    if (managePolicy) {
      Answer<Boolean> merged = mergePolicy(accountId);
      if (!merged.given()) {
        return failed(merged);
      }
      if (merged.get()) {
        changes.add("let CloudWatch Logs write into the bucket " + bucket + " by its policy");
      }
    }
    return Answer.of(changes);
  }

  private static <T> Answer<T> failed(Answer<?> answer) {
    return new Answer<>(answer.verdict(), null, answer.reason());
  }

  /** Whether there is such a bucket in the region; refused when it is no good. */
  Answer<Boolean> exists() throws InterruptedException {
    try {
      String found =
          s3.headBucket(
                  request -> request.bucket(bucket).expectedBucketOwner(expectedOwner.orElse(null)))
              .bucketRegion();
      if (found != null && !found.equals(region)) {
        return Answer.refused(inAnotherRegion(found));
      }
      return Answer.of(true);
    } catch (SdkException e) {
      if (Failures.hasStatus(e, 404)) {
        return Answer.of(false);
      }
      if (Failures.hasStatus(e, 301)) {
        return Answer.refused(inAnotherRegion("another region"));
      }
      if (Failures.hasStatus(e, 403)) {
        return Answer.refused(
            "the bucket "
                + bucket
                + " may not be looked at: grant s3:ListBucket on it, or, if it is somebody else's,"
                + " choose another s3BucketName"
                + expectedOwner
                    .map(owner -> "; it must belong to expectedBucketOwner, " + owner)
                    .orElse(""));
      }
      return Failures.answer("s3:ListBucket (HeadBucket on " + bucket + ")", e);
    }
  }

  private String inAnotherRegion(String found) {
    return "the bucket "
        + bucket
        + " is in "
        + found
        + ", but exports go to buckets of the logs' own region, "
        + region
        + ": choose a bucket there";
  }

  private Answer<Boolean> create() throws InterruptedException {
    try {
      // For any region but us-east-1 the SDK adds the location by itself.
      s3.createBucket(request -> request.bucket(bucket));
    } catch (BucketAlreadyOwnedByYouException e) {
      return closeToThePublic();
    } catch (BucketAlreadyExistsException e) {
      return Answer.refused(
          "the bucket " + bucket + " is somebody else's: choose another s3BucketName");
    } catch (SdkException e) {
      return Failures.answer("s3:CreateBucket (" + bucket + ")", e);
    }
    return closeToThePublic();
  }

  /** Whether the public is kept out in all four ways; refused when that cannot be seen. */
  Answer<Boolean> isClosed() throws InterruptedException {
    try {
      var block =
          s3.getPublicAccessBlock(
                  request -> request.bucket(bucket).expectedBucketOwner(expectedOwner.orElse(null)))
              .publicAccessBlockConfiguration();
      return Answer.of(
          Stream.of(
                  block.blockPublicAcls(),
                  block.ignorePublicAcls(),
                  block.blockPublicPolicy(),
                  block.restrictPublicBuckets())
              .allMatch(Boolean.TRUE::equals));
    } catch (SdkException e) {
      return Failures.hasStatus(e, 404)
          ? Answer.of(false)
          : Failures.answer("s3:GetBucketPublicAccessBlock (" + bucket + ")", e);
    }
  }

  /** Whether the policy already has what {@link #prepare} would put into it. */
  Answer<Boolean> letsTheServiceIn(Optional<String> accountId) throws InterruptedException {
    Answer<Optional<String>> existing = policy();
    if (!existing.given()) {
      return failed(existing);
    }
    try {
      return Answer.of(
          new BucketPolicy(bucket, region, accountId).mergedInto(existing.get()).isEmpty());
    } catch (IllegalArgumentException e) {
      return Answer.refused(e.getMessage() + ": mend it by hand");
    }
  }

  Answer<Boolean> closeToThePublic() throws InterruptedException {
    try {
      s3.putPublicAccessBlock(
          request ->
              request
                  .bucket(bucket)
                  .expectedBucketOwner(expectedOwner.orElse(null))
                  .publicAccessBlockConfiguration(
                      block ->
                          block
                              .blockPublicAcls(true)
                              .ignorePublicAcls(true)
                              .blockPublicPolicy(true)
                              .restrictPublicBuckets(true)));
      return Answer.of(true);
    } catch (SdkException e) {
      return Failures.answer("s3:PutBucketPublicAccessBlock (" + bucket + ")", e);
    }
  }

  /** Whether the policy had to be changed. */
  private Answer<Boolean> mergePolicy(Optional<String> accountId) throws InterruptedException {
    Answer<Optional<String>> existing = policy();
    if (!existing.given()) {
      return failed(existing);
    }
    try {
      Optional<String> merged =
          new BucketPolicy(bucket, region, accountId).mergedInto(existing.get());
      if (merged.isPresent()) {
        s3.putBucketPolicy(
            request ->
                request
                    .bucket(bucket)
                    .policy(merged.get())
                    .expectedBucketOwner(expectedOwner.orElse(null)));
      }
      return Answer.of(merged.isPresent());
    } catch (IllegalArgumentException e) {
      return Answer.refused(e.getMessage() + ": mend it by hand");
    } catch (SdkException e) {
      return denied("s3:PutBucketPolicy", e);
    }
  }

  /** What to do when the service is not let in, going by what the policy says. */
  String remedyWhenKeptOut() throws InterruptedException {
    String service = "logs." + region + ".amazonaws.com";
    String grant =
        "add to it one that grants " + service + " s3:GetBucketAcl, and one s3:PutObject";
    Answer<Optional<String>> existing = policy();
    if (!existing.given()) {
      return "the bucket "
          + bucket
          + " does not let "
          + service
          + " in: look at its policy, "
          + grant;
    }
    return existing.get().filter(text -> text.contains("\"" + service + "\"")).isPresent()
        ? "the policy of the bucket "
            + bucket
            + " names "
            + service
            + ", and keeps it out all the same: look in it for a Deny, or for a condition that"
            + " this account's exports do not meet"
        : "the policy of the bucket "
            + bucket
            + " has no statement that lets "
            + service
            + " in: set manageBucketPolicy to true, or "
            + grant;
  }

  private Answer<Optional<String>> policy() throws InterruptedException {
    try {
      return Answer.of(
          Optional.ofNullable(
              s3.getBucketPolicy(
                      request ->
                          request.bucket(bucket).expectedBucketOwner(expectedOwner.orElse(null)))
                  .policy()));
    } catch (SdkException e) {
      return Failures.hasCode(e, "NoSuchBucketPolicy")
          ? Answer.of(Optional.empty())
          : denied("s3:GetBucketPolicy", e);
    }
  }

  private <T> Answer<T> denied(String action, SdkException e) throws InterruptedException {
    Answer<T> answer = Failures.answer(action + " (" + bucket + ")", e);
    return Failures.hasStatus(e, 403)
        ? Answer.refused(
            answer.reason()
                + ", or set manageBucketPolicy to false if the policy is seen to elsewhere")
        : answer;
  }
}
