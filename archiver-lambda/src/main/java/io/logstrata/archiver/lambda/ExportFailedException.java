package io.logstrata.archiver.lambda;

/**
 * Not everything could be archived; each failure is named. The next night tries again what is
 * missing.
 */
public final class ExportFailedException extends RuntimeException {
  ExportFailedException(String message) {
    super(message);
  }
}
