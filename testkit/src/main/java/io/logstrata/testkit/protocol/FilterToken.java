package io.logstrata.testkit.protocol;

import io.logstrata.testkit.logs.LogEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where FilterLogEvents goes on: after the event of this time and number.
 *
 * @param issuedMillis when it was given out; a token is good for a day
 */
record FilterToken(long timestampMillis, long number, long issuedMillis) {
  private static final Duration GOOD_FOR = Duration.ofHours(24);
  private static final Pattern SHAPE = Pattern.compile("(-?\\d+)/(-?\\d+)/(\\d+)");

  static FilterToken start(Clock clock) {
    return new FilterToken(Long.MIN_VALUE, 0, clock.millis());
  }

  static FilterToken after(LogEvent event, Clock clock) {
    return new FilterToken(event.timestampMillis(), event.number(), clock.millis());
  }

  static FilterToken parse(String text, Clock clock) {
    Matcher matcher = SHAPE.matcher(Paging.decode(text));
    if (!matcher.matches()) {
      throw Paging.invalidToken();
    }
    FilterToken token =
        new FilterToken(
            Paging.number(matcher.group(1)),
            Paging.number(matcher.group(2)),
            Paging.number(matcher.group(3)));
    if (clock.millis() - token.issuedMillis > GOOD_FOR.toMillis()) {
      throw Paging.invalidToken();
    }
    return token;
  }

  boolean isBefore(LogEvent event) {
    return event.timestampMillis() > timestampMillis
        || (event.timestampMillis() == timestampMillis && event.number() > number);
  }

  String text() {
    return Paging.encode(timestampMillis + "/" + number + "/" + issuedMillis);
  }
}
