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

  private final StringBuilder text = new StringBuilder();
  private final int atMostCharacters;
  private boolean cut;

  StackText(int atMostCharacters) {
    this.atMostCharacters = atMostCharacters;
  }

  /** The text, valid until the next call. */
  CharSequence of(IThrowableProxy throwable) {
    text.setLength(0);
    if (text.capacity() > 1 << 16) {
      text.trimToSize();
    }
    cut = false;
    append(throwable, "", "", 0);
    if (text.length() > atMostCharacters) {
      cut = true;
      boolean halfPair =
          atMostCharacters > 0 && Character.isHighSurrogate(text.charAt(atMostCharacters - 1));
      text.setLength(halfPair ? atMostCharacters - 1 : atMostCharacters);
    }
    return text;
  }

  /** Whether the latest text is not all there was. */
  boolean isCut() {
    return cut;
  }

  private void append(IThrowableProxy first, String caption, String indent, int nesting) {
    String before = caption;
    for (IThrowableProxy each = first; each != null; each = each.getCause()) {
      if (text.length() > atMostCharacters) {
        cut = true;
        return;
      }
      headline(each, before, indent);
      if (each.isCyclic()) {
        return;
      }
      frames(each, indent);
      if (nesting < DEEPEST_NESTING) {
        IThrowableProxy[] suppressed = each.getSuppressed();
        if (suppressed != null) {
          for (IThrowableProxy one : suppressed) {
            append(one, "Suppressed: ", indent + "\t", nesting + 1);
          }
        }
      }
      before = "Caused by: ";
    }
  }

  private void headline(IThrowableProxy throwable, String caption, String indent) {
    text.append(indent).append(caption);
    if (throwable.isCyclic()) {
      text.append("[circular reference] ");
    }
    String override = throwable.getOverridingMessage();
    if (override != null) {
      bounded(override);
    } else {
      text.append(throwable.getClassName());
      if (throwable.getMessage() != null) {
        text.append(": ");
        bounded(throwable.getMessage());
      }
    }
    text.append('\n');
  }

  private void frames(IThrowableProxy throwable, String indent) {
    StackTraceElementProxy[] frames = throwable.getStackTraceElementProxyArray();
    if (frames == null) {
      return;
    }
    int own = Math.max(0, frames.length - throwable.getCommonFrames());
    for (int i = 0; i < own; i++) {
      if (text.length() > atMostCharacters) {
        cut = true;
        return;
      }
      text.append(indent).append('\t').append(frames[i].getSTEAsString()).append('\n');
    }
    if (own < frames.length) {
      text.append(indent).append("\t... ").append(frames.length - own);
      text.append(" common frames omitted\n");
    }
  }

  private void bounded(String message) {
    int room = Math.max(0, atMostCharacters + 1 - text.length());
    text.append(message, 0, Math.min(message.length(), room));
  }
}
