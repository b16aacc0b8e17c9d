package io.logstrata.testkit.s3;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Refusals of s3proxy's store: some carry S3's error, some only the status that S3 would answer.
 */
final class StoreRefusals {
  private StoreRefusals() {}

  static S3Refusal of(AwsServiceException thrown) {
    AwsErrorDetails details = thrown.awsErrorDetails();
    if (details != null && details.errorCode() != null) {
      return new S3Refusal(thrown.statusCode(), details.errorCode(), details.errorMessage());
    }
    int status = thrown.statusCode();
    return switch (status) {
      case 304 -> new S3Refusal(status, "NotModified", "Not Modified");
      case 404 -> new S3Refusal(status, "NoSuchKey", "The specified key does not exist.");
      case 412 ->
          new S3Refusal(
              status,
              "PreconditionFailed",
              "At least one of the pre-conditions you specified did not hold");
      case 416 -> new S3Refusal(status, "InvalidRange", "The requested range is not satisfiable");
      default -> new S3Refusal(status, "InvalidRequest", thrown.getMessage());
    };
  }
}
