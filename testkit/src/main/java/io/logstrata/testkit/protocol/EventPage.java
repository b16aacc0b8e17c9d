package io.logstrata.testkit.protocol;

import io.logstrata.testkit.logs.LogEvent;
import io.logstrata.testkit.logs.LogStore.Found;
import io.logstrata.testkit.rules.Limits;
import io.logstrata.testkit.rules.Utf8;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of sorted events with a token to either side. A token names a gap between events; at the
 * end of the stream the token that was passed comes back, which is how a caller knows that it is
 * there.
 */
record EventPage(List<Found> events, String forwardToken, String backwardToken) {
  private static final Pattern TOKEN = Pattern.compile("([fb])/(\\d+)/(\\d+)");
  private static final String NOTHING = "/0/0";

  /** Returns the oldest page, or the newest one. */
  static EventPage first(List<Found> all, boolean fromHead, int limit) {
    return fromHead
        ? from(all, 0, limit, "f" + NOTHING, "b" + NOTHING)
        : until(all, all.size(), limit, "f" + NOTHING, "b" + NOTHING);
  }

  /** Returns the page on the side of the token that it points to. */
  static EventPage following(List<Found> all, String token, int limit) {
    Matcher matcher = TOKEN.matcher(token);
    if (!matcher.matches()) {
      throw Paging.invalidToken();
    }
    long millis = Paging.number(matcher.group(2));
    long number = Paging.number(matcher.group(3));
    boolean forward = matcher.group(1).equals("f");
    int gap = 0;
    while (gap < all.size() && isBefore(all.get(gap).event(), millis, number, forward)) {
      gap++;
    }
    String place = "/" + millis + "/" + number;
    return forward
        ? from(all, gap, limit, token, "b" + place)
        : until(all, gap, limit, "f" + place, token);
  }

  /** A forward token lies after its event, a backward token before it. */
  private static boolean isBefore(LogEvent event, long millis, long number, boolean inclusive) {
    if (event.timestampMillis() != millis) {
      return event.timestampMillis() < millis;
    }
    return inclusive ? event.number() <= number : event.number() < number;
  }

  private static EventPage from(
      List<Found> all, int start, int limit, String forward, String backward) {
    int end = start;
    long bytes = 0;
    while (end < all.size() && end - start < limit) {
      bytes += counted(all.get(end));
      if (bytes > Limits.PAGE_BYTES && end > start) {
        break;
      }
      end++;
    }
    return of(all.subList(start, end), forward, backward);
  }

  private static EventPage until(
      List<Found> all, int end, int limit, String forward, String backward) {
    int start = end;
    long bytes = 0;
    while (start > 0 && end - start < limit) {
      bytes += counted(all.get(start - 1));
      if (bytes > Limits.PAGE_BYTES && start < end) {
        break;
      }
      start--;
    }
    return of(all.subList(start, end), forward, backward);
  }

  private static EventPage of(List<Found> page, String forward, String backward) {
    if (page.isEmpty()) {
      return new EventPage(page, forward, backward);
    }
    return new EventPage(page, "f" + place(page.get(page.size() - 1)), "b" + place(page.get(0)));
  }

  private static String place(Found found) {
    return "/" + found.event().timestampMillis() + "/" + found.event().number();
  }

  private static int counted(Found found) {
    return Utf8.length(found.event().message()) + Limits.EVENT_OVERHEAD_BYTES;
  }
}
