package io.logstrata.appender.ship;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Thousands of random steps; after each one every event must be somewhere, exactly once. */
class ShipperModelTest {
  private static final int STEPS = 4_000;
  private static final List<Severity> SEVERITIES = List.of(Severity.values());

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 12);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void the_books_balance_after_every_step_whatever_happens(long seed) {
    new Model(seed, new Ledger()).run(STEPS);
  }

  /**
   * Few steps, so that many stops come at different moments: in a backoff, in halves, in a call.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("manySeeds")
  void the_books_balance_whenever_the_stop_comes(long seed) {
    new Model(seed, new Ledger()).run((int) (seed * 7 % 150));
  }

  static LongStream manySeeds() {
    return LongStream.rangeClosed(1_000, 1_200);
  }

  @Test
  void a_counter_that_forgets_is_found_out() {
    Ledger forgetful =
        new Ledger() {
          private int calls;

          @Override
          void delivered(int events, boolean possiblyTwice) {
            super.delivered(++calls == 20 ? events - 1 : events, possiblyTwice);
          }
        };

    assertThatThrownBy(() -> new Model(7, forgetful).run(STEPS))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seed 7");
  }

  private static final class Model {
    private final long seed;
    private final Random random;
    private final HandClock clock = new HandClock();
    private final FakeDestination service = new FakeDestination();
    private final Shipper<Note> shipper;
    private final Set<String> offered = new HashSet<>();
    private int offers;
    private int announcements;

    Model(long seed, Ledger ledger) {
      this.seed = seed;
      this.random = new Random(seed);
      ShipperOptions options =
          new ShipperOptions(
              60_000,
              Duration.ZERO,
              ofSeconds(1),
              1 + random.nextInt(3),
              new RetryPolicy(ofMillis(100), ofSeconds(5), ofSeconds(1), ofSeconds(10)));
      shipper =
          new Shipper<>(
              options,
              this::encode,
              this::announce,
              service,
              ShipperListener.NONE,
              clock,
              random,
              ledger);
      service.always(this::answer);
    }

    void run(int steps) {
      for (int step = 0; step < steps; step++) {
        int dice = random.nextInt(100);
        if (dice < 70) {
          offer();
        } else if (dice < 72) {
          flushWithoutWaiting();
        } else if (dice < 90) {
          clock.advance(ofMillis(random.nextInt(2_000)));
          shipper.tick();
        } else {
          shipper.tick();
        }
        check(step);
      }
      shipper.stop(ofSeconds(5));
      int before = offers;
      offer();
      check(steps);
      assertThat(shipper.books().waiting()).isZero();
      assertThat(shipper.books().lost(Loss.AFTER_STOP)).isEqualTo(offers - before);
      Set<String> foreign = new HashSet<>();
      service.stored().stream()
          .map(text -> text.split(" x", 2)[0]) // of the long ones, what they begin with
          .filter(text -> !offered.contains(text) && !text.startsWith("announcement "))
          .forEach(foreign::add);
      assertThat(foreign).isEmpty();
    }

    /**
     * Closes the batch at the next step; what this returns depends on nothing but the real time.
     */
    private void flushWithoutWaiting() {
      try {
        boolean ignored = shipper.flush(Duration.ZERO);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    private void offer() {
      int burst = random.nextInt(50) == 0 ? 300 : 1;
      for (int i = 0; i < burst; i++) {
        String text = "event " + offers++;
        offered.add(text);
        long millis = clock.millis() - random.nextInt(1_000);
        if (random.nextInt(100) == 0) {
          millis -= 100_000_000L; // more than a day ago: never in one batch with the others
        }
        Severity severity = SEVERITIES.get(random.nextInt(SEVERITIES.size()));
        shipper.offer(new Note(millis, severity, 50 + random.nextInt(300), text));
      }
    }

    private void encode(Note note, MessageBytes target) {
      int dice = random.nextInt(200);
      if (dice == 0) {
        throw new IllegalStateException("an encoder that throws");
      }
      if (dice == 1) {
        return; // an event that comes to nothing
      }
      String text = dice == 2 ? note.text() + " " + "x".repeat(2_000_000) : note.text();
      target.utf8(text.getBytes(UTF_8));
    }

    private void announce(LossReport report, long millis, MessageBytes target) {
      announcements++;
      target.utf8(("announcement " + announcements + " of " + report.events()).getBytes(UTF_8));
    }

    private Delivery answer(Batch batch) {
      boolean poisoned =
          FakeDestination.texts(batch).stream().anyMatch(text -> text.endsWith("77"));
      int dice = random.nextInt(100);
      if (dice < 10) {
        return Delivery.failed(Delivery.Verdict.THROTTLED, "slow down");
      }
      if (dice < 15) {
        return Delivery.unknown("reset");
      }
      if (dice < 17) {
        return Delivery.failed(Delivery.Verdict.DENIED, "no permission");
      }
      if (dice < 18) {
        throw new IllegalStateException("a destination with a bug");
      }
      if (poisoned) {
        return Delivery.failed(Delivery.Verdict.INVALID, "poison");
      }
      if (dice < 25) {
        int some = random.nextInt(batch.size() + 1);
        return Delivery.accepted(some / 3, some / 2, some);
      }
      return Delivery.accepted();
    }

    private void check(int step) {
      Books books = shipper.books();
      String where = "seed " + seed + ", step " + step + ": " + books;
      assertThat(books.balances()).as(where).isTrue();
      assertThat(books.accepted()).as(where).isEqualTo(offers + announcements);
      assertThat(books.delivered()).as(where).isEqualTo(service.stored().size());
      if (step % 500 == 0) {
        Set<String> once = new HashSet<>(service.stored());
        assertThat(once).as(where).hasSameSizeAs(service.stored());
      }
    }
  }
}
