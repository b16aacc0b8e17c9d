package io.logstrata.appender;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import io.logstrata.appender.json.OverridingMessage;
import io.logstrata.appender.json.StatusCarrier;
import io.logstrata.appender.json.StatusOfException;
import java.util.ArrayList;
import java.util.List;

/**
 * An exception as it was when it was logged: names, messages and frames. Logback's own proxy holds
 * the exception itself, and with it whatever its fields hold: a request, a connection, a megabyte.
 * Frames that cause and effect share are kept once.
 */
final class FrozenThrowable implements IThrowableProxy, StatusCarrier {
  /** Exceptions kept of one event, causes and suppressed ones together. */
  static final int MOST_EXCEPTIONS = 1_000;

  private static final int MOST_COUNTED = 1_000_000;
  private static final StackTraceElementProxy[] NO_FRAMES = {};
  private static final IThrowableProxy[] NONE = {};

  private final String className;
  private final String message;
  private final String overridingMessage;
  private final StackTraceElementProxy[] frames;
  private final int commonFrames;
  private final boolean cyclic;
  private FrozenThrowable cause;
  private IThrowableProxy[] suppressed = NONE;
  private int status;

  private FrozenThrowable(IThrowableProxy proxy, StackTraceElementProxy[] enclosing) {
    className = proxy.getClassName();
    message = proxy.getMessage();
    overridingMessage = OverridingMessage.of(proxy);
    cyclic = proxy.isCyclic();
    StackTraceElementProxy[] all = proxy.getStackTraceElementProxyArray();
    int length = all == null ? 0 : all.length;
    commonFrames =
        Math.max(0, Math.min(proxy.getCommonFrames(), Math.min(length, enclosing.length)));
    frames = length == 0 ? NO_FRAMES : copied(all, enclosing, commonFrames);
  }

  private FrozenThrowable(String note) {
    className = "...";
    message = note;
    overridingMessage = note; // what is shown instead of name and message
    cyclic = false;
    frames = NO_FRAMES;
    commonFrames = 0;
  }

  /** Null for nothing. Asks the exception for its status, which is foreign code. */
  static FrozenThrowable of(IThrowableProxy logged) {
    if (logged == null) {
      return null;
    }
    FrozenThrowable frozen = freeze(logged, NO_FRAMES, new int[] {MOST_EXCEPTIONS});
    frozen.status = StatusOfException.of(logged);
    return frozen;
  }

  /** With its causes, in a loop: a chain may be longer than what is left of the caller's stack. */
  private static FrozenThrowable freeze(
      IThrowableProxy first, StackTraceElementProxy[] enclosing, int[] room) {
    room[0]--;
    FrozenThrowable frozen = new FrozenThrowable(first, enclosing);
    frozen.suppress(first.getSuppressed(), room);
    FrozenThrowable effect = frozen;
    IThrowableProxy each = first.getCause();
    while (each != null) {
      if (room[0] == 0) {
        effect.cause = new FrozenThrowable(count(each) + " more causes are left out");
        break;
      }
      room[0]--;
      effect.cause = new FrozenThrowable(each, effect.frames);
      effect = effect.cause;
      effect.suppress(each.getSuppressed(), room);
      each = each.getCause();
    }
    return frozen;
  }

  private void suppress(IThrowableProxy[] all, int[] room) {
    if (all == null || all.length == 0) {
      return;
    }
    List<IThrowableProxy> kept = new ArrayList<>();
    while (kept.size() < all.length && room[0] > 0) {
      kept.add(freeze(all[kept.size()], frames, room));
    }
    if (kept.size() < all.length) {
      kept.add(new FrozenThrowable(all.length - kept.size() + " more are left out"));
    }
    suppressed = kept.toArray(NONE);
  }

  /**
   * In proxies of our own: those that another appender has shown keep the text of their frame,
   * which is longer than all the rest. Common ones are the enclosing exception's.
   */
  private static StackTraceElementProxy[] copied(
      StackTraceElementProxy[] all, StackTraceElementProxy[] enclosing, int common) {
    StackTraceElementProxy[] copied = new StackTraceElementProxy[all.length];
    int own = all.length - common;
    for (int i = 0; i < own; i++) {
      copied[i] = new StackTraceElementProxy(all[i].getStackTraceElement());
      if (all[i].getClassPackagingData() != null) {
        copied[i].setClassPackagingData(all[i].getClassPackagingData());
      }
    }
    System.arraycopy(enclosing, enclosing.length - common, copied, own, common);
    return copied;
  }

  /** How long a chain of causes is; ends, since a proxy that is not Logback's may form a circle. */
  private static int count(IThrowableProxy first) {
    int count = 0;
    for (IThrowableProxy each = first;
        each != null && count < MOST_COUNTED;
        each = each.getCause()) {
      count++;
    }
    return count;
  }

  @Override
  public int statusCode() {
    return status;
  }

  @Override
  public String getClassName() {
    return className;
  }

  @Override
  public String getMessage() {
    return message;
  }

  @Override
  public String getOverridingMessage() {
    return overridingMessage;
  }

  @Override
  public StackTraceElementProxy[] getStackTraceElementProxyArray() {
    return frames;
  }

  @Override
  public int getCommonFrames() {
    return commonFrames;
  }

  @Override
  public IThrowableProxy getCause() {
    return cause;
  }

  @Override
  public IThrowableProxy[] getSuppressed() {
    return suppressed;
  }

  @Override
  public boolean isCyclic() {
    return cyclic;
  }
}
