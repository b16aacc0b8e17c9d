package io.logstrata.appender;

/**
 * Tells names of threads that events share from those that they have to themselves: a pool's
 * threads keep theirs, but a thread that is named after each request, or lives for one only, leaves
 * its name to the events. The latest names are remembered as the objects they are, at the place
 * that their hash gives; of two that want the same place, each counts as new when it comes back.
 */
final class ThreadNames {
  private static final int PLACES = 1_024; // a power of two

  /** Without a lock: a name that is missed counts as new, and strings cannot be seen half made. */
  private static final String[] LATEST = new String[PLACES];

  private ThreadNames() {}

  /** Whether this very string has not been seen of late. */
  @SuppressWarnings("ReferenceEquality") // an equal name that is another object costs as much
  static boolean isNew(String name) {
    int place = name.hashCode() & (PLACES - 1);
    if (LATEST[place] == name) {
      return false;
    }
    LATEST[place] = name;
    return true;
  }
}
