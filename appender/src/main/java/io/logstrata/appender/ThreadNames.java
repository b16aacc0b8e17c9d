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
  private final String[] latest = new String[PLACES];

  /** Whether this very string has not been seen of late. */
  @SuppressWarnings("ReferenceEquality") // an equal name that is another object costs as much
  boolean isNew(String name) {
    int place = place(name);
    if (latest[place] == name) {
      return false;
    }
    latest[place] = name;
    return true;
  }

  /** The event that was charged for it is refused: the next one pays. */
  void forget(String name) {
    latest[place(name)] = null;
  }

  private static int place(String name) {
    return name.hashCode() & (PLACES - 1);
  }
}
