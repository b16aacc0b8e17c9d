package io.logstrata.appender.json;

/**
 * The HTTP status that an object knows, asked by its public methods. What is asked is foreign code:
 * whatever it throws, there is no status then, and nothing else suffers.
 */
final class KnownStatus {
  private static final PublicMethod GET_STATUS_CODE = new PublicMethod("getStatusCode");
  private static final PublicMethod STATUS_CODE = new PublicMethod("statusCode");
  private static final PublicMethod GET_RESPONSE = new PublicMethod("getResponse");
  private static final PublicMethod GET_STATUS = new PublicMethod("getStatus");
  private static final PublicMethod VALUE = new PublicMethod("value");

  private KnownStatus() {}

  /**
   * By {@code getStatusCode()}, {@code statusCode()} as the AWS SDK has it, or {@code
   * getResponse().getStatus()} as JAX-RS has it; 100 to 599, or zero.
   */
  static int ofException(Throwable thrown) {
    try {
      int status = own(thrown);
      return status == 0 ? status(GET_STATUS.ask(GET_RESPONSE.ask(thrown))) : status;
    } catch (Throwable hostile) {
      return 0;
    }
  }

  /**
   * By {@code getStatusCode()}, {@code statusCode()}, or {@code value()} as Spring's {@code
   * HttpStatus} has it; 100 to 599, or zero.
   */
  static int ofValue(Object value) {
    try {
      int status = own(value);
      return status == 0 ? status(VALUE.ask(value)) : status;
    } catch (Throwable hostile) {
      return 0;
    }
  }

  private static int own(Object object) throws Throwable {
    int status = status(GET_STATUS_CODE.ask(object));
    return status == 0 ? status(STATUS_CODE.ask(object)) : status;
  }

  /** Of an answer that is a number, or has one as its value. */
  private static int status(Object answer) throws Throwable {
    Object number = answer instanceof Number ? answer : VALUE.ask(answer);
    int status = number instanceof Number known ? known.intValue() : 0;
    return status >= 100 && status <= 599 ? status : 0;
  }
}
