package io.logstrata.appender.json;

/** Whether a string has one byte for each character. */
public final class Latin1 {
  private Latin1() {}

  /**
   * Whether all characters are below 256, which is when the JDK stores a string so.
   *
   * <p>Left at the first character that is not, and for that reason alone this costs next to
   * nothing: where a string is stored as Latin-1, HotSpot's compiler proves that no character of it
   * can end the loop, and leaves the loop out. A sum of all characters would be a fifth of a
   * logging call.
   */
  public static boolean is(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xFF) {
        return false;
      }
    }
    return true;
  }
}
