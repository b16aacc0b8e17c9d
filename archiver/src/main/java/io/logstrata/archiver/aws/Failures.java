package io.logstrata.archiver.aws;

import io.logstrata.archiver.run.Answer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** What an exception of the SDK means to a run. */
final class Failures {
  private static final Set<String> BAD_CREDENTIALS =
      Set.of(
          "UnrecognizedClientException",
          "InvalidClientTokenId",
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidSignatureException");

  private static final Pattern PROFILE = Pattern.compile("profile '([^']+)'");

  private Failures() {}

  /**
   * The answer that the exception amounts to.
   *
   * @param doing what was tried, such as {@code logs:DescribeLogGroups}; it is also the permission
   *     that it takes
   */
  static <T> Answer<T> answer(String doing, SdkException e) throws InterruptedException {
    interruption(e);
    return isTransient(e) ? Answer.unreachable(say(doing, e)) : Answer.refused(say(doing, e));
  }

  /**
   * Only with exceptions for the fact that there is no such thing, a {@link FileNotFoundException}.
   */
  static IOException io(String doing, SdkException e) {
    if (e instanceof AbortedException) {
      Thread.currentThread().interrupt();
      return new InterruptedIOException(doing + " was interrupted");
    }
    if (e instanceof AwsServiceException service && service.statusCode() == 404) {
      return new FileNotFoundException(say(doing, e));
    }
    return new IOException(say(doing, e), e);
  }

  private static void interruption(SdkException e) throws InterruptedException {
    if (e instanceof AbortedException) {
      throw new InterruptedException(e.getMessage());
    }
  }

  static boolean isTransient(SdkException e) {
    if (e instanceof AwsServiceException service) {
      return service.isThrottlingException() || service.statusCode() >= 500;
    }
    return !isWithoutCredentials(e);
  }

  /** Whether a permission is missing. */
  static boolean isDenied(SdkException e) {
    return e instanceof AwsServiceException service
        && !BAD_CREDENTIALS.contains(code(service))
        && (service.statusCode() == 403 || code(service).startsWith("AccessDenied"));
  }

  static boolean hasStatus(SdkException e, int status) {
    return e instanceof AwsServiceException service && service.statusCode() == status;
  }

  static boolean hasCode(SdkException e, String code) {
    return e instanceof AwsServiceException service && code.equals(code(service));
  }

  static String say(String doing, SdkException e) {
    if (!(e instanceof AwsServiceException service)) {
      return isWithoutCredentials(e) ? noCredentials(e) : noAnswer(doing, e);
    }
    String code = code(service);
    if (BAD_CREDENTIALS.contains(code)) {
      return doing
          + " was refused because of the credentials ("
          + code
          + "): renew or correct them, and check this machine's clock";
    }
    if (isDenied(e)) {
      return doing + " was denied (" + text(service) + "): grant " + doing;
    }
    // Every refusal of the service itself has a code.
    String remedy = code.startsWith("status 4") ? ": correct endpoint, s3Endpoint or region" : "";
    return doing + " failed with " + code + ": " + text(service) + remedy;
  }

  private static String noCredentials(SdkException e) {
    Matcher profile = PROFILE.matcher(e.getMessage());
    String cause =
        profile.find() && !profile.group(1).equals("default")
            ? " (there is no profile " + profile.group(1) + ", or it has none)"
            : "";
    return "no credentials"
        + cause
        + ": set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or run where a role is"
        + " at hand";
  }

  private static String noAnswer(String doing, SdkException e) {
    String text = firstLine(e);
    if (text.contains("UnknownHostException")) {
      return doing
          + " got no answer: its host is not known here: correct region or endpoint, or this"
          + " machine's name service ("
          + text
          + ")";
    }
    if (text.startsWith("Unable to unmarshall response")) {
      return doing
          + " got an answer that is not the service's: correct endpoint or s3Endpoint ("
          + text
          + ")";
    }
    return doing + " got no answer: " + text;
  }

  private static String code(AwsServiceException e) {
    return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
        ? "status " + e.statusCode()
        : e.awsErrorDetails().errorCode();
  }

  /** What the service says. */
  static String text(AwsServiceException e) {
    return e.awsErrorDetails() == null || e.awsErrorDetails().errorMessage() == null
        ? firstLine(e)
        : e.awsErrorDetails().errorMessage();
  }

  private static String firstLine(SdkException e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.lines().findFirst().orElse(message);
  }

  private static boolean isWithoutCredentials(SdkException e) {
    return e.getMessage() != null && e.getMessage().startsWith("Unable to load credentials");
  }
}
