package io.logstrata.testkit.rules;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * The service's "no": the name of its exception and its message. An exception of ours, because a
 * refusal ends the operation wherever it is found out.
 */
public final class Refusal extends RuntimeException {
  private static final int BAD_REQUEST = 400;

  private final String code;
  private final int status;
  private final boolean constraint;
  private final Map<String, Object> details;

  public Refusal(String code, String message) {
    this(code, message, Map.of());
  }

  /** A refusal with another HTTP status than 400, as some services have it. */
  public Refusal(int status, String code, String message) {
    this(status, code, message, Map.of(), false);
  }

  /**
   * A refusal that carries more than a message.
   *
   * @param details further members of the service's exception, such as {@code queryCompileError}:
   *     strings, numbers and maps
   */
  public Refusal(String code, String message, Map<String, Object> details) {
    this(BAD_REQUEST, code, message, details, false);
  }

  private Refusal(
      int status, String code, String message, Map<String, Object> details, boolean constraint) {
    super(message);
    this.status = status;
    this.constraint = constraint;
    this.code = requireNonNull(code, "code");
    this.details = Map.copyOf(details);
  }

  public static Refusal invalidParameter(String message) {
    return new Refusal("InvalidParameterException", message);
  }

  public static Refusal notFound(String message) {
    return new Refusal("ResourceNotFoundException", message);
  }

  public static Refusal alreadyExists(String message) {
    return new Refusal("ResourceAlreadyExistsException", message);
  }

  public static Refusal limitExceeded() {
    return new Refusal("LimitExceededException", "Resource limit exceeded.");
  }

  /** The message shape of the service's first line of checks, for one member. */
  public static Refusal constraint(Object value, String member, String constraint) {
    String shown = value == null ? "null" : "'" + value + "'";
    return new Refusal(
        BAD_REQUEST,
        "InvalidParameterException",
        "1 validation error detected: Value "
            + shown
            + " at '"
            + member
            + "' failed to satisfy constraint: "
            + constraint,
        Map.of(),
        true);
  }

  /** Returns the service's name for the exception, such as {@code ResourceNotFoundException}. */
  public String code() {
    return code;
  }

  /** Returns whether a member breaks a constraint of the model, which services name differently. */
  public boolean isConstraint() {
    return constraint;
  }

  /** Returns the HTTP status that it is answered with. */
  public int status() {
    return status;
  }

  public Map<String, Object> details() {
    return details;
  }
}
