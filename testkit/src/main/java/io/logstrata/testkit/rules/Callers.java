package io.logstrata.testkit.rules;

/** Who called: the access key id of a request's signature. The signature itself is not checked. */
public final class Callers {
  private static final String MARK = "Credential=";
  private static final String ANONYMOUS = "anonymous";

  private Callers() {}

  /**
   * Returns the access key id, or {@code anonymous}.
   *
   * @param authorization value of the {@code Authorization} header, or null
   */
  public static String of(String authorization) {
    int start = authorization == null ? -1 : authorization.indexOf(MARK);
    int end = start < 0 ? -1 : authorization.indexOf('/', start);
    return end < 0 ? ANONYMOUS : authorization.substring(start + MARK.length(), end);
  }
}
