package io.logstrata.appender.json;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;

/**
 * A stack trace as text, as Java prints it: causes, suppressed exceptions, frames that cause and
 * effect share folded into one line. Ends at a length, so that neither a deep recursion nor a long
 * chain of causes can fill the memory.
 */
final class StackText {
  private static final int DEEPEST_NESTING = 32;

  /** What is cut away is counted as far as this. */
  private static final int MOST_COUNTED = 1_000_000;

  private final StringBuilder text = new StringBuilder();
  private final int atMostCharacters;
  private int characters;

  StackText(int atMostCharacters) {
    this.atMostCharacters = atMostCharacters;
  }

  /** The text, valid until the next call. */
  CharSequence of(IThrowableProxy throwable) {
    text.setLength(0);
    if (text.capacity() > 1 << 16) {
      text.trimToSize();
    }
    characters = 0;
    append(throwable, "", "", 0);
    int last = text.length() - 1;
    if (isCut() && last >= 0 && Character.isHighSurrogate(text.charAt(last))) {
      text.setLength(last);
    }
    return text;
  }

  /** Whether the latest text is not all there was. */
  boolean isCut() {
    return characters > atMostCharacters;
  }

  /** How long all there was is, in characters, counted as far as a million. */
  int characters() {
    return characters;
  }

  private void append(IThrowableProxy first, String caption, String indent, int nesting) {
    String before = caption;
    for (IThrowableProxy each = first;
        each != null && characters < MOST_COUNTED;
        each = each.getCause()) {
      headline(each, before, indent);
      if (each.isCyclic()) {
        return;
      }
      frames(each, indent);
      IThrowableProxy[] suppressed = nesting < DEEPEST_NESTING ? each.getSuppressed() : null;
      for (int i = 0; suppressed != null && i < suppressed.length; i++) {
        append(suppressed[i], "Suppressed: ", indent + "\t", nesting + 1);
      }
      before = "Caused by: ";
    }
  }

  private void headline(IThrowableProxy throwable, String caption, String indent) {
    put(indent);
    put(caption);
    if (throwable.isCyclic()) {
      put("[circular reference] ");
    }
    String override = OverridingMessage.of(throwable);
    if (override != null) {
      put(override);
    } else {
      put(String.valueOf(throwable.getClassName()));
      if (throwable.getMessage() != null) {
        put(": ");
        put(throwable.getMessage());
      }
    }
    put("\n");
  }

  private void frames(IThrowableProxy throwable, String indent) {
    StackTraceElementProxy[] frames = throwable.getStackTraceElementProxyArray();
    if (frames == null) {
      return;
    }
    int own = Math.max(0, frames.length - throwable.getCommonFrames());
    for (int i = 0; i < own && characters < MOST_COUNTED; i++) {
      put(indent);
      put("\t");
      put(frames[i].getSTEAsString());
      put("\n");
    }
    if (own < frames.length) {
      put(indent);
      put("\t... ");
      put(Integer.toString(frames.length - own));
      put(" common frames omitted\n");
    }
  }

  /** Appends what there is room for, and counts all. */
  private void put(String more) {
    int room = Math.max(0, atMostCharacters - text.length());
    text.append(more, 0, Math.min(more.length(), room));
    characters = (int) Math.min((long) characters + more.length(), Integer.MAX_VALUE);
  }
}
