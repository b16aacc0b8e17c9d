package io.logstrata.appender;

import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.Status;
import io.logstrata.appender.ship.Delivery;
import io.logstrata.appender.ship.Loss;
import io.logstrata.appender.ship.ShipperListener;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells Logback's status what happens, thinned: a kind of failure once until delivery works again,
 * and at most once a minute where they alternate; the recovery from what was told; the first loss
 * for a reason and then each time the number has grown tenfold; with these two, the books as they
 * are at that moment.
 */
final class StatusReporter extends ContextAwareBase implements ShipperListener {
  private static final Map<Delivery.Verdict, String> WHAT_NOW =
      new EnumMap<>(
          Map.of(
              Delivery.Verdict.THROTTLED,
              "CloudWatch Logs throttles. Events are kept and sent again, ever more slowly.",
              Delivery.Verdict.UNREACHABLE,
              "CloudWatch Logs does not answer as it should. Events are kept and sent again.",
              Delivery.Verdict.DENIED,
              "CloudWatch Logs does not let us in, or the setup is not complete. Events are kept, and sent"
                  + " again slowly: check credentials, region, permissions, log group and stream.",
              Delivery.Verdict.INVALID,
              "CloudWatch Logs refuses a batch. It is divided until only the guilty event is lost."));

  private static final long SAY_AGAIN_AFTER_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Map<Loss, AtomicLong> losses = new EnumMap<>(Loss.class);
  private final Map<Delivery.Verdict, Long> saidAtNanos = new EnumMap<>(Delivery.Verdict.class);
  private final Set<Delivery.Verdict> saidSinceDelivery = EnumSet.noneOf(Delivery.Verdict.class);
  private final AtomicLong survivals = new AtomicLong();
  private final Supplier<String> account;
  private final Executor outbox;
  private final LongSupplier nanoTime;
  private Long lateSaidAtNanos;
  private boolean lateSinceDelivery;
  private long failures;

  /**
   * @param account the books and the calls so far, as a line
   * @param outbox where Logback's status is told
   */
  StatusReporter(Object declaredOrigin, Supplier<String> account, Executor outbox) {
    this(declaredOrigin, account, outbox, System::nanoTime);
  }

  StatusReporter(
      Object declaredOrigin, Supplier<String> account, Executor outbox, LongSupplier nanoTime) {
    super(declaredOrigin instanceof ch.qos.logback.core.spi.ContextAware c ? c : null);
    this.account = account;
    this.outbox = outbox;
    this.nanoTime = nanoTime;
    for (Loss loss : Loss.values()) {
      losses.put(loss, new AtomicLong());
    }
  }

  /** Telling takes no time: whoever has caused a status never waits for those who listen to it. */
  @Override
  public void addStatus(Status status) {
    outbox.execute(() -> super.addStatus(status));
  }

  @Override
  public synchronized void failed(Delivery delivery) {
    failures++;
    Delivery.Verdict verdict = delivery.verdict();
    long now = nanoTime.getAsLong();
    Long said = saidAtNanos.get(verdict);
    boolean saidLately = said != null && now - said < SAY_AGAIN_AFTER_NANOS;
    if (saidLately || !saidSinceDelivery.add(verdict)) {
      return;
    }
    saidAtNanos.put(verdict, now);
    // Never as an error: Spring Boot ends an application whose logging has one when it is set up.
    addWarn(WHAT_NOW.get(verdict) + " It said: " + delivery.reason());
  }

  @Override
  public synchronized void delivered(int events, long nanos) {
    if (!saidSinceDelivery.isEmpty()) {
      addInfo(
          "Delivery to CloudWatch Logs works again, after "
              + failures
              + (failures == 1 ? " failed call. " : " failed calls. ")
              + account.get());
      saidSinceDelivery.clear();
    }
    lateSinceDelivery = false;
    failures = 0;
  }

  /** A call that waits for its event has waited long enough. */
  synchronized void notDeliveredWithin(Duration atMost) {
    long now = nanoTime.getAsLong();
    boolean saidLately = lateSaidAtNanos != null && now - lateSaidAtNanos < SAY_AGAIN_AFTER_NANOS;
    if (saidLately || lateSinceDelivery) {
      return;
    }
    lateSinceDelivery = true;
    lateSaidAtNanos = now;
    addWarn(
        "An event was not delivered within "
            + DurationText.of(atMost)
            + "; it is kept and sent again, and its call has returned.");
  }

  @Override
  public void lost(Loss loss, int events) {
    AtomicLong count = losses.get(loss);
    long before = count.getAndAdd(events);
    long after = before + events;
    if (before == 0 || Long.toString(before).length() < Long.toString(after).length()) {
      addWarn(
          after
              + (after == 1 ? " event is" : " events are")
              + " lost: "
              + loss.reason()
              + ". "
              + account.get());
    }
  }

  @Override
  public void survived(Throwable problem) {
    if (survivals.getAndIncrement() < 3) {
      addWarn(
          "The appender survived a failure. If it cost an event, that one is counted as lost.",
          problem);
    }
  }
}
