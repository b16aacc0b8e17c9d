package io.logstrata.testkit.protocol;

import io.logstrata.testkit.rules.Refusal;

/**
 * How a service words what any service says.
 *
 * @param iamPrefix what its actions begin with in IAM, such as {@code logs}
 * @param throttled its answer to too many calls
 * @param failed its answer when it fails itself
 * @param badCredentials its answer to credentials that it does not know
 * @param denied code of its answer to callers without permission
 * @param deniedStatus HTTP status of that answer
 * @param invalid code of its answer to a member that breaks a constraint of its model
 */
record Dialect(
    String iamPrefix,
    Refusal throttled,
    Refusal failed,
    Refusal badCredentials,
    String denied,
    int deniedStatus,
    String invalid) {
  private static final String BAD_TOKEN = "The security token included in the request is invalid.";
  static final Dialect LOGS =
      new Dialect(
          "logs",
          new Refusal("ThrottlingException", "Rate exceeded"),
          new Refusal(500, "InternalFailure", "Internal failure"),
          new Refusal("UnrecognizedClientException", BAD_TOKEN),
          "AccessDeniedException",
          400,
          "InvalidParameterException");
  static final Dialect CLOUDWATCH =
      new Dialect(
          "cloudwatch",
          new Refusal("Throttling", "Rate exceeded"),
          new Refusal(500, "InternalFailure", "Internal failure"),
          new Refusal(403, "InvalidClientTokenId", BAD_TOKEN),
          "AccessDenied",
          403,
          "ValidationError");
  static final Dialect SNS =
      new Dialect(
          "sns",
          new Refusal("Throttling", "Rate exceeded"),
          new Refusal(500, "InternalFailure", "Internal failure"),
          new Refusal(403, "InvalidClientTokenId", BAD_TOKEN),
          "AuthorizationError",
          403,
          "ValidationError");
  static final Dialect STS =
      new Dialect(
          "sts",
          new Refusal("Throttling", "Rate exceeded"),
          new Refusal(500, "InternalFailure", "Internal failure"),
          new Refusal(403, "InvalidClientTokenId", BAD_TOKEN),
          "AccessDenied",
          403,
          "ValidationError");

  Refusal denied(String operation, String caller) {
    String action = iamPrefix + ":" + operation;
    return new Refusal(
        deniedStatus,
        denied,
        "User: "
            + caller
            + " is not authorized to perform: "
            + action
            + " because no identity-based policy allows the "
            + action
            + " action");
  }

  /**
   * Returns the refusal in this service's words: constraints of members have a code of their own.
   */
  Refusal worded(Refusal refusal) {
    return refusal.isConstraint() && !refusal.code().equals(invalid)
        ? new Refusal(invalid, refusal.getMessage())
        : refusal;
  }
}
