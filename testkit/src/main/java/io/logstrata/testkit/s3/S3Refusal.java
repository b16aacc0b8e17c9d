package io.logstrata.testkit.s3;

/** S3's "no": status, error code, message. */
final class S3Refusal extends RuntimeException {
  private final int status;
  private final String code;

  S3Refusal(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static S3Refusal noSuchBucket() {
    return new S3Refusal(404, "NoSuchBucket", "The specified bucket does not exist");
  }

  static S3Refusal accessDenied() {
    return new S3Refusal(403, "AccessDenied", "Access Denied");
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
