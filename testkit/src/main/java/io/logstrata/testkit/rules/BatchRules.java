package io.logstrata.testkit.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** What PutLogEvents accepts. Source: the operation's page and the API model. */
public final class BatchRules {
  private BatchRules() {}

  /**
   * Checks what the service checks before it looks at the clock: presence, lengths, order, span,
   * bytes.
   *
   * @throws Refusal InvalidParameterException, with the service's message shape, at the first rule
   *     broken
   */
  public static void check(List<OfferedEvent> batch) {
    if (batch == null) {
      throw Refusal.constraint(null, "logEvents", "Member must not be null");
    }
    if (batch.isEmpty()) {
      throw Refusal.constraint(
          "[]", "logEvents", "Member must have length greater than or equal to 1");
    }
    if (batch.size() > Limits.BATCH_EVENTS) {
      throw Refusal.constraint(
          "[" + batch.size() + " events]",
          "logEvents",
          "Member must have length less than or equal to " + Limits.BATCH_EVENTS);
    }
    checkMembers(batch);
    checkOrderAndSpan(batch);
    checkBytes(batch);
  }

  private static void checkMembers(List<OfferedEvent> batch) {
    for (int i = 0; i < batch.size(); i++) {
      OfferedEvent event = batch.get(i);
      if (event.timestampMillis() == null) {
        throw Refusal.constraint(null, member(i, "timestamp"), "Member must not be null");
      }
      if (event.timestampMillis() < 0) {
        throw Refusal.constraint(
            event.timestampMillis(),
            member(i, "timestamp"),
            "Member must have value greater than or equal to 0");
      }
      if (event.message() == null) {
        throw Refusal.constraint(null, member(i, "message"), "Member must not be null");
      }
      if (event.message().isEmpty()) {
        throw Refusal.constraint(
            "", member(i, "message"), "Member must have length greater than or equal to 1");
      }
    }
  }

  /** The service counts members from one in its messages. */
  private static String member(int index, String name) {
    return "logEvents." + (index + 1) + ".member." + name;
  }

  private static void checkOrderAndSpan(List<OfferedEvent> batch) {
    for (int i = 1; i < batch.size(); i++) {
      if (batch.get(i).timestampMillis() < batch.get(i - 1).timestampMillis()) {
        throw Refusal.invalidParameter(
            "Log events in a single PutLogEvents request must be in chronological order.");
      }
    }
    long span = batch.get(batch.size() - 1).timestampMillis() - batch.get(0).timestampMillis();
    if (span > Limits.BATCH_SPAN.toMillis()) {
      throw Refusal.invalidParameter(
          "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
    }
  }

  private static void checkBytes(List<OfferedEvent> batch) {
    long total = 0;
    for (OfferedEvent event : batch) {
      int counted = event.countedBytes();
      int message = counted - Limits.EVENT_OVERHEAD_BYTES;
      if (message > Limits.EVENT_BYTES) {
        throw Refusal.invalidParameter(
            "Log event too large: " + message + " bytes exceeds limit of " + Limits.EVENT_BYTES);
      }
      total += counted;
    }
    if (total > Limits.BATCH_BYTES) {
      throw Refusal.invalidParameter(
          "Upload too large: " + total + " bytes exceeds limit of " + Limits.BATCH_BYTES);
    }
  }

  /**
   * Says which events of a checked batch are taken. An event may be up to two hours ahead and up to
   * fourteen days, or the group's retention, behind; both bounds themselves are still taken.
   *
   * @param retentionDays the group's retention, or empty when its events never expire
   */
  public static Acceptance judge(List<OfferedEvent> batch, Instant now, OptionalInt retentionDays) {
    long newest = now.plus(Limits.MOST_IN_FUTURE).toEpochMilli();
    long oldest = now.minus(Limits.MOST_IN_PAST).toEpochMilli();
    long kept =
        retentionDays.isPresent()
            ? now.minus(Duration.ofDays(retentionDays.getAsInt())).toEpochMilli()
            : Long.MIN_VALUE;
    int tooOld = firstNotBefore(batch, oldest);
    int expired = firstNotBefore(batch, Math.max(oldest, kept));
    int tooNew = firstNotBefore(batch, newest + 1);
    return new Acceptance(
        expired,
        tooNew,
        tooOld > 0 ? OptionalInt.of(tooOld) : OptionalInt.empty(),
        expired > tooOld ? OptionalInt.of(expired) : OptionalInt.empty(),
        tooNew < batch.size() ? OptionalInt.of(tooNew) : OptionalInt.empty());
  }

  private static int firstNotBefore(List<OfferedEvent> batch, long millis) {
    int index = 0;
    while (index < batch.size() && batch.get(index).timestampMillis() < millis) {
      index++;
    }
    return index;
  }
}
