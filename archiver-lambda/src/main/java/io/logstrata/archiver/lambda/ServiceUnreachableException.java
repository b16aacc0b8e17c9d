package io.logstrata.archiver.lambda;

/** The service did not answer, or was too busy: the same event may do a minute later. */
public final class ServiceUnreachableException extends RuntimeException {
  ServiceUnreachableException(String message) {
    super(message);
  }
}
