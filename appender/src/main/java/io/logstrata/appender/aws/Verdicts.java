package io.logstrata.appender.aws;

import io.logstrata.appender.ship.Delivery;
import io.logstrata.appender.ship.Delivery.Verdict;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What an exception of the SDK means for the batch. */
final class Verdicts {
  /**
   * Nothing that another attempt at once would change: a person must act, or another part of the
   * system.
   */
  private static final Set<String> DENIALS =
      Set.of(
          "AccessDeniedException",
          "AccessDenied",
          "UnrecognizedClientException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "IncompleteSignature",
          "MissingAuthenticationToken",
          "ExpiredToken",
          "ExpiredTokenException",
          "OptInRequired",
          "LimitExceededException");

  private static final Set<String> INVALID =
      Set.of("InvalidParameterException", "ValidationException");

  /** The SDK repeats these whatever the status; the service may have stored the batch. */
  private static final Set<String> TRANSIENT =
      Set.of(
          "RequestTimeout",
          "RequestTimeoutException",
          "RequestAbortedException",
          "InternalError",
          "PriorRequestNotComplete");

  private static final int REQUEST_TIMEOUT = 408;

  /** What the rules of the SDK for endpoints refuse before anything is sent. */
  private static final Pattern WRONG_ENDPOINT =
      Pattern.compile("Invalid Configuration|does not support (FIPS|DualStack)");

  /** How the SDK says that a profile needs more than the SDK's core. */
  private static final Pattern MISSING_MODULE =
      Pattern.compile("the '([a-z0-9-]+)' service module must be on the class path");

  private Verdicts() {}

  /**
   * Of a batch.
   *
   * @param mayHaveArrived false if the request did not even leave: then nothing is stored, whatever
   *     went wrong
   */
  static Delivery of(RuntimeException thrown, boolean mayHaveArrived) {
    Delivery delivery = of(thrown);
    if (mayHaveArrived) {
      return delivery;
    }
    if (delivery.verdict() == Verdict.INVALID) { // said by whoever gives credentials
      return Delivery.failed(Verdict.DENIED, delivery.reason());
    }
    if (!delivery.outcomeUnknown()) {
      return delivery;
    }
    boolean ofTheSetup =
        thrown instanceof IllegalArgumentException
            || (thrown instanceof IllegalStateException
                && !(thrown instanceof CancellationException));
    return Delivery.failed(ofTheSetup ? Verdict.DENIED : delivery.verdict(), delivery.reason());
  }

  static Delivery of(RuntimeException thrown) {
    if (thrown instanceof AwsServiceException answer) {
      return ofAnswer(answer);
    }
    String text = text(thrown);
    if (neverSent(thrown)) {
      return Delivery.failed(Verdict.UNREACHABLE, text);
    }
    Matcher module = MISSING_MODULE.matcher(text);
    if (module.find()) {
      return Delivery.failed(
          Verdict.DENIED,
          text
              + " Add software.amazon.awssdk:"
              + module.group(1)
              + " to the application's dependencies.");
    }
    if (thrown instanceof SdkClientException && isAboutSetup(text)) {
      return Delivery.failed(Verdict.DENIED, text);
    }
    // Timed out, reset, or an answer that nobody can read: the service may have stored the batch.
    return Delivery.unknown(text);
  }

  /** While creating a group or stream: nothing about that is a fault of the events. */
  static Delivery ofCreation(RuntimeException thrown) {
    Delivery delivery = of(thrown);
    Verdict verdict = delivery.verdict() == Verdict.INVALID ? Verdict.DENIED : delivery.verdict();
    return Delivery.failed(verdict, delivery.reason());
  }

  private static Delivery ofAnswer(AwsServiceException answer) {
    String code = answer.awsErrorDetails() == null ? "" : answer.awsErrorDetails().errorCode();
    String known = code == null ? "" : code;
    String text = text(answer);
    if (known.equals("DataAlreadyAcceptedException")) {
      return Delivery.accepted();
    }
    if (answer.isThrottlingException() || answer.statusCode() == 429) {
      return Delivery.failed(Verdict.THROTTLED, text);
    }
    if (answer.statusCode() >= 500
        || answer.statusCode() == REQUEST_TIMEOUT
        || TRANSIENT.contains(known)) {
      return Delivery.unknown(text);
    }
    if (known.equals("OperationAbortedException") || answer.isClockSkewException()) {
      return Delivery.failed(Verdict.UNREACHABLE, text);
    }
    // No event can make our JSON wrong: somebody spoils it on its way.
    if (known.equals("SerializationException")) {
      return Delivery.failed(
          Verdict.DENIED,
          text + " If gzip is on, something between here and the service may not unpack it.");
    }
    if (DENIALS.contains(known) || answer.statusCode() == 401 || answer.statusCode() == 403) {
      return Delivery.failed(Verdict.DENIED, text);
    }
    if (INVALID.contains(known) || answer.statusCode() == 413) {
      return Delivery.failed(Verdict.INVALID, text);
    }
    return Delivery.failed(Verdict.DENIED, text);
  }

  private static boolean neverSent(Throwable thrown) {
    Throwable each = thrown;
    for (int depth = 0; each != null && depth < 20; depth++) {
      if (each instanceof ConnectException
          || each instanceof UnknownHostException
          || each instanceof NoRouteToHostException
          || each instanceof SSLHandshakeException
          || each instanceof SSLPeerUnverifiedException
          || each.getClass().getSimpleName().equals("ConnectTimeoutException")) { // Apache's
        return true;
      }
      each = each.getCause();
    }
    return false;
  }

  /** The SDK has no type of its own for "no credentials" and "no region". */
  private static boolean isAboutSetup(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.contains("credentials")
        || lower.contains("unable to load region")
        || WRONG_ENDPOINT.matcher(text).find();
  }

  private static String text(Throwable thrown) {
    Throwable root = thrown;
    for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
      root = root.getCause();
    }
    String text = thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
    return root == thrown ? text : text + " (" + root + ")";
  }
}
