package io.logstrata.archiver.setup.declare;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The archive's bucket: in the region of the logs, closed to the public, and open to CloudWatch
 * Logs.
 *
 * @param kmsKey ARN of the key that objects are encrypted with by default (SSE-KMS); empty leaves
 *     the bucket's encryption as it is, which is SSE-S3 for a new one
 * @param managePolicy whether its policy is seen to
 */
public record DeclaredBucket(String name, Optional<String> kmsKey, boolean managePolicy) {
  public DeclaredBucket {
    requireNonNull(name, "name");
    requireNonNull(kmsKey, "kmsKey");
  }
}
