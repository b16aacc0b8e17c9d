package io.logstrata.appender.ship;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Shippers to a service that can fail, driven by hand or by threads of their own. */
abstract class ShipperFixture {
  final HandClock clock = new HandClock();
  final FakeDestination service = new FakeDestination();

  Shipper<Note> byHand(long queueBytes) {
    return shipper(options(queueBytes, ZERO), clock);
  }

  Shipper<Note> byHandBlocking(long queueBytes, Duration blockAtMost) {
    return shipper(options(queueBytes, blockAtMost), clock);
  }

  Shipper<Note> started(ShipperOptions options) {
    Shipper<Note> shipper = shipper(options, ShipperClock.SYSTEM);
    shipper.start(
        task -> {
          Thread thread = new Thread(task, "test-lane");
          thread.setDaemon(true);
          return thread;
        });
    return shipper;
  }

  Shipper<Note> shipper(ShipperOptions options, ShipperClock time) {
    return new Shipper<>(
        options,
        (note, target) -> target.utf8(note.text().getBytes(UTF_8)),
        (report, millis, target) ->
            target.utf8(
                ("lost " + report.events() + " " + report.bySeverity() + " " + report.byReason())
                    .getBytes(UTF_8)),
        service,
        ShipperListener.NONE,
        time,
        new Random(42),
        new Ledger());
  }

  static ShipperOptions options(long queueBytes, Duration blockAtMost) {
    return options(queueBytes, blockAtMost, 1);
  }

  static ShipperOptions options(long queueBytes, Duration blockAtMost, int sends) {
    return new ShipperOptions(queueBytes, blockAtMost, ofSeconds(1), sends, RetryPolicy.STANDARD);
  }

  void tick(Shipper<Note> shipper, int times, Duration each) {
    for (int i = 0; i < times; i++) {
      shipper.tick();
      clock.advance(each);
    }
  }

  static void offer(Shipper<Note> shipper, Severity severity, int times) {
    IntStream.range(0, times).forEach(i -> shipper.offer(Note.of("event " + i).as(severity)));
  }

  static void awaitUninterruptibly(CountDownLatch latch) {
    boolean open = false;
    while (!open) {
      try {
        open = latch.await(60, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        open = false; // a call that does not care
      }
    }
  }
}
