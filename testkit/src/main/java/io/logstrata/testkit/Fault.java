package io.logstrata.testkit;

/**
 * What can go wrong with a call, on request. Each is a real answer (or silence) on the wire, so
 * that the client's own retry policy sees what it would see.
 */
public enum Fault {
  /** Refused with {@code ThrottlingException} (S3: 503 {@code SlowDown}); nothing is done. */
  THROTTLED,
  /** Refused with 500 {@code InternalFailure} (S3: 500 {@code InternalError}); nothing is done. */
  SERVER_ERROR,
  /** The connection is reset before the request is looked at; nothing is done. */
  RESET,
  /** Done and answered, but only after {@link Faults#slowness()}. */
  SLOW,
  /** The connection stays open, and no answer ever comes; nothing is done. */
  NEVER_ANSWERED,
  /** The work is done, then the connection is reset: the caller cannot know. */
  ANSWER_LOST,
  /** Nothing is done, and the answer is a 200 with bytes that are no answer. */
  GARBAGE,
  /** Refused with {@code UnrecognizedClientException} (S3: 403 {@code InvalidAccessKeyId}). */
  CREDENTIALS_REFUSED,
  /** Refused with {@code AccessDeniedException} (S3: 403 {@code AccessDenied}). */
  PERMISSION_MISSING,
  /** S3 reads only: the answer promises all bytes, half of them come, and the connection closes. */
  TRUNCATED,
  /**
   * S3 reads only: all bytes come, but a few at a time, so that hardly any read of the caller fills
   * its buffer.
   */
  SHORT_READS,
  /**
   * S3 writes only: 412 {@code PreconditionFailed}, as if another writer had been first; nothing is
   * done.
   */
  CONDITION_FAILED,
  /**
   * S3 writes only: 409 {@code ConditionalRequestConflict}, as when two writers race; nothing is
   * done.
   */
  CONDITION_CONFLICT
}
