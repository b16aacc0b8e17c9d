package io.logstrata.appender.json;

/** What an object says of itself, if it can. */
public final class SafeText {
  private SafeText() {}

  /**
   * The text of the object, or of the failure to get it: a hostile {@code toString} must not cost
   * the event.
   */
  public static String of(Object object) {
    try {
      return String.valueOf((Object) String.valueOf(object)); // of one that answers null, too
    } catch (Throwable hostile) { // a StackOverflowError of an object that contains itself, too
      return "[toString of "
          + object.getClass().getName()
          + " failed: "
          + hostile.getClass().getName()
          + "]";
    }
  }
}
